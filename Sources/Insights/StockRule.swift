package import Inventory

/// The rules of requirements §24, highest first; the raw value is the wire's `regla`.
package enum StockRule: String, CaseIterable, Sendable {
  case outOfStock = "agotado"
  case floor = "piso"
  case minimum = "minimo"
  case projection = "proyeccion_7d"
  case shareOfMaximum = "porcentaje_maximo"
  case overstock = "sobrestock"
  case noSales = "sin_ventas"
  case expired = "vencido"
  case expiringSoon = "proximo_vencimiento"
  case noMovement = "sin_movimiento"

  /// How grave it is when this rule holds; a strategic product below its projection is graver.
  package func severity(isStrategic: Bool) -> Severity {
    switch self {
    case .outOfStock, .expired: Severity(level: .critical, priority: .high)
    case .floor: Severity(level: .warning, priority: .high)
    case .projection where isStrategic: Severity(level: .critical, priority: .high)
    case .minimum, .projection, .expiringSoon: Severity(level: .warning, priority: .medium)
    case .noSales: Severity(level: .info, priority: .medium)
    case .shareOfMaximum, .overstock, .noMovement: Severity(level: .info, priority: .low)
    }
  }
}

/// The gravity of an alert on both scales of the documents: `nivel` of 004 and `prioridad` of 003.
package struct Severity: Hashable, Sendable {
  package enum Priority: String, CaseIterable, Sendable {
    case high = "alta"
    case medium = "media"
    case low = "baja"
  }

  package let level: AlertLevel
  package let priority: Priority
}

/// A set of rules in one word, so that looking over a whole shop allocates nothing.
package struct StockRules: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package init(_ rule: StockRule) {
    rawValue =
      switch rule {
      case .outOfStock: 1
      case .floor: 1 << 1
      case .minimum: 1 << 2
      case .projection: 1 << 3
      case .shareOfMaximum: 1 << 4
      case .overstock: 1 << 5
      case .noSales: 1 << 6
      case .expired: 1 << 7
      case .expiringSoon: 1 << 8
      case .noMovement: 1 << 9
      }
  }

  package static let outOfStock = StockRules(.outOfStock)
  package static let floor = StockRules(.floor)
  package static let minimum = StockRules(.minimum)
  package static let projection = StockRules(.projection)
  package static let shareOfMaximum = StockRules(.shareOfMaximum)
  package static let overstock = StockRules(.overstock)
  package static let noSales = StockRules(.noSales)
  package static let expired = StockRules(.expired)
  package static let expiringSoon = StockRules(.expiringSoon)
  package static let noMovement = StockRules(.noMovement)

  /// Rules 1–4: stock that must be seen to.
  package static let short: StockRules = [.outOfStock, .floor, .minimum, .projection]
  /// Rules 1–5: everything that says there is little.
  package static let low: StockRules = [.short, .shareOfMaximum]

  /// The rules in the set, highest first.
  package var rules: [StockRule] { StockRule.allCases.filter { contains(StockRules($0)) } }

  /// The rule under which the alert is shown; nil for none.
  package var highest: StockRule? { StockRule.allCases.first { contains(StockRules($0)) } }

  /// The rule by which an answer explains: the one with the shortest cover, else the highest.
  ///
  /// An empty shelf covers nothing and the projection fewer than its days; the other rules promise no cover.
  package var explaining: StockRule? {
    if contains(.outOfStock) { return .outOfStock }
    return contains(.projection) ? .projection : highest
  }
}

/// A rule that holds, with the figures that make it hold: what «¿por qué?» is answered from.
package struct RuleHit: Hashable, Sendable {
  package let rule: StockRule
  package let value: Measure
  package let threshold: Measure
  package let severity: Severity
  /// Whether `value` counts from a price cut that sold nothing rather than from the last sale.
  package let followsPriceCut: Bool

  /// A figure of a rule: stock, or days.
  package enum Measure: Hashable, Sendable {
    case quantity(Quantity)
    case days(Int)

    /// The exact decimal text for the wire.
    package var decimal: String {
      switch self {
      case .quantity(let quantity): quantity.decimal
      case .days(let days): String(days)
      }
    }
  }
}
