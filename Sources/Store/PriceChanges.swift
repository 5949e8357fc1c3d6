package import Inventory
internal import SQL

package typealias PriceChangeID = Identifier<PriceChange>

/// An entry of a product's price history.
package struct PriceChange: Sendable, Hashable {
  package let product: ProductID
  package let before: Prices
  /// What it sold for and cost from then on.
  package let sale: Money
  package let cost: Money
  package let person: PersonID
  package let at: Instant
  package let day: BusinessDay
  /// What the stock came to be worth by it that had no value before.
  package let valued: Money
  /// Whether the prices have not changed again.
  package let isLatest: Bool

  /// The same change with nothing said of what the product cost.
  package var withoutCosts: PriceChange {
    PriceChange(
      product: product, before: (try? Prices(sale: before.sale, wholesale: before.wholesale)) ?? before,
      sale: sale,
      cost: .zero, person: person, at: at, day: day, valued: .zero, isLatest: isLatest)
  }
}

extension Transaction {
  /// Files a change of prices; the product itself is written apart.
  ///
  /// Where it is given its first cost, what lies in stock without value takes it, and gives it back where the product
  /// loses that cost again.
  package func insertPriceChange(
    of product: ProductID, from old: Prices, to new: Prices, by person: PersonID, on day: BusinessDay,
    at now: Instant
  ) throws -> PriceChangeID {
    let change: PriceChangeID = try inserted(
      """
      INSERT INTO historial_precios (organizacion_id, producto_id, precio_anterior, precio_nuevo, costo_anterior,
        costo_nuevo, mayoreo_anterior, cantidad_mayoreo_anterior, usuario_id, dia, creado_en)
      VALUES (\(organization), \(product), \(old.sale), \(new.sale), \(old.cost), \(new.cost),
        \(old.wholesale?.price), \(old.wholesale?.quantity), \(person), \(day), \(now)) RETURNING id
      """)
    if old.cost == .zero, new.cost > .zero { try valueStock(of: product, at: new.cost, by: change) }
    if old.cost > .zero, new.cost == .zero { try takeBackValue(of: product, by: change) }
    return change
  }

  /// The change of that id.
  package func priceChange(_ id: PriceChangeID) throws -> PriceChange? {
    try connection.first(
      """
      SELECT \(priceColumns) FROM historial_precios h
      WHERE h.organizacion_id = \(organization) AND h.id = \(id)
      """
    ) { try $0.priceChange() }
  }

  /// How often the prices of a product changed.
  package func priceChangeCount(of product: ProductID, days: DayRange?) throws -> Int {
    try connection.first(
      """
      SELECT count(*) FROM historial_precios WHERE organizacion_id = \(organization) AND producto_id = \(product)
        \(when(days) { "AND dia BETWEEN \($0.first) AND \($0.last)" })
      """
    ) { Int($0.integer(0)) } ?? 0
  }

  /// The price history of a product, newest first.
  package func priceChanges(of product: ProductID, days: DayRange?) throws -> [PriceChange] {
    try connection.all(
      """
      SELECT \(priceColumns) FROM historial_precios h
      WHERE h.organizacion_id = \(organization) AND h.producto_id = \(product)
        \(when(days) { "AND h.dia BETWEEN \($0.first) AND \($0.last)" })
      ORDER BY h.id DESC
      """
    ) { try $0.priceChange() }
  }
}

/// The value of stock that came in while its product had no cost.
extension Transaction {
  /// Gives what lies in stock without value what it costs now.
  ///
  /// - Throws: `ShopError.amountTooLarge`.
  func valueStock(of product: ProductID, at cost: Money, by change: PriceChangeID) throws {
    let places = try connection.all(
      """
      SELECT sucursal_id, variante_id, cantidad FROM existencias
      WHERE organizacion_id = \(organization) AND producto_id = \(product) AND cantidad > 0 AND valor = 0
      """
    ) {
      (
        StockPlace(branch: $0.id(0), product: product, variant: VariantID($0.integer(1))),
        $0.quantity(2)
      )
    }
    for (place, quantity) in places { try revalue(place, by: try cost.times(quantity), change) }
  }

  /// Takes back what the stock gained when the product was last given a cost, as far as it is still there.
  private func takeBackValue(of product: ProductID, by change: PriceChangeID) throws {
    let given = try connection.all(
      """
      SELECT r.sucursal_id, r.producto_id, r.variante_id,
        CASE WHEN r.valor < e.valor THEN r.valor ELSE e.valor END
      FROM revaluaciones r
      JOIN existencias e ON e.organizacion_id = r.organizacion_id AND e.sucursal_id = r.sucursal_id
        AND e.producto_id = r.producto_id AND e.variante_id = r.variante_id
      WHERE r.organizacion_id = \(organization) AND r.producto_id = \(product) AND r.valor > 0
        AND r.cambio_id = (SELECT max(u.cambio_id) FROM revaluaciones u
          WHERE u.organizacion_id = r.organizacion_id AND u.producto_id = r.producto_id)
      """
    ) {
      (
        StockPlace(branch: $0.id(0), product: $0.id(1), variant: VariantID($0.integer(2))),
        Money(minorUnits: -$0.integer(3))
      )
    }
    for (place, value) in given { try revalue(place, by: value, change) }
  }

  private func revalue(_ place: StockPlace, by value: Money, _ change: PriceChangeID) throws {
    guard value != .zero else { return }
    try connection.execute(
      """
      UPDATE existencias SET valor = valor + \(value)
      WHERE organizacion_id = \(organization) AND sucursal_id = \(place.branch)
        AND producto_id = \(place.product) AND variante_id = \(place.variant)
      """)
    try connection.execute(
      """
      INSERT INTO revaluaciones (organizacion_id, cambio_id, sucursal_id, producto_id, variante_id, valor)
      VALUES (\(organization), \(change), \(place.branch), \(place.product), \(place.variant), \(value))
      """)
  }
}

private let priceColumns: SQL = """
  h.producto_id, h.precio_anterior, h.costo_anterior, h.mayoreo_anterior, h.cantidad_mayoreo_anterior, h.precio_nuevo,
  h.costo_nuevo, h.usuario_id, h.creado_en, h.dia, NOT EXISTS (
    SELECT 1 FROM historial_precios n WHERE n.organizacion_id = h.organizacion_id
      AND n.producto_id = h.producto_id AND n.id > h.id),
    (SELECT coalesce(sum(r.valor), 0) FROM revaluaciones r
      WHERE r.organizacion_id = h.organizacion_id AND r.cambio_id = h.id)
  """

extension Row {
  fileprivate func priceChange() throws -> PriceChange {
    let wholesale = optionalInteger(3).map {
      Prices.Wholesale(price: Money(minorUnits: $0), quantity: quantity(4))
    }
    return PriceChange(
      product: id(0), before: try Prices(sale: money(1), cost: money(2), wholesale: wholesale),
      sale: money(5),
      cost: money(6), person: id(7), at: instant(8), day: day(9) ?? BusinessDay(ordinal: 0),
      valued: money(11), isLatest: bool(10))
  }
}
