internal import Foundation

/// What `wrk` (the Debian package of that name) saw of a server over two seconds.
struct Load {
  let perSecond: Double
  /// Milliseconds within which 99 % of the answers came.
  let p99: Double

  /// Asks for `/healthz`, or for what a script in Lua says.
  ///
  /// - Throws: `Unmeasured` where an answer was not 2xx or 3xx.
  init(on port: String, script: String? = nil, connections: Int = 64) throws {
    let text = try Companion(
      "wrk",
      ["-t", "1", "-c", "\(connections)", "-d", "2", "--latency"] + (script.map { ["-s", $0] } ?? [])
        + ["http://127.0.0.1:\(port)/healthz"]
    ).text()
    let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
    let trouble = lines.filter { ["Non-2xx", "Socket", "unable"].contains($0.first) }
    guard trouble.isEmpty,
      let perSecond = lines.first(where: { $0.first == "Requests/sec:" })?.last.flatMap({ Double($0) }),
      let p99 = lines.first(where: { $0.first == "99%" })?.last.flatMap(Self.milliseconds)
    else { throw Unmeasured("wrk: \(trouble.map { $0.joined(separator: " ") }.joined(separator: "; "))") }
    (self.perSecond, self.p99) = (perSecond, p99)
  }

  /// Reads `812.00us`, `2.13ms`, `1.05s`.
  private static func milliseconds(_ text: Substring) -> Double? {
    for (unit, factor) in [("us", 0.001), ("ms", 1.0), ("s", 1000.0)] where text.hasSuffix(unit) {
      return Double(text.dropLast(unit.count)).map { $0 * factor }
    }
    return nil
  }
}
