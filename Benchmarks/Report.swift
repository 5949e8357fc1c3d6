internal import Foundation

/// A line of the table.
struct Row {
  let work: String
  let figure: String
  let floor: String
  let result: String
  let goal: String

  init(work: String, figure: String, floor: String = "", result: String, goal: String) {
    (self.work, self.figure, self.floor, self.result, self.goal) = (work, figure, floor, result, goal)
  }

  /// Work held against a floor that may be exceeded so many times over.
  init(work: String, _ times: (work: Times, floor: Times), atMost limit: Double) {
    let ratio = times.work.median / times.floor.median
    self.init(
      work: work, figure: milliseconds(times.work.median), floor: milliseconds(times.floor.median),
      result: "\(number(ratio, 2))×\(ratio <= limit ? "" : " !")", goal: "≤ \(number(limit, 1))×")
  }

  /// A figure that has no floor, with what it must not exceed.
  init(work: String, _ value: Double, atMost limit: Double, unit: String) {
    self.init(
      work: work, figure: "\(number(value, limit < 10 ? 2 : 1)) \(unit)",
      result: value <= limit ? "reached" : "missed !",
      goal: "≤ \(number(limit, limit < 1 ? 1 : 0)) \(unit)")
  }

  var cells: [String] { [work, figure, floor, result, goal] }
}

/// The table that is printed at the end; `!` marks what misses its goal.
struct Report {
  private var rows: [[String]] = [["work", "figure", "floor", "result", "goal"]]

  mutating func append(_ row: Row) { rows.append(row.cells) }

  var text: String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
    }
    return
      (lines.prefix(1) + [widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")]
      + lines.dropFirst()).joined(separator: "\n")
  }
}

func number(_ value: Double, _ decimals: Int) -> String {
  value.formatted(.number.precision(.fractionLength(decimals)).locale(Locale(identifier: "en_US_POSIX")))
}

func milliseconds(_ seconds: Double) -> String {
  "\(number(seconds * 1000, seconds < 0.01 ? 3 : 1)) ms"
}
