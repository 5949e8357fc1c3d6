internal import Inventory

/// What an import made of a file.
package struct ImportOutcome: Sendable, Hashable {
  /// A line that was left out, by its number in the file.
  package struct Refusal: Sendable, Hashable {
    package let line: Int
    package let reason: String
    package init(line: Int, reason: String) { (self.line, self.reason) = (line, reason) }
  }

  package var imported = 0
  package var unchanged = 0
  package var refused: [Refusal] = []
  /// The headings of the file of which nothing was made.
  package var unusedColumns: [String] = []

  package init() {}

  package mutating func add(_ other: ImportOutcome) {
    imported += other.imported
    unchanged += other.unchanged
    refused += other.refused
    unusedColumns += other.unusedColumns
  }
}

/// Runs `file` over every row: true for a change, false for none, a refusal for a `ShopError`.
func report<Row>(
  of rows: [Row], line: (Row) -> Int, _ file: (Row) throws -> Bool
) throws -> ImportOutcome {
  var outcome = ImportOutcome()
  for row in rows {
    do {
      if try file(row) { outcome.imported += 1 } else { outcome.unchanged += 1 }
    } catch let error as ShopError {
      outcome.refused.append(ImportOutcome.Refusal(line: line(row), reason: error.reason))
    }
  }
  return outcome
}
