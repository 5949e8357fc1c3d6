/// The nine ways in which stock changes (requirements §2.17).
package enum MovementKind: String, CaseIterable, Sendable {
  case purchase = "entrada_compra"
  case customerReturn = "entrada_devolucion"
  case adjustmentIn = "entrada_ajuste"
  case sale = "salida_venta"
  case serviceUse = "salida_uso_servicio"
  case waste = "salida_merma"
  case theft = "salida_robo"
  case supplierReturn = "salida_devolucion"
  case adjustmentOut = "salida_ajuste"

  package var isEntry: Bool { self == .purchase || self == .customerReturn || self == .adjustmentIn }
}

/// One line of the ledger: what came or went, and the stock before and after it.
package struct StockMovement: Hashable, Sendable {
  package let id: MovementID
  package let product: ProductID
  package let branch: BranchID
  package let kind: MovementKind
  /// Positive for entries, negative for exits.
  package let quantity: Quantity
  package let before: Quantity
  package let after: Quantity
  /// What the units were worth, with the sign of `quantity`.
  package var value: Money
  package let document: String
  package let reason: String?
  package var reference: String?
  package var supplier: SupplierID?
  package var sale: SaleID?
  /// The lot that it is about, where the place is divided into lots.
  package var lot: String?
  package var expires: BusinessDay?
  package let person: PersonID
  package let at: Instant
  package let day: BusinessDay

  package init(
    id: MovementID, product: ProductID, branch: BranchID, kind: MovementKind, quantity: Quantity,
    before: Quantity,
    after: Quantity, value: Money, document: String, reason: String?, person: PersonID, at: Instant,
    day: BusinessDay
  ) {
    (self.id, self.product, self.branch, self.kind) = (id, product, branch, kind)
    (self.quantity, self.before, self.after, self.value) = (quantity, before, after, value)
    (self.document, self.reason, self.person, self.at, self.day) = (document, reason, person, at, day)
  }

  /// What one unit was worth; nil where that is more than any price may be.
  package var unitCost: Money? {
    guard !quantity.isZero else { return nil }
    let cost = scaled(max(value, -value).minorUnits, by: 1000, over: max(quantity, -quantity).thousandths)
    return cost.map { Money(minorUnits: $0) }
  }
}

/// How much of a product a branch has, and how much of it may be sold.
package struct Balance: Hashable, Sendable {
  package var onHand: Quantity
  package var reserved: Quantity
  package var inTransit: Quantity
  /// What the units on hand cost; zero when there are none.
  package var value: Money

  package init(
    onHand: Quantity, reserved: Quantity = .zero, inTransit: Quantity = .zero, value: Money = .zero
  ) {
    (self.onHand, self.reserved, self.inTransit, self.value) = (onHand, reserved, inTransit, value)
  }

  package var available: Quantity { onHand - reserved }
}
