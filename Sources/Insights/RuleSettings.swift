package import Inventory

/// The figures of the stock rules, already resolved for one product (product, category, branch, shop, default).
package struct RuleSettings: Hashable, Sendable {
  /// Below this a product is low whatever its minimum (`piso`).
  package var floor = Quantity(3)
  /// A strategic product is low up to this percentage of its projection; others below the projection itself.
  package var strategicProjection = 150
  /// What must be left of the maximum, in percent, before a fast mover is mentioned (`pct_restante_rotacion_alta`).
  package var remainingOfFastMovers = 50
  /// The same for the others (`pct_restante_rotacion_baja`).
  package var remainingOfSlowMovers = 25
  /// Days of sales beyond which slow stock is too much.
  package var overstockCover = 45
  /// Sales in 30 days below which a product sells little; nil where only 0 is little
  /// (`umbral_minimo_ventas_30d`).
  package var lowSales30: Quantity?
  /// Days without a sale that are too many, and those at which the list turns orange and red.
  package var daysWithoutSale = SalesGap.Limits()
  /// Days after a change of price during which missing sales are forgiven.
  package var priceGrace = 21
  /// Whether only price cuts give that grace (`gracia_solo_rebajas`).
  package var onlyCutsGiveGrace = false
  /// Whether a cut that sold nothing once its grace is over counts as no sales (`alertar_rebaja_sin_efecto`).
  package var alertsOfCutsWithoutEffect = true
  /// Days before its expiry at which a lot is mentioned, where its product says none (`alerta_dias_antes_vencimiento`).
  package var expiryNotice = 30
  /// Days without a movement that are too many (`sin_movimiento`).
  package var daysWithoutMovement = 80
  /// Days after its first entry during which a product is too new to be called slow.
  package var youth = 30
  /// The margin from which it is high (`umbral_margen`).
  package var highMargin = Percent(tenths: 500)

  package init() {}
}

/// How long ago the last sale was, by the colours of source document 003.
package enum SalesGap: String, CaseIterable, Sendable {
  case yellow, orange, red

  /// Days without a sale above which each colour begins; none does while they are not above `yellow`.
  package struct Limits: Hashable, Sendable {
    package var yellow = 80
    package var orange = 100
    package var red = 120

    package init() {}
  }

  /// The colour of that many days; nil while they are not too many.
  package init?(days: Int, limits: Limits = Limits()) {
    guard days > limits.yellow else { return nil }
    self = days > limits.red ? .red : days > limits.orange ? .orange : .yellow
  }
}
