internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum PaymentPhrase: String, Phrase {
  case propose = "payment.propose(amount,tender,name)"
  case done = "payment.done(number,amount,name)"
  case part = "payment.part(folio,amount,left)"
  case settled = "payment.settled(folio,amount)"
  case goods = "payment.goods(folio,amount)"
  case owes = "payment.owes(name,amount)"
  case owesNothing = "payment.owes_nothing(name)"
  case whose = "payment.whose"
  case which = "payment.which(name)"
  case unpaid = "payment.unpaid(folio,amount,day)"
}

extension Tool {
  /// What a customer pays of what is owed: of one sale, or the oldest debts first.
  static let registerPayment = Tool(
    "registerPayment",
    [
      Parameter(.customer, .customer), Parameter(.folio, .folio), Parameter(.total, .money),
      Parameter(.payment, .payment(PaymentWay.handedOver + [.mixed])),
      Parameter(.payments, .payments), Parameter(.account, .choice(["layaway"])),
      Parameter(.product, .product),
    ],
    needing: [.sell],
    .writes(
      propose: { slots, desk in
        let plan = try await PaymentPlan(slots, desk)
        let settlement = try await desk.shop.quote(plan.draft, desk.session)
        var settled = slots
        settled[.total] = SlotValue.Number(plan.amount, in: desk.session.currency)
        if case .sale(.folio(let folio)) = plan.draft.debt { settled[.folio] = folio }
        if case .account(let customer) = plan.draft.debt { settled[.customer] = customer }
        return Proposal(
          ToolResult(json: plan.json(settlement), reply: plan.proposal(settlement)), settled: settled)
      },
      perform: { slots, desk, key in
        let plan = try await PaymentPlan(slots, desk)
        let receipt = try await desk.shop.pay(plan.draft, desk.session, key: key)
        return ToolResult(json: plan.json(receipt), reply: plan.receipt(receipt))
      }))
}

/// A payment worked out: of which debt, and how much.
private struct PaymentPlan {
  let desk: Desk
  let draft: PaymentDraft
  /// Who pays, where that was said.
  private let customer: String?

  var amount: Money { draft.payments.sum }

  private var voice: Voice { desk.voice }

  /// Without an amount, all that is owed.
  init(_ slots: Slots, _ desk: Desk) async throws {
    self.desk = desk
    let debt: PaymentDraft.Debt
    if slots[.folio] != nil {
      let sale = try await desk.existingSale(slots)
      debt = .sale(.folio(sale.folio.text))
      customer = sale.customer
    } else if let said = slots[.customer] {
      let debtors = desk.may(.seeAllSales) ? try await desk.shop.debts(desk.session).map(\.name) : []
      let name = try desk.customerName(said, among: debtors)
      if debtors.count(where: { $0 == name }) > 1 { throw try await desk.whichDebt(of: name) }
      debt = try await desk.debt(of: name, isOnAccount: debtors.contains(name), slots)
      customer = name
    } else if slots[.account] == "layaway" {
      let sale = try await desk.onlyLayaway(of: nil, holding: slots[.product])
      debt = .sale(.folio(sale.folio.text))
      customer = sale.customer
    } else {
      throw Refusal(
        Reply(desk.voice.say(PaymentPhrase.whose)), awaiting: .slot(.customer))
    }
    let said = try slots[.total].map(desk.money)
    let parts = slots[.payments] ?? []
    try desk.checkParts(slots)
    let spoken = try parts.compactMap(\.amount).reduce(Money.zero) { $0 + (try desk.money($1)) }
    let amount: Money
    let isCash = parts.isEmpty && Tender(slots[.payment]) == .cash
    if isCash, let said {
      let owed = try await desk.shop.owed(debt, desk.session)
      // Whoever gives twice as much or more has said another number than he meant.
      if said > owed, said - owed < owed {
        draft = PaymentDraft(debt, [try Payment(owed, tender: .cash, received: said)])
        return
      }
    }
    if let said {
      amount = said
    } else if !parts.isEmpty, parts.allSatisfy({ $0.amount != nil }) {
      amount = spoken
    } else {
      amount = try await desk.shop.owed(debt, desk.session)
    }
    draft = PaymentDraft(
      debt,
      parts.isEmpty
        ? [try Payment(amount, tender: Tender(slots[.payment]))]
        : try desk.payments(parts, of: amount, mayOwe: false))
  }

  /// Who pays, or where nobody is known the sale.
  private var name: String {
    if let customer { return customer }
    return switch draft.debt {
    case .sale(.folio(let folio)): folio
    case .sale(.id(let id)): String(id.value)
    case .account(let customer): customer
    }
  }

  /// «en efectivo», or each way with what is paid by it.
  private var tenders: [String] {
    draft.payments.count == 1
      ? draft.payments.map { voice.say(SaleStatePhrase($0.tender)) }
      : draft.payments.map {
        voice.say(
          SalePlanPhrase.part,
          ["amount": voice.money($0.amount), "tender": voice.say(SaleStatePhrase($0.tender))])
      }
  }

  func proposal(_ settlement: Settlement) -> Reply {
    Reply(
      voice.say(
        PaymentPhrase.propose,
        [
          "amount": voice.money(amount), "tender": voice.list(tenders),
          "name": name,
        ]), lines: settlement.parts.map(line),
      closing: [change, rest(settlement)].compactMap { $0 }.joined(separator: " "))
  }

  func receipt(_ receipt: PaymentReceipt) -> Reply {
    Reply(
      voice.say(
        PaymentPhrase.done,
        ["number": receipt.number, "amount": voice.money(amount), "name": name]),
      lines: receipt.settlement.parts.map(line),
      closing: [rest(receipt.settlement), voice.say(LinePhrase.undo)].joined(separator: " "))
  }

  /// What is given back of more than is owed.
  private var change: String? {
    draft.payments.first { $0.change > .zero }.map {
      voice.say(
        SalePlanPhrase.change,
        ["tendered": voice.money($0.received), "change": voice.money($0.change)])
    }
  }

  private func line(_ part: Settlement.Part) -> String {
    let words = ["folio": part.folio, "amount": voice.money(part.amount)]
    if part.completes { return voice.say(PaymentPhrase.goods, words) }
    guard part.left > .zero else { return voice.say(PaymentPhrase.settled, words) }
    return voice.say(PaymentPhrase.part, words.merging(["left": voice.money(part.left)]) { $1 })
  }

  private func rest(_ settlement: Settlement) -> String {
    settlement.owed > .zero
      ? voice.say(PaymentPhrase.owes, ["name": name, "amount": voice.money(settlement.owed)])
      : voice.say(PaymentPhrase.owesNothing, ["name": name])
  }

  func json(_ settlement: Settlement) -> JSON { json(settlement, number: nil) }

  func json(_ receipt: PaymentReceipt) -> JSON { json(receipt.settlement, number: receipt.number) }

  private func json(_ settlement: Settlement, number: String?) -> JSON {
    let currency = desk.session.currency
    var object = JSON.Object()
    object["recibo"] = JSON(number)
    object["cliente"] = customer.map(JSON.string)
    object["metodo_pago"] = .string((draft.payments.tender ?? .cash).rawValue)
    object["pagos"] = draft.payments.parts(in: currency)
    object["monto"] = JSON(amount, in: currency)
    object["ventas"] = .array(
      settlement.parts.map {
        [
          "folio": .string($0.folio), "monto": JSON($0.amount, in: currency),
          "monto_pendiente": JSON($0.left, in: currency),
        ]
      })
    object["monto_pendiente"] = JSON(settlement.owed, in: currency)
    return .object(object)
  }
}

extension Desk {
  /// The question of which sale is paid where several customers of one name owe something.
  fileprivate func whichDebt(of customer: String) async throws -> Refusal {
    let sales = try await shop.unpaidSales(of: customer, session)
    let lines = sales.map {
      voice.say(
        PaymentPhrase.unpaid,
        ["folio": $0.folio.text, "amount": voice.money($0.owed), "day": voice.day($0.day)])
    }
    return Refusal(
      Reply(
        voice.say(PaymentPhrase.which, ["name": customer]), lines: lines, choices: sales.map(\.folio.text)),
      awaiting: .slot(.folio))
  }

  /// What a customer pays of: the account or, where it was said or nothing is on that, the layaway.
  fileprivate func debt(
    of customer: String, isOnAccount: Bool, _ slots: Slots
  ) async throws -> PaymentDraft.Debt {
    if slots[.account] != "layaway" {
      let kept = isOnAccount ? [] : try await shop.layaways(of: customer, session)
      if kept.isEmpty { return .account(customer) }
    }
    return .sale(.folio(try await onlyLayaway(of: customer, holding: slots[.product]).folio.text))
  }
}
