/// What document 004's list of alerts tells apart (requirements §7.55); the raw value is the wire's `tipo_alerta`.
package enum AlertKind: String, CaseIterable, Sendable {
  case minimum = "stock_minimo"
  case outOfStock = "stock_agotado"
  case expiringSoon = "proximo_vencimiento"
  case expired = "vencido"
  case noMovement = "sin_movimiento"
}

/// How grave an alert is on document 004's scale (`nivel`).
package enum AlertLevel: String, CaseIterable, Sendable { case info, warning, critical }

/// Something about a product's stock in a branch that somebody should see to (table `alertas_inventario`).
package struct StockAlert: Hashable, Sendable {
  package let id: AlertID
  package let product: ProductID
  package let branch: BranchID
  package let kind: AlertKind
  package let level: AlertLevel
  package let message: String
  package let day: BusinessDay
  package let createdAt: Instant
  /// Who marked it as read, and when.
  package let read: Reading?
  /// When what it warned of was over; nil while it is not.
  package let attendedAt: Instant?

  /// Who read it, and when.
  package struct Reading: Hashable, Sendable {
    package let person: PersonID
    package let at: Instant
    package init(person: PersonID, at: Instant) { (self.person, self.at) = (person, at) }
  }

  package init(
    id: AlertID, product: ProductID, branch: BranchID, kind: AlertKind, level: AlertLevel, message: String,
    day: BusinessDay, createdAt: Instant, read: Reading?, attendedAt: Instant?
  ) {
    (self.id, self.product, self.branch, self.kind, self.level) = (id, product, branch, kind, level)
    (self.message, self.day, self.createdAt) = (message, day, createdAt)
    (self.read, self.attendedAt) = (read, attendedAt)
  }
}

package typealias AlertID = Identifier<StockAlert>
