internal import Console
internal import Inventory
internal import Wire

/// What a command has to say, for people and for programs.
package struct CommandAnswer: Sendable {
  package let text: String
  private let value: JSON

  /// One line of JSON.
  package var json: String { value.text }

  init(_ text: String, _ value: JSON) { (self.text, self.value) = (text, value) }

  /// A list as a table, or `empty` where there is nothing in it.
  init(_ rows: [[String]], titles: [String], empty: String, _ value: JSON) {
    var table = TextTable(titles.map { TextTable.Column($0) })
    for row in rows { table.add(row.map { TextTable.Cell($0) }) }
    let lines = table.lines(width: Terminal.output.width, palette: .plain)
    self.init(rows.isEmpty ? empty : lines.joined(separator: "\n"), value)
  }
}

extension ShopClock {
  /// A moment as people write it in the shop: `2025-11-20 18:30`.
  func words(_ instant: Instant) -> String {
    "\(day(of: instant)) \(Self.text(minute: minute(of: instant)))"
  }

  /// A minute of the day as people write it: `20:00`.
  static func text(minute: Int) -> String {
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    return "\(padded(minute / 60)):\(padded(minute % 60))"
  }

  /// The minute at which a day closes, of `20:00`, `9:05` or, for its very end, `24:00`; nil for what is no such time.
  static func closingMinute(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      let hour = Int(digits: parts[0]), let minute = Int(digits: parts[1]), minute < 60
    else { return nil }
    let whole = hour * 60 + minute
    return whole <= 1440 ? whole : nil
  }
}
