internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

/// A sale worked out: what it comes to and what it does to the stock.
struct SalePlan {
  let desk: Desk
  let slots: Slots
  let branch: Branch
  let lines: [Line]
  let draft: SaleDraft
  let quote: SaleQuote
  let tendered: Money?
  let customer: String?
  /// Who sold, where that was said.
  let seller: Person?
  private(set) var balances: [ProductID: Balance] = [:]

  var voice: Voice { desk.voice }

  /// Whether the goods stay in the shop until they are paid.
  var isKept: Bool { draft.kind != .direct }

  init(_ kind: SaleDraft.Kind, _ slots: Slots, _ desk: Desk, checksStock: Bool = true) async throws {
    self.desk = desk
    self.slots = slots
    branch = try desk.branch(slots) ?? desk.session.home
    let said = try desk.lines(slots)
    let discount = try slots[.discountPercent].map(desk.percent) ?? Percent(tenths: 0)
    let isCredit = slots[.payment] == .credit
    customer = try slots[.customer].map(desk.customerName)
    seller = try slots[.employee].map(desk.seller)
    try desk.checkWays(slots, kind)
    var draft = SaleDraft(
      kind,
      lines: said.map {
        SaleDraft.Line(product: $0.product.id, quantity: $0.quantity, price: $0.price, discount: discount)
      },
      tender: Tender(slots[.payment]), customer: customer.map { .named($0) },
      paid: isCredit ? .zero : nil,
      branch: branch.id)
    draft.professional = seller?.id
    if slots[.total] != nil || slots[.discount] != nil || said.contains(where: { $0.worth != nil }) {
      let listed = try await desk.shop.quote(draft, desk.session, checksStock: checksStock)
      draft.reduction = .agreedTotal(try desk.agreedTotal(slots, said, listed))
    }
    var quote = try await desk.shop.quote(draft, desk.session, checksStock: checksStock)
    for (index, item) in quote.items.enumerated() { draft.lines[index].price = item.unitPrice }
    if let parts = slots[.payments] {
      draft.payments = try desk.payments(parts, of: quote.totals.total, mayOwe: kind != .direct)
      draft.paid = .zero
      quote = try await desk.shop.quote(draft, desk.session, checksStock: checksStock)
    }
    self.quote = quote
    lines = zip(said, quote.items).map {
      Line(product: $0.product, quantity: $0.quantity, price: $1.unitPrice)
    }
    let isWhole = !isCredit && draft.payments.isEmpty && kind == .direct
    if isWhole, let said = try slots[.tendered].map(desk.money) {
      guard said >= quote.totals.total else {
        throw Refusal(
          Reply(
            desk.voice.say(
              SalePlanPhrase.short,
              ["tendered": desk.voice.money(said), "total": desk.voice.money(quote.totals.total)])),
          awaiting: .slot(.payments))
      }
      if draft.tender == .cash, quote.totals.total > .zero {
        draft.payments = [try Payment(quote.totals.total, tender: .cash, received: said)]
      }
      tendered = said
    } else {
      tendered = draft.payments.first { $0.change > .zero }?.received
    }
    self.draft = draft
    for line in desk.summed(lines) {
      balances[line.product.id] = try await desk.balance(line.product, in: branch)
    }
  }

  /// The arguments with prices, total, ways to pay and branch as they were shown.
  var settled: Slots {
    var settled = slots.settling(lines, in: desk.session.currency)
    settled[.branch] = branch.name
    settled[.customer] = customer
    settled[.employee] = seller?.name
    if case .agreedTotal(let agreed) = draft.reduction,
      let total = SlotValue.Number(agreed, in: desk.session.currency)
    {
      settled[.total] = total
    }
    settled[.discount] = nil
    return settled
  }

  /// What the customer gets back.
  var change: Money? {
    draft.payments.first { $0.change > .zero }?.change ?? tendered.map { $0 - quote.totals.total }
  }
}

extension Desk {
  /// What the whole is to come to: the total said, or the list less what is taken off it.
  ///
  /// Goods asked for by their worth come to exactly that, though a thousandth of them may be worth more.
  fileprivate func agreedTotal(_ slots: Slots, _ lines: [Line], _ listed: SaleQuote) throws -> Money {
    let sum = listed.totals.total
    guard let said = try slots[.total].map(money) else {
      let excess = zip(lines, listed.items).reduce(Money.zero) { sum, line in
        sum + (line.0.worth.map { max(line.1.subtotal - $0, .zero) } ?? .zero)
      }
      return sum - excess - (try slots[.discount].map(money) ?? .zero)
    }
    guard said <= sum else {
      throw Refusal(
        Reply(
          voice.say(SalePlanPhrase.aboveList, ["total": voice.money(said), "sum": voice.money(sum)])))
    }
    return said
  }
}

extension Tender {
  /// What changes hands in one way to pay; cash where none was said.
  init(_ way: PaymentWay?) {
    self =
      switch way {
      case .card: .card
      case .qr: .qr
      case .transfer: .transfer
      case .cash, .credit, .mixed, nil: .cash
      }
  }
}
