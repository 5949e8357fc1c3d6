package import Inventory
internal import SQL

/// A balance with what the stock rules need to know of its product, in the store's smallest units.
package struct LevelRow {
  package let branch: BranchID
  package let product: ProductID
  package let onHand: Quantity
  package let reserved: Quantity
  package let minimum: Quantity
  package let maximum: Quantity
  package let alertsAtMinimum: Bool
  package let isStrategic: Bool
  package let isForSale: Bool
  package let price: Money
  package let cost: Money
  package let firstEntry: BusinessDay?
  package let lastRestock: BusinessDay?
  package let lastSale: BusinessDay?
  package let lastMovement: BusinessDay?
  package let lastEntry: BusinessDay?
  package let expiryNotice: Int
}

extension Transaction {
  /// Calls `body` with every balance of an active product, by branch and product.
  ///
  /// Costs about half a microsecond a row; names are left to `products(_:)` for the few that are shown.
  package func eachLevel(branch: BranchID?, product: ProductID?, _ body: (LevelRow) -> Void) throws {
    try connection.each(
      """
      SELECT e.sucursal_id, e.producto_id, e.cantidad, e.reservado, p.stock_minimo, p.stock_maximo,
        p.alerta_stock_minimo, p.is_strategic, p.precio_venta, p.precio_compra, e.primera_entrada,
        e.entrada_desde_cero, e.ultima_venta, e.ultimo_movimiento, e.ultima_entrada,
        p.alerta_dias_antes_vencimiento, p.permite_venta
      FROM existencias e JOIN productos p ON p.id = e.producto_id
      WHERE e.organizacion_id = \(organization) AND e.variante_id = 0
        AND p.organizacion_id = \(organization) AND p.activo = 1
        \(when(branch) { "AND e.sucursal_id = \($0)" }) \(when(product) { "AND e.producto_id = \($0)" })
      """
    ) {
      body(
        LevelRow(
          branch: $0.id(0), product: $0.id(1), onHand: $0.quantity(2), reserved: $0.quantity(3),
          minimum: $0.quantity(4), maximum: $0.quantity(5), alertsAtMinimum: $0.bool(6),
          isStrategic: $0.bool(7), isForSale: $0.bool(16), price: $0.money(8), cost: $0.money(9),
          firstEntry: $0.day(10),
          lastRestock: $0.day(11), lastSale: $0.day(12), lastMovement: $0.day(13), lastEntry: $0.day(14),
          expiryNotice: Int($0.integer(15))))
    }
  }

  /// The latest change of sale price of each product that had one, or of one product alone.
  package func latestPriceChanges(of product: ProductID?) throws -> [ProductID: (
    day: BusinessDay, isCut: Bool
  )] {
    var changes: [ProductID: (day: BusinessDay, isCut: Bool)] = [:]
    try connection.each(
      """
      SELECT producto_id, dia, precio_nuevo < precio_anterior FROM historial_precios
      WHERE organizacion_id = \(organization) AND precio_nuevo <> precio_anterior
        \(when(product) { "AND producto_id = \($0)" })
      ORDER BY id
      """
    ) { row in
      guard let day = row.day(1) else { return }
      changes[row.id(0)] = (day, row.bool(2))
    }
    return changes
  }

  /// When the first lot expires in each place that has one with stock, or in one product's places alone, and the first
  /// from `day` on.
  package func expiries(
    of product: ProductID?, from day: BusinessDay
  ) throws -> [StockPlace: (first: BusinessDay?, next: BusinessDay?)] {
    var expiries: [StockPlace: (first: BusinessDay?, next: BusinessDay?)] = [:]
    try connection.each(
      """
      SELECT sucursal_id, producto_id, min(fecha_vencimiento),
        min(CASE WHEN fecha_vencimiento >= \(day) THEN fecha_vencimiento END)
      FROM existencias_lotes
      WHERE organizacion_id = \(organization) AND fecha_vencimiento IS NOT NULL
        \(when(product) { "AND producto_id = \($0)" })
      GROUP BY sucursal_id, producto_id
      """
    ) { expiries[StockPlace(branch: $0.id(0), product: $0.id(1))] = ($0.day(2), $0.day(3)) }
    return expiries
  }

  /// What is on the road towards each place.
  package func inTransit() throws -> [StockPlace: Quantity] {
    var quantities: [StockPlace: Quantity] = [:]
    try connection.each(
      """
      SELECT sucursal_id, producto_id, en_transito FROM existencias
      WHERE organizacion_id = \(organization) AND en_transito > 0 AND variante_id = 0
      """
    ) { quantities[StockPlace(branch: $0.id(0), product: $0.id(1))] = $0.quantity(2) }
    return quantities
  }

  /// Net ledger movements of each product after `day`, for the stock as it was at its end.
  package func netMovements(after day: BusinessDay, branch: BranchID?) throws -> [ProductID: Quantity] {
    var net: [ProductID: Quantity] = [:]
    try connection.each(
      """
      SELECT producto_id, sum(cantidad) FROM movimientos_inventario
      WHERE organizacion_id = \(organization) AND dia > \(day) \(when(branch) { "AND sucursal_id = \($0)" })
      GROUP BY producto_id
      """
    ) { net[$0.id(0)] = $0.quantity(1) }
    return net
  }

  /// Units and purchase value (as kept) of what is on hand, by product.
  package func stockValues(branch: BranchID?) throws -> [ProductID: (units: Quantity, cost: Money)] {
    var values: [ProductID: (units: Quantity, cost: Money)] = [:]
    try connection.each(
      """
      SELECT producto_id, sum(cantidad), sum(valor) FROM existencias
      WHERE organizacion_id = \(organization) \(when(branch) { "AND sucursal_id = \($0)" })
      GROUP BY producto_id
      """
    ) { values[$0.id(0)] = ($0.quantity(1), $0.money(2)) }
    return values
  }
}
