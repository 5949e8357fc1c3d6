/// An exact amount in minor units (cents) of the shop's currency.
package struct Money: Hashable, Comparable, Sendable {
  package let minorUnits: Int64

  package init(minorUnits: Int64) { self.minorUnits = minorUnits }

  package static let zero = Money(minorUnits: 0)

  /// The most that one price, total or valuation may be: ten million million minor units.
  package static let limit = Money(minorUnits: 10_000_000_000_000)

  package static func < (a: Money, b: Money) -> Bool { a.minorUnits < b.minorUnits }
  package static func + (a: Money, b: Money) -> Money { Money(minorUnits: a.minorUnits + b.minorUnits) }
  package static func - (a: Money, b: Money) -> Money { Money(minorUnits: a.minorUnits - b.minorUnits) }
  package static prefix func - (a: Money) -> Money { Money(minorUnits: -a.minorUnits) }
  package static func += (a: inout Money, b: Money) { a = a + b }
  package static func -= (a: inout Money, b: Money) { a = a - b }

  /// The price of `quantity` units at this unit price, rounded half up to the minor unit.
  ///
  /// - Throws: `ShopError.amountTooLarge` past `Money.limit`.
  package func times(_ quantity: Quantity) throws(ShopError) -> Money {
    try Money.bounded(scaled(minorUnits, by: quantity.thousandths, over: 1000))
  }

  /// The share `part/whole` of this amount, rounded half up; zero when `whole` is not positive.
  package func share(_ part: Quantity, of whole: Quantity) throws(ShopError) -> Money {
    guard whole > .zero else { return .zero }
    return try Money.bounded(scaled(minorUnits, by: part.thousandths, over: whole.thousandths))
  }

  /// What `percent` (tenths of a percent, 0–1000) of this amount is, rounded half up.
  package func percent(_ percent: Percent) -> Money {
    Money(minorUnits: scaled(minorUnits, by: Int64(percent.tenths), over: 1000) ?? 0)
  }

  private static func bounded(_ minorUnits: Int64?) throws(ShopError) -> Money {
    guard let minorUnits, minorUnits.magnitude <= limit.minorUnits.magnitude else { throw .amountTooLarge }
    return Money(minorUnits: minorUnits)
  }
}

/// A percentage with one decimal, as the wire shows it: 0.0–100.0 where it is a share, free where it is a margin.
package struct Percent: Hashable, Comparable, Sendable {
  package let tenths: Int

  package init(tenths: Int) { self.tenths = tenths }

  /// `part/whole` in percent, rounded half up to one decimal; nil when `whole` is not positive.
  package init?(_ part: Money, of whole: Money) {
    guard whole.minorUnits > 0, let tenths = scaled(part.minorUnits, by: 1000, over: whole.minorUnits) else {
      return nil
    }
    self.tenths = Int(tenths)
  }

  /// The margin on a sale: (sale − cost) ÷ sale; nil without a cost (requirements §24).
  package init?(marginOf sale: Money, cost: Money) {
    guard cost > .zero else { return nil }
    self.init(sale - cost, of: sale)
  }

  package static func < (a: Percent, b: Percent) -> Bool { a.tenths < b.tenths }

  /// The exact decimal text: `12`, `12.5`.
  package var text: String { FixedPoint.text(Int64(tenths), scale: 1) }
}

/// A currency: its ISO 4217 code, how many minor digits it has and how the shop's people write it.
package struct Currency: Hashable, Sendable {
  package let code: String
  package let minorDigits: Int
  package let symbol: String

  /// A currency of the Americas or a common foreign one; nil for a code that is not known.
  package init?(code: String) {
    guard let known = Self.known[code.uppercased()] else { return nil }
    self.code = code.uppercased()
    (symbol, minorDigits) = known
  }

  private static let known: [String: (String, Int)] = [
    "ARS": ("$", 2), "BOB": ("Bs", 2), "BRL": ("R$", 2), "CLP": ("$", 0), "COP": ("$", 2), "CRC": ("₡", 2),
    "DOP": ("RD$", 2), "EUR": ("€", 2), "GBP": ("£", 2), "GTQ": ("Q", 2), "HNL": ("L", 2), "MXN": ("$", 2),
    "NIO": ("C$", 2), "PAB": ("B/.", 2), "PEN": ("S/", 2), "PYG": ("₲", 0), "USD": ("US$", 2),
    "UYU": ("$U", 2), "VES": ("Bs.", 2), "CUP": ("$", 2),
  ]

  /// The amount as an exact decimal in major units, for the wire: `1250.5`.
  package func decimal(_ money: Money) -> String { FixedPoint.text(money.minorUnits, scale: minorDigits) }

  /// The money that a decimal text in major units stands for; nil when it has more decimals than the currency.
  package func money(_ text: some StringProtocol, rounding: Bool = false) -> Money? {
    guard let minor = FixedPoint.parse(text, scale: minorDigits, rounding: rounding),
      minor.magnitude <= Money.limit.minorUnits.magnitude
    else { return nil }
    return Money(minorUnits: minor)
  }
}
