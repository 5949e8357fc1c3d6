package import Inventory

/// A sale as it is asked for.
package struct SaleDraft: Sendable, Hashable {
  package var kind: Kind
  package var lines: [Line]
  package var tender: Tender
  package var customer: Buyer?
  /// What was paid by `tender`; nil means all of it, and nothing where the goods stay.
  package var paid: Money?
  /// What was handed over, where it was in several ways or change was given: then `tender` and `paid` say nothing.
  package var payments: [Payment]
  /// What the customer handed over by `tender` where that is more than is paid: the rest is change.
  package var received: Money?
  package var reduction: Reduction
  package var branch: BranchID?
  /// Who sold or attended, where it is not who writes it down.
  package var professional: PersonID?
  package var note: String?

  /// What becomes of the goods.
  package enum Kind: Sendable, Hashable {
    /// The customer takes them.
    case direct
    /// They are set aside until they are paid, or until the end of that day.
    case layaway(until: BusinessDay?)
    /// They stay on the shelf: the customer wants to know the price.
    case quotation
  }

  package struct Line: Sendable, Hashable {
    package var product: ProductID
    package var quantity: Quantity
    /// Nil for the product's own price, wholesale when all lines of the product together reach its quantity.
    package var price: Money?
    package var discount: Percent
    /// Taken off each unit after the percentage.
    package var discountAmount = Money.zero
    package var earnsCommission = true
    package var note: String?

    package init(
      product: ProductID, quantity: Quantity, price: Money? = nil, discount: Percent = Percent(tenths: 0)
    ) {
      (self.product, self.quantity, self.price, self.discount) = (product, quantity, price, discount)
    }
  }

  /// Who buys.
  package enum Buyer: Sendable, Hashable {
    /// A name that is new to the shop becomes a customer when the sale is not paid in full.
    case named(String)
    case known(CustomerID)
  }

  /// What is taken off the whole.
  package enum Reduction: Sendable, Hashable {
    case none
    /// The percentage of the subtotal, then the amount.
    case discount(Percent, Money)
    /// The sum that was agreed on: less than the lines' prices is a discount.
    case agreedTotal(Money)
  }

  package init(
    _ kind: Kind = .direct, lines: [Line], tender: Tender = .cash, customer: Buyer? = nil, paid: Money? = nil,
    payments: [Payment] = [], reduction: Reduction = .none, branch: BranchID? = nil
  ) {
    (self.kind, self.lines, self.tender, self.customer) = (kind, lines, tender, customer)
    (self.paid, self.payments, self.reduction, self.branch) = (paid, payments, reduction, branch)
  }
}

extension SaleDraft {
  /// What is paid of the sale when it is made; nil for all of it.
  var paidAtOnce: Money? {
    if !payments.isEmpty { return payments.sum }
    return kind == .direct ? paid : paid ?? .zero
  }

  var keptUntil: BusinessDay? { if case .layaway(let day) = kind { day } else { nil } }
}

extension SaleDraft.Kind {
  var saleKind: SaleKind {
    switch self {
    case .direct: .direct
    case .layaway: .layaway
    case .quotation: .quotation
    }
  }

  /// The state in which the sale is written.
  func state(_ totals: SaleTotals) -> SaleState {
    switch self {
    case .direct: .completed
    case .layaway: totals.pending > .zero ? .layaway : .completed
    case .quotation: .quotation
    }
  }
}
