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
}
