/// An exact quantity of a product in thousandths of its unit (a kilo of sugar: 1000; a quarter: 250).
package struct Quantity: Hashable, Comparable, Sendable {
  package let thousandths: Int64

  package init(thousandths: Int64) { self.thousandths = thousandths }

  /// A whole number of units.
  package init(_ units: Int64) { thousandths = units * 1000 }

  package static let zero = Quantity(thousandths: 0)

  /// The most that one movement, line or balance may be: a thousand million units.
  package static let limit = Quantity(1_000_000_000)

  package var isZero: Bool { thousandths == 0 }
  package var isWhole: Bool { thousandths % 1000 == 0 }

  package static func < (a: Quantity, b: Quantity) -> Bool { a.thousandths < b.thousandths }
  package static func + (a: Quantity, b: Quantity) -> Quantity {
    Quantity(thousandths: a.thousandths + b.thousandths)
  }
  package static func - (a: Quantity, b: Quantity) -> Quantity {
    Quantity(thousandths: a.thousandths - b.thousandths)
  }
  package static prefix func - (a: Quantity) -> Quantity { Quantity(thousandths: -a.thousandths) }
  package static func += (a: inout Quantity, b: Quantity) { a = a + b }
  package static func -= (a: inout Quantity, b: Quantity) { a = a - b }

  /// The quantity that a decimal text stands for; nil past three decimals or past `limit`.
  package init?(decimal text: some StringProtocol) {
    guard let value = FixedPoint.parse(text, scale: 3), value.magnitude <= Self.limit.thousandths.magnitude
    else { return nil }
    thousandths = value
  }

  /// The exact decimal text: `12`, `0.25`.
  package var decimal: String { FixedPoint.text(thousandths, scale: 3) }
}

/// How a product is counted.
package enum Unit: String, CaseIterable, Sendable {
  case unit = "unidad"
  case litre = "litro"
  case kilo
  case box = "caja"

  /// Whether only whole numbers of it exist.
  package var isCountable: Bool { self == .unit || self == .box }
}
