package import Inventory
package import Store

/// Money that comes in for what is owed.
package struct PaymentDraft: Sendable, Hashable {
  package var debt: Debt
  package var payments: [Payment]

  /// What is paid.
  package enum Debt: Sendable, Hashable {
    /// One sale or layaway.
    case sale(SaleKey)
    /// Everything that the customer of that name owes, the oldest sale first; for those who may see the sales of
    /// others.
    case account(String)
  }

  package init(_ debt: Debt, _ payments: [Payment]) { (self.debt, self.payments) = (debt, payments) }
}

/// What a payment settles, or would settle.
package struct Settlement: Sendable, Hashable {
  /// The sales it goes to, oldest first.
  package let parts: [Part]
  /// What the customer owes afterwards in all; of a sale without a customer, what is left of it.
  package let owed: Money

  package struct Part: Sendable, Hashable {
    package let folio: String
    package let amount: Money
    /// What is still owed for the sale.
    package let left: Money
    /// Whether the goods of a layaway go to the customer with it.
    package let completes: Bool
  }
}

/// A payment as it was filed.
package struct PaymentReceipt: Sendable, Hashable {
  package let number: String
  package let payments: [FiledPayment]
  package let settlement: Settlement

  package var change: Money { payments.reduce(.zero) { $0 + $1.change } }
}

extension Shop {
  /// What is owed for a sale, or by a customer.
  package func owed(_ debt: PaymentDraft.Debt, _ session: Session) async throws -> Money {
    try await read(.sell, session) { try $0.debts(debt, session).owed }
  }

  /// Works out a payment without making it.
  package func quote(_ draft: PaymentDraft, _ session: Session) async throws -> Settlement {
    try await read(.sell, session) { books in
      let debts = try books.debts(draft.debt, session)
      let pieces = try draft.payments.divided(among: debts)
      return Settlement(debts, paid: pieces.mapValues(\.sum), in: try books.account(of: debts))
    }
  }

  /// Takes a payment: never more than is owed; a layaway that is paid in full goes to the customer with it.
  ///
  /// - Throws: `ShopError.conflict` when nothing is owed; `invalid` for more than is owed.
  package func pay(
    _ draft: PaymentDraft, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> PaymentReceipt {
    try await perform(.payment, .sell, session, key: key) { books, now in
      let stamp = Stamp(session, at: now)
      let number = try books.nextFolio(.payment, year: stamp.day.year).text
      try books.file(
        draft.payments, for: try books.debts(draft.debt, session), under: number, session, stamp)
      return number
    } reading: {
      try $0.receipt($1)
    }
  }
}

extension Transaction {
  /// The sales that a debt consists of, oldest first.
  ///
  /// - Throws: `ShopError.conflict` when nothing is owed, or several customers of one name owe; `denied` to who may not
  ///   see the sales of others, for a whole account.
  fileprivate func debts(_ debt: PaymentDraft.Debt, _ session: Session) throws -> [Sale] {
    switch debt {
    case .sale(let key):
      let sale = try existingSale(key, session)
      let folio = sale.folio.text
      guard sale.state != .cancelled, sale.state != .quotation else {
        throw ShopError.conflict(.saleState(folio: folio, sale.state))
      }
      guard sale.owed > .zero else { throw ShopError.conflict(.nothingOwed(by: folio)) }
      return [sale]
    case .account(let customer):
      try session.require(.seeAllSales)
      let sales = try unpaidSales(of: customer).filter { $0.owed > .zero }
      guard let first = sales.first else { throw ShopError.conflict(.nothingOwed(by: customer)) }
      let theirs = try unpaidSales(ofBuyerOf: first.id).map(\.id)
      guard sales.allSatisfy({ theirs.contains($0.id) }) else {
        throw ShopError.conflict(.severalDebtors(named: customer))
      }
      return sales
    }
  }

  /// What the customer of those sales owes in all; of a sale without a customer, what is owed for it.
  fileprivate func account(of sales: [Sale]) throws -> Money {
    guard let first = sales.first else { return .zero }
    let others = try unpaidSales(ofBuyerOf: first.id).filter { sale in !sales.contains { $0.id == sale.id } }
    return sales.owed + others.owed
  }

  /// Divides `payments` among `debts`, oldest first, and files them under one receipt.
  func file(
    _ payments: [Payment], for debts: [Sale], under receipt: String, _ session: Session, _ stamp: Stamp
  ) throws {
    let pieces = try payments.divided(among: debts)
    for sale in debts {
      guard let paid = pieces[sale.id] else { continue }
      for payment in paid {
        try insert(
          FiledPayment(
            sale: sale.id, receipt: receipt, tender: payment.tender, amount: payment.amount,
            change: payment.change, branch: session.home.id, person: stamp.person, at: stamp.now,
            day: stamp.day))
      }
      try notePaid(sale)
      if sale.state == .layaway, paid.sum == sale.owed {
        try complete(try existingSale(sale.folio.text), stamp)
      }
    }
  }

  /// Brings what a sale says of its payments up to date with what is filed; what was taken back counts for nothing.
  private func notePaid(_ sale: Sale) throws {
    let filed = try payments(of: sale.id).filter { $0.kind == .payment }
    let paid = filed.reduce(Money.zero) { $0 + $1.amount }
    let sums = filed.reduce(into: [:]) { $0[$1.tender, default: Money.zero] += $1.amount }
    let tenders = sums.filter { $0.value > .zero }.keys
    try setPaid(paid, by: tenders.count > 1 ? .mixed : tenders.first ?? sale.tender, of: sale.id)
  }

  fileprivate func receipt(_ number: String) throws -> PaymentReceipt {
    let payments = try payments(receipt: number)
    let paid = Dictionary(grouping: payments, by: \.sale).mapValues {
      $0.reduce(Money.zero) { $0 + $1.amount }
    }
    let sales = try paid.keys.sorted().compactMap { try sale($0) }
    return PaymentReceipt(
      number: number, payments: payments,
      settlement: Settlement(
        parts: sales.map { sale in
          Settlement.Part(
            folio: sale.folio.text, amount: paid[sale.id] ?? .zero, left: sale.owed,
            completes: sale.kind == .layaway && sale.state == .completed)
        }, owed: try account(of: sales)))
  }

  /// Takes a payment back: its lines are filed once more, below zero.
  ///
  /// - Throws: `ShopError.conflict` when goods went to the customer with it, or a sale is no longer as it was.
  func reversePayment(_ number: String, _ session: Session, at now: Instant) throws {
    let stamp = Stamp(session, at: now)
    let payments = try payments(receipt: number)
    guard !payments.isEmpty else { throw ShopError.notFound(.document, name: number) }
    let reversal = try nextFolio(.payment, year: stamp.day.year).text
    for payment in payments {
      guard let sale = try sale(payment.sale) else { continue }
      guard sale.state == .completed || sale.state == .layaway else {
        throw ShopError.conflict(.saleState(folio: sale.folio.text, sale.state))
      }
      guard sale.kind != .layaway || sale.state == .layaway else {
        throw ShopError.conflict(.goodsTaken(folio: sale.folio.text))
      }
      try insert(
        FiledPayment(
          sale: sale.id, receipt: reversal, tender: payment.tender, amount: -payment.amount,
          branch: payment.branch, person: stamp.person, at: now, day: stamp.day))
      try notePaid(sale)
    }
  }
}

extension Settlement {
  /// What `paid`, by sale, makes of `debts`, in an account that owes `owed` before.
  fileprivate init(_ debts: [Sale], paid: [SaleID: Money], in owed: Money) {
    parts = debts.compactMap { sale in
      paid[sale.id].map { amount in
        Part(
          folio: sale.folio.text, amount: amount, left: sale.owed - amount,
          completes: sale.state == .layaway && amount == sale.owed)
      }
    }
    self.owed = owed - paid.values.reduce(.zero) { $0 + $1 }
  }
}

extension [Sale] {
  fileprivate var owed: Money { reduce(.zero) { $0 + $1.owed } }
}

extension [Payment] {
  /// The payments cut where one debt ends and the next begins; change is given with the last piece of each.
  ///
  /// - Throws: `ShopError.invalid` for no payment, or for more than is owed.
  fileprivate func divided(among debts: [Sale]) throws(ShopError) -> [SaleID: [Payment]] {
    guard !isEmpty else { throw .invalid(field: "pagos", .missing) }
    guard sum <= debts.owed else { throw .invalid(field: "monto", .paidAboveOwed(owed: debts.owed)) }
    var pieces: [SaleID: [Payment]] = [:]
    var rest = ArraySlice(debts.map { (sale: $0.id, owed: $0.owed) })
    for payment in self {
      var left = payment.amount
      while left > .zero, let debt = rest.popFirst() {
        let part = Swift.min(left, debt.owed)
        left -= part
        let piece = try Payment(
          part, tender: payment.tender, received: left == .zero ? part + payment.change : part)
        pieces[debt.sale, default: []].append(piece)
        if part < debt.owed { rest.insert((debt.sale, debt.owed - part), at: rest.startIndex) }
      }
    }
    return pieces
  }
}
