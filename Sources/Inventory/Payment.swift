/// Money that a customer hands over in one way.
package struct Payment: Hashable, Sendable {
  package let tender: Tender
  package let amount: Money
  /// What was handed over: the amount, and in cash perhaps more.
  package let received: Money

  package var change: Money { received - amount }

  /// - Throws: `ShopError.invalid` for nothing or less, for less received than paid, and for change that is not of
  ///   cash (requirements §26); `amountTooLarge` past the limit.
  package init(_ amount: Money, tender: Tender, received: Money? = nil) throws(ShopError) {
    let received = received ?? amount
    guard amount > .zero else { throw .invalid(field: "monto", .paymentNotPositive) }
    guard received <= .limit else { throw .amountTooLarge }
    guard received >= amount else { throw .invalid(field: "recibido", .receivedTooLittle) }
    guard received == amount || tender == .cash else {
      throw .invalid(field: "recibido", .changeOnlyFromCash)
    }
    (self.amount, self.tender, self.received) = (amount, tender, received)
  }
}

extension [Payment] {
  package var sum: Money { reduce(.zero) { $0 + $1.amount } }

  /// The tender of them all, or `mixto`.
  package var tender: Tender? {
    guard let first else { return nil }
    return allSatisfy { $0.tender == first.tender } ? first.tender : .mixed
  }
}
