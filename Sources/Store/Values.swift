package import Inventory
package import SQL

extension Identifier: SQLConvertible {
  package var sqlValue: SQLValue { .integer(value) }
}

extension VariantID: SQLConvertible {
  package var sqlValue: SQLValue { .integer(value) }
}

extension Money: SQLConvertible {
  package var sqlValue: SQLValue { .integer(minorUnits) }
}

extension Quantity: SQLConvertible {
  package var sqlValue: SQLValue { .integer(thousandths) }
}

extension Instant: SQLConvertible {
  package var sqlValue: SQLValue { .integer(milliseconds) }
}

extension BusinessDay: SQLConvertible {
  package var sqlValue: SQLValue { .text(description) }
}

extension Folio: SQLConvertible {
  package var sqlValue: SQLValue { .text(text) }
}

extension Row {
  func id<Subject>(_ column: Int) -> Identifier<Subject> { Identifier(integer(column)) }
  func optionalID<Subject>(_ column: Int) -> Identifier<Subject>? {
    optionalInteger(column).map { Identifier($0) }
  }
  func money(_ column: Int) -> Money { Money(minorUnits: integer(column)) }
  func quantity(_ column: Int) -> Quantity { Quantity(thousandths: integer(column)) }
  func instant(_ column: Int) -> Instant { Instant(milliseconds: integer(column)) }
  func day(_ column: Int) -> BusinessDay? { optionalText(column).flatMap { BusinessDay($0) } }

  /// The case whose wire name the column holds.
  func name<Name: RawRepresentable<String>>(_ column: Int, _ type: Name.Type = Name.self) throws -> Name {
    guard let name = Name(rawValue: text(column)) else {
      throw StoreDamage(what: "«\(text(column))» is no \(Name.self)")
    }
    return name
  }

  /// Words kept in one column, parted by `|`.
  func words(_ column: Int) -> [String] {
    text(column).split(separator: "|").map(String.init)
  }
}

/// A row that the schema should have made impossible.
package struct StoreDamage: Error, Sendable, CustomStringConvertible {
  package let what: String
  package init(what: String) { self.what = what }
  package var description: String { "the store is damaged: \(what); run «bodeguero verify»" }
}
