package import Inventory
internal import SQL

/// A balance with what the alerts of document 004 look at.
package struct AlertRow {
  package let place: StockPlace
  package let name: String
  package let isActive: Bool
  package let onHand: Quantity
  package let reserved: Quantity
  package let minimum: Quantity
  package let maximum: Quantity
  package let alertsAtMinimum: Bool
  package let expiryNotice: Int
  package let firstExpiry: BusinessDay?
  /// The first that has not passed.
  package let nextExpiry: BusinessDay?
  package let firstEntry: BusinessDay?
  package let lastSale: BusinessDay?
  package let lastMovement: BusinessDay?
}

/// What an alert is about: one is open at a time.
package struct AlertSubject: Hashable, Sendable {
  package let place: StockPlace
  package let kind: AlertKind

  package init(place: StockPlace, kind: AlertKind) { (self.place, self.kind) = (place, kind) }
}

/// An alert that is open, and what it says.
package struct OpenAlert: Hashable, Sendable {
  package let id: AlertID
  package let message: String
}

/// How many alerts of a kind are open.
package struct AlertCount: Hashable, Sendable {
  package let kind: AlertKind
  package let level: AlertLevel
  package let count: Int
  package let unread: Int
}

extension Transaction {
  /// The balances of `products`, or of all, in the branches that are open.
  package func alertRows(of products: [ProductID]?, on today: BusinessDay) throws -> [AlertRow] {
    try connection.all(
      """
      SELECT e.sucursal_id, e.producto_id, p.nombre, p.activo, e.cantidad, e.reservado, p.stock_minimo,
        p.stock_maximo, p.alerta_stock_minimo, p.alerta_dias_antes_vencimiento, (
          SELECT min(l.fecha_vencimiento) FROM existencias_lotes l WHERE l.organizacion_id = e.organizacion_id
            AND l.sucursal_id = e.sucursal_id AND l.producto_id = e.producto_id AND l.variante_id = 0),
        e.primera_entrada, e.ultima_venta, e.ultimo_movimiento, (
          SELECT min(l.fecha_vencimiento) FROM existencias_lotes l WHERE l.organizacion_id = e.organizacion_id
            AND l.sucursal_id = e.sucursal_id AND l.producto_id = e.producto_id AND l.variante_id = 0
            AND l.fecha_vencimiento >= \(today))
      FROM existencias e JOIN productos p ON p.id = e.producto_id
      WHERE e.organizacion_id = \(organization) AND e.variante_id = 0 AND p.organizacion_id = \(organization)
        \(when(products) { "AND e.producto_id IN \(list: $0)" })
      """
    ) {
      AlertRow(
        place: StockPlace(branch: $0.id(0), product: $0.id(1)), name: $0.text(2), isActive: $0.bool(3),
        onHand: $0.quantity(4), reserved: $0.quantity(5), minimum: $0.quantity(6), maximum: $0.quantity(7),
        alertsAtMinimum: $0.bool(8), expiryNotice: Int($0.integer(9)), firstExpiry: $0.day(10),
        nextExpiry: $0.day(14), firstEntry: $0.day(11), lastSale: $0.day(12), lastMovement: $0.day(13))
    }
  }

  /// The open alerts of `products`, or of all.
  package func openAlerts(of products: [ProductID]?) throws -> [AlertSubject: OpenAlert] {
    var open: [AlertSubject: OpenAlert] = [:]
    try connection.each(
      """
      SELECT id, sucursal_id, producto_id, tipo_alerta, mensaje FROM alertas_inventario
      WHERE organizacion_id = \(organization) AND atendida_en IS NULL
        \(when(products) { "AND producto_id IN \(list: $0)" })
      """
    ) {
      let place = StockPlace(branch: $0.id(1), product: $0.id(2))
      open[AlertSubject(place: place, kind: try $0.name(3))] = OpenAlert(id: $0.id(0), message: $0.text(4))
    }
    return open
  }

  /// Opens an alert; one of the same day that was over is open, and unread, again.
  package func openAlert(
    _ subject: AlertSubject, _ level: AlertLevel, _ message: String, on day: BusinessDay, at now: Instant
  ) throws {
    try connection.execute(
      """
      INSERT INTO alertas_inventario (organizacion_id, sucursal_id, producto_id, tipo_alerta, nivel, mensaje, dia,
        creado_en)
      VALUES (\(organization), \(subject.place.branch), \(subject.place.product), \(subject.kind.rawValue),
        \(level.rawValue), \(message), \(day), \(now))
      ON CONFLICT (organizacion_id, producto_id, sucursal_id, tipo_alerta, dia) DO UPDATE SET
        nivel = excluded.nivel, mensaje = excluded.mensaje, leida = 0, leida_por = NULL, leida_en = NULL,
        atendida_en = NULL
      """)
  }

  /// Lets an open alert say what is so now; whether it was read stays.
  package func renewAlert(_ id: AlertID, _ message: String) throws {
    try connection.execute(
      """
      UPDATE alertas_inventario SET mensaje = \(message) WHERE organizacion_id = \(organization) AND id = \(id)
      """)
  }

  /// Ends an alert whose rule no longer holds; it stays in the list of past ones.
  package func closeAlert(_ id: AlertID, at now: Instant) throws {
    try connection.execute(
      """
      UPDATE alertas_inventario SET atendida_en = \(now) WHERE organizacion_id = \(organization) AND id = \(id)
      """)
  }

  /// Marks an alert as read; who read it first stays.
  package func markRead(_ id: AlertID, by person: PersonID, at now: Instant) throws {
    try connection.execute(
      """
      UPDATE alertas_inventario SET leida = 1, leida_por = \(person), leida_en = \(now)
      WHERE organizacion_id = \(organization) AND id = \(id) AND leida = 0
      """)
  }

  /// The alert of that id, open or closed.
  package func alert(_ id: AlertID) throws -> StockAlert? {
    try connection.first(
      "SELECT \(columns) FROM alertas_inventario WHERE organizacion_id = \(organization) AND id = \(id)"
    ) { try $0.alert() }
  }

  /// A page of the alerts that are open and unread, or of all others, gravest and newest first.
  package func alerts(isPending: Bool, branch: BranchID?, _ page: Page) throws -> Paged<StockAlert> {
    let conditions: SQL = """
      organizacion_id = \(organization) \(when(branch) { "AND sucursal_id = \($0)" })
      AND \(isPending ? "(atendida_en IS NULL AND leida = 0)" : "(atendida_en IS NOT NULL OR leida = 1)" as SQL)
      """
    let total = try connection.first("SELECT count(*) FROM alertas_inventario WHERE \(conditions)") {
      Int($0.integer(0))
    }
    let items = try connection.all(
      """
      SELECT \(columns) FROM alertas_inventario WHERE \(conditions)
      ORDER BY CASE nivel WHEN 'critical' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, creado_en DESC, id DESC
      LIMIT \(page.size) OFFSET \(page.offset)
      """
    ) { try $0.alert() }
    return Paged(items, total: total ?? 0)
  }

  /// How many alerts are open, by kind and level.
  package func alertCounts(branch: BranchID?) throws -> [AlertCount] {
    try connection.all(
      """
      SELECT tipo_alerta, nivel, count(*), sum(1 - leida) FROM alertas_inventario
      WHERE organizacion_id = \(organization) AND atendida_en IS NULL \(when(branch) { "AND sucursal_id = \($0)" })
      GROUP BY tipo_alerta, nivel ORDER BY tipo_alerta, nivel
      """
    ) {
      AlertCount(
        kind: try $0.name(0), level: try $0.name(1), count: Int($0.integer(2)), unread: Int($0.integer(3)))
    }
  }
}

private let columns: SQL = """
  id, producto_id, sucursal_id, tipo_alerta, nivel, mensaje, dia, creado_en, leida_por, leida_en, atendida_en
  """

extension Row {
  fileprivate func alert() throws -> StockAlert {
    let reader: PersonID? = optionalID(8)
    return StockAlert(
      id: id(0), product: id(1), branch: id(2), kind: try name(3), level: try name(4), message: text(5),
      day: day(6) ?? BusinessDay(ordinal: 0), createdAt: instant(7),
      read: reader.map { StockAlert.Reading(person: $0, at: instant(9)) },
      attendedAt: optionalInteger(10).map { Instant(milliseconds: $0) })
  }
}
