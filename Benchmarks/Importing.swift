internal import Foundation

/// Importing a shop's past sales: a log like that of a wholesaler's year, or the one that `BODEGUERO_BENCH_LOG` names
/// (with its header map in `BODEGUERO_BENCH_MAP`).
enum Importing: Family {
  static let name = "import"

  private static let runs = 3

  static func measure(in workshop: Workshop) async throws -> [Row] {
    let environment = ProcessInfo.processInfo.environment
    var (log, map) = (environment["BODEGUERO_BENCH_LOG"], environment["BODEGUERO_BENCH_MAP"] ?? SalesLog.map)
    if log == nil {
      try SalesLog.write(to: workshop.path("log.csv"))
      (log, map) = (workshop.path("log.csv"), SalesLog.map)
    }
    guard let log else { return [] }
    let whole = try Data(contentsOf: URL(fileURLWithPath: log), options: .mappedIfSafe)
    let halfway = whole.count / 2
    let half = whole[..<(whole[halfway...].firstIndex(of: UInt8(ascii: "\n")) ?? whole.endIndex)]
    try half.write(to: URL(fileURLWithPath: workshop.path("half.csv")))
    var peak = 0.0
    let times = try await turnAbout(runs: runs) {
      peak = max(peak, try importing(log, map, in: workshop).peakMiB)
    } floor: {
      workshop.remove("floor.sqlite")
      let run = try ChildProcess.run(
        "sqlite3", [workshop.path("floor.sqlite"), "-cmd", ".mode csv", ".import '\(log)' ventas"])
      guard run.status == 0 else { throw Unmeasured("sqlite3 ended with \(run.status)") }
    }
    let peakOfHalf = try importing(workshop.path("half.csv"), map, in: workshop).peakMiB
    let lines = whole.count { $0 == UInt8(ascii: "\n") }
    return [
      Row(work: "import of \(lines) lines of sales", times, atMost: 5),
      Row(
        work: "memory of that import", figure: "\(number(peak, 0)) MiB",
        floor: "half: \(number(peakOfHalf, 0)) MiB",
        result: peak <= peakOfHalf * 1.25 ? "flat" : "grows !", goal: "flat"),
    ]
  }

  private static func importing(_ log: String, _ map: String, in workshop: Workshop) throws -> ChildProcess {
    workshop.remove("import.sqlite")
    let store = ["--store", workshop.path("import.sqlite")]
    let made = try ChildProcess.run(
      workshop.program,
      ["init", "--name", "Medida", "--currency", "GBP", "--time-zone", "Europe/London"] + store)
    let run = try ChildProcess.run(workshop.program, ["import", "sales", log, "--map", map] + store)
    // 6: lines that are no sales were refused, as they should be.
    guard made.status == 0, [0, 6].contains(run.status) else {
      throw Unmeasured("the import ended with \(run.status)")
    }
    return run
  }
}
