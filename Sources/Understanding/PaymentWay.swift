/// A way to pay, by its name in slots.
package enum PaymentWay: String, CaseIterable, Sendable {
  case cash, card, qr, transfer
  /// Nothing is paid of it yet.
  case credit
  /// Several ways of which the amounts are not known.
  case mixed

  /// Those in which something is handed over.
  package static let handedOver: [PaymentWay] = [.cash, .card, .qr, .transfer]
}

extension PaymentWay: SlotStorable {
  package var slotValue: SlotValue { .text(rawValue) }
  package init?(slotValue: SlotValue) {
    guard case .text(let name) = slotValue else { return nil }
    self.init(rawValue: name)
  }
}

/// A part of what is paid: «20 en efectivo», «el resto con tarjeta», «debe 12».
package struct PaidPart: Hashable, Sendable {
  /// Never `mixed`.
  package var way: PaymentWay
  /// Nil for what the others leave; several of those share it evenly.
  package var amount: SlotValue.Number?

  package init(_ way: PaymentWay, _ amount: SlotValue.Number? = nil) {
    (self.way, self.amount) = (way, amount)
  }
}

extension PaidPart: SlotElement {
  package static func slotValue(of elements: [PaidPart]) -> SlotValue { .payments(elements) }
  package static func elements(of slotValue: SlotValue) -> [PaidPart]? {
    guard case .payments(let parts) = slotValue else { return nil }
    return parts
  }
}
