package import Inventory
internal import SQL

/// Where a balance lies: a branch and what is kept there.
package struct StockPlace: Hashable, Sendable {
  package let branch: BranchID
  package let product: ProductID
  package let variant: VariantID

  package init(branch: BranchID, product: ProductID, variant: VariantID = .none) {
    (self.branch, self.product, self.variant) = (branch, product, variant)
  }
}

/// A part of a balance that came in together and expires together; an empty code is the part without a lot.
package struct Lot: Hashable, Sendable {
  package let code: String
  package var expires: BusinessDay?
  package var quantity: Quantity

  package init(code: String, expires: BusinessDay?, quantity: Quantity) {
    (self.code, self.expires, self.quantity) = (code, expires, quantity)
  }
}

extension Transaction {
  /// The balance at `place`; nil before any entry.
  package func balance(_ place: StockPlace) throws -> Balance? {
    try connection.first(
      """
      SELECT cantidad, reservado, en_transito, valor FROM existencias
      WHERE organizacion_id = \(organization) AND sucursal_id = \(place.branch)
        AND producto_id = \(place.product) AND variante_id = \(place.variant)
      """
    ) {
      Balance(
        onHand: $0.quantity(0), reserved: $0.quantity(1), inTransit: $0.quantity(2), value: $0.money(3))
    }
  }

  /// Every branch's balance of a product, in the order of the branches.
  package func balances(of product: ProductID) throws -> [(branch: BranchID, balance: Balance)] {
    try connection.all(
      """
      SELECT sucursal_id, sum(cantidad), sum(reservado), sum(en_transito), sum(valor) FROM existencias
      WHERE organizacion_id = \(organization) AND producto_id = \(product)
      GROUP BY sucursal_id ORDER BY sucursal_id
      """
    ) {
      (
        $0.id(0),
        Balance(
          onHand: $0.quantity(1), reserved: $0.quantity(2), inTransit: $0.quantity(3), value: $0.money(4))
      )
    }
  }

  /// Writes what an entry or an exit made of a balance, and the days that the alert rules look at.
  ///
  /// An exit is refused (false) when fewer than its units are free, whatever was read before.
  package func saveBalance(
    _ balance: Balance, at place: StockPlace, change: Quantity, isSale: Bool, wasEmpty: Bool,
    on day: BusinessDay
  ) throws -> Bool {
    if change >= .zero {
      let day = day.description
      return try connection.execute(
        """
        INSERT INTO existencias (organizacion_id, sucursal_id, producto_id, variante_id, cantidad, valor,
          primera_entrada, ultima_entrada, entrada_desde_cero, ultimo_movimiento)
        VALUES (\(organization), \(place.branch), \(place.product), \(place.variant), \(balance.onHand),
          \(balance.value), \(day), \(day), \(day), \(day))
        ON CONFLICT (organizacion_id, sucursal_id, producto_id, variante_id) DO UPDATE SET
          cantidad = excluded.cantidad, valor = excluded.valor,
          primera_entrada = coalesce(existencias.primera_entrada, excluded.primera_entrada),
          ultima_entrada = excluded.ultima_entrada, ultimo_movimiento = excluded.ultimo_movimiento,
          entrada_desde_cero = CASE WHEN \(wasEmpty) THEN excluded.entrada_desde_cero
            ELSE existencias.entrada_desde_cero END
        """) == 1
    }
    return try connection.execute(
      """
      UPDATE existencias SET cantidad = \(balance.onHand), valor = \(balance.value), ultimo_movimiento = \(day),
        ultima_venta = CASE WHEN \(isSale) THEN \(day) ELSE ultima_venta END
      WHERE organizacion_id = \(organization) AND sucursal_id = \(place.branch)
        AND producto_id = \(place.product) AND variante_id = \(place.variant)
        AND cantidad - reservado >= \(-change)
      """) == 1
  }

  /// Sets units of a place aside; false when fewer are free.
  package func reserve(_ quantity: Quantity, at place: StockPlace) throws -> Bool {
    try connection.execute(
      """
      UPDATE existencias SET reservado = reservado + \(quantity)
      WHERE organizacion_id = \(organization) AND sucursal_id = \(place.branch)
        AND producto_id = \(place.product) AND variante_id = \(place.variant)
        AND cantidad - reservado >= \(quantity)
      """) == 1
  }

  /// Frees units of a place that had been set aside.
  package func release(_ quantity: Quantity, at place: StockPlace) throws {
    try connection.execute(
      """
      UPDATE existencias SET reservado = reservado - \(quantity)
      WHERE organizacion_id = \(organization) AND sucursal_id = \(place.branch)
        AND producto_id = \(place.product) AND variante_id = \(place.variant)
      """)
  }

  /// Adds to (or takes from) what is on the road towards `place`.
  package func addInTransit(_ quantity: Quantity, to place: StockPlace) throws {
    try connection.execute(
      """
      INSERT INTO existencias (organizacion_id, sucursal_id, producto_id, variante_id, en_transito)
      VALUES (\(organization), \(place.branch), \(place.product), \(place.variant), \(max(quantity, .zero)))
      ON CONFLICT (organizacion_id, sucursal_id, producto_id, variante_id) DO UPDATE SET
        en_transito = existencias.en_transito + \(quantity)
      """)
  }

  /// The lots of a place, first to expire first; those without a date last.
  ///
  /// Where there are any they sum to the balance.
  package func lots(_ place: StockPlace) throws -> [Lot] {
    try connection.all(
      """
      SELECT lote, fecha_vencimiento, cantidad FROM existencias_lotes
      WHERE organizacion_id = \(organization) AND sucursal_id = \(place.branch)
        AND producto_id = \(place.product) AND variante_id = \(place.variant)
      ORDER BY fecha_vencimiento IS NULL, fecha_vencimiento, lote
      """
    ) { Lot(code: $0.text(0), expires: $0.day(1), quantity: $0.quantity(2)) }
  }

  /// Sets what a lot holds; a lot that holds nothing is forgotten.
  package func saveLot(_ lot: Lot, at place: StockPlace) throws {
    guard lot.quantity > .zero else {
      try connection.execute(
        """
        DELETE FROM existencias_lotes
        WHERE organizacion_id = \(organization) AND sucursal_id = \(place.branch)
          AND producto_id = \(place.product) AND variante_id = \(place.variant) AND lote = \(lot.code)
        """)
      return
    }
    try connection.execute(
      """
      INSERT INTO existencias_lotes (organizacion_id, sucursal_id, producto_id, variante_id, lote,
        fecha_vencimiento, cantidad)
      VALUES (\(organization), \(place.branch), \(place.product), \(place.variant), \(lot.code),
        \(lot.expires?.description), \(lot.quantity))
      ON CONFLICT (organizacion_id, sucursal_id, producto_id, variante_id, lote) DO UPDATE SET
        cantidad = excluded.cantidad,
        fecha_vencimiento = coalesce(excluded.fecha_vencimiento, existencias_lotes.fecha_vencimiento)
      """)
  }

  /// Lots with stock that expire on or before `day`, soonest first.
  package func expiringLots(until day: BusinessDay, branch: BranchID?) throws -> [(StockPlace, Lot)] {
    try connection.all(
      """
      SELECT sucursal_id, producto_id, variante_id, lote, fecha_vencimiento, cantidad FROM existencias_lotes
      WHERE organizacion_id = \(organization) AND fecha_vencimiento <= \(day)
        \(when(branch) { "AND sucursal_id = \($0)" })
      ORDER BY fecha_vencimiento, producto_id, sucursal_id
      """
    ) {
      (
        StockPlace(branch: $0.id(0), product: $0.id(1), variant: VariantID($0.integer(2))),
        Lot(code: $0.text(3), expires: $0.day(4), quantity: $0.quantity(5))
      )
    }
  }
}
