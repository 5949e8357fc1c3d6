internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum SalePlanPhrase: String, Phrase {
  case propose = "sale_plan.propose(total,tender)"
  case proposeTo = "sale_plan.propose_to(total,tender,customer)"
  case credit = "sale_plan.credit(total,customer)"
  case newCustomer = "sale_plan.new_customer(customer)"
  case discount = "sale_plan.discount(discount)"
  case discountPercent = "sale_plan.discount_pct(pct,discount)"
  case change = "sale_plan.change(tendered,change)"
  case aboveList = "sale_plan.above_list(total,sum)"
  case short = "sale_plan.short(tendered,total)"
  case done = "sale_plan.done(folio,total)"
  case doneOnCredit = "sale_plan.done_on_credit(folio,total,customer)"
  case whoOwes = "sale_plan.who_owes"
}

extension Tool {
  /// A sale: its lines, who buys, how it is paid.
  static let registerSale = Tool(
    "registerSale",
    [
      Parameter(.items, .items, required: true), Parameter(.customer, .customer),
      Parameter(.payment, .choice(["cash", "card", "qr", "transfer", "credit"])), Parameter(.total, .money),
      Parameter(.discount, .money), Parameter(.discountPercent, .percent),
      Parameter(.tendered, .money), Parameter(.branch, .branch),
    ],
    .writes(
      propose: { slots, desk in
        let plan = try await SalePlan(slots, desk)
        return Proposal(ToolResult(json: plan.json(nil), reply: try plan.proposal()), settled: plan.settled)
      },
      perform: { slots, desk, key in
        let plan = try await SalePlan(slots, desk, checksStock: false)
        let sale = try await desk.shop.sell(plan.draft, desk.session, key: key)
        let remains = try await desk.remains(of: plan.lines, in: plan.branch)
        return ToolResult(json: plan.json(sale), reply: plan.receipt(sale, remains))
      }))
}

/// A sale worked out: what it comes to and what it does to the stock.
private struct SalePlan {
  let desk: Desk
  let slots: Slots
  let branch: Branch
  let lines: [Line]
  let draft: SaleDraft
  let quote: SaleQuote
  let tendered: Money?
  private let customer: String?
  private var stock: [ProductID: Quantity] = [:]

  private var voice: Voice { desk.voice }

  init(_ slots: Slots, _ desk: Desk, checksStock: Bool = true) async throws {
    self.desk = desk
    self.slots = slots
    branch = try desk.branch(slots) ?? desk.session.home
    let said = try desk.lines(slots)
    let discount = try slots[.discountPercent].map(desk.percent) ?? Percent(tenths: 0)
    let isCredit = slots[.payment] == "credit"
    customer = slots[.customer]
    var draft = SaleDraft(
      lines: said.map {
        SaleDraft.Line(product: $0.product.id, quantity: $0.quantity, price: $0.price, discount: discount)
      },
      tender: Tender(slot: slots[.payment]), customer: customer.map { .named($0) },
      paid: isCredit ? .zero : nil,
      branch: branch.id)
    if isCredit, customer == nil {
      throw Refusal(
        Reply(desk.voice.say(SalePlanPhrase.whoOwes)), awaiting: .slot(SlotKey<String>.customer.name))
    }
    if slots[.total] != nil || slots[.discount] != nil || said.contains(where: { $0.worth != nil }) {
      let listed = try await desk.shop.quote(draft, desk.session, checksStock: checksStock)
      draft.reduction = .agreedTotal(try desk.agreedTotal(slots, said, listed))
    }
    let quote = try await desk.shop.quote(draft, desk.session, checksStock: checksStock)
    for (index, item) in quote.items.enumerated() { draft.lines[index].price = item.unitPrice }
    self.quote = quote
    lines = zip(said, quote.items).map {
      Line(product: $0.product, quantity: $0.quantity, price: $1.unitPrice)
    }
    tendered = try slots[.tendered].map(desk.money)
    if let tendered, tendered < quote.totals.total, !isCredit {
      throw Refusal(
        Reply(
          desk.voice.say(
            SalePlanPhrase.short,
            ["tendered": desk.voice.money(tendered), "total": desk.voice.money(quote.totals.total)])))
    }
    if let tendered, !isCredit, draft.tender == .cash, quote.totals.total > .zero {
      draft.payments = [try Payment(quote.totals.total, tender: .cash, received: tendered)]
    }
    self.draft = draft
    for line in desk.summed(lines) {
      stock[line.product.id] = try await desk.balance(line.product, in: branch).onHand
    }
  }

  /// The arguments with prices, total and branch as they were shown.
  var settled: Slots {
    var settled = slots.settling(lines, in: desk.session.currency)
    settled[.branch] = branch.name
    if case .agreedTotal(let agreed) = draft.reduction,
      let total = SlotValue.Number(agreed, in: desk.session.currency)
    {
      settled[.total] = total
    }
    settled[.discount] = nil
    return settled
  }

  func proposal() throws -> Reply {
    var notes: [String] = []
    if let note = try discountNote() { notes.append(note) }
    if quote.totals.discount > .zero {
      notes.append(voice.say(SalePlanPhrase.discount, ["discount": voice.money(quote.totals.discount)]))
    }
    if let tendered {
      let change = tendered - quote.totals.total
      notes.append(
        voice.say(
          SalePlanPhrase.change, ["tendered": voice.money(tendered), "change": voice.money(change)]))
    }
    if let customer, quote.totals.pending > .zero, !isKnown(customer) {
      notes.append(voice.say(SalePlanPhrase.newCustomer, ["customer": customer]))
    }
    return Reply(
      lead, lines: zip(lines, quote.items).map { text(of: $0, $1) },
      closing: notes.isEmpty ? nil : notes.joined(separator: " "))
  }

  /// What the percentage takes off all the lines.
  private func discountNote() throws -> String? {
    guard let said = slots[.discountPercent] else { return nil }
    let off = try quote.items.reduce(Money.zero) { try $0 + $1.unitPrice.times($1.quantity) - $1.subtotal }
    return voice.say(
      SalePlanPhrase.discountPercent,
      ["pct": voice.percent(try desk.percent(said)), "discount": voice.money(off)])
  }

  private func isKnown(_ customer: String) -> Bool {
    desk.names.customers.contains { $0.name.lowercased() == customer.lowercased() }
  }

  private var lead: String {
    let total = [voice.money(quote.totals.total), desk.place(branch)].compactMap { $0 }.joined(separator: " ")
    let tender = voice.say(SaleStatePhrase(draft.tender))
    if quote.totals.pending > .zero {
      return voice.say(SalePlanPhrase.credit, ["total": total, "customer": customer ?? ""])
    }
    guard let customer else {
      return voice.say(SalePlanPhrase.propose, ["total": total, "tender": tender])
    }
    return voice.say(SalePlanPhrase.proposeTo, ["total": total, "tender": tender, "customer": customer])
  }

  private func text(of line: Line, _ item: SaleItem) -> String {
    let before = stock[line.product.id] ?? .zero
    let priced = voice.say(
      LinePhrase.priced,
      [
        "quantity": voice.number(line.quantity), "product": line.product.name,
        "price": voice.money(item.unitPrice), "subtotal": voice.money(item.subtotal),
      ])
    return priced + desk.change(from: before, to: before - taken(line.product))
  }

  private func taken(_ product: Product) -> Quantity {
    lines.reduce(.zero) { $1.product.id == product.id ? $0 + $1.quantity : $0 }
  }

  func receipt(_ sale: Sale, _ remains: [String]) -> Reply {
    var words = ["folio": sale.folio.text, "total": voice.money(sale.totals.total)]
    var lead = voice.say(SalePlanPhrase.done, words)
    if sale.totals.pending > .zero {
      words["customer"] = sale.customer ?? ""
      lead = voice.say(SalePlanPhrase.doneOnCredit, words)
    }
    if let tendered {
      let change = tendered - sale.totals.total
      lead +=
        " "
        + voice.say(
          SalePlanPhrase.change, ["tendered": voice.money(tendered), "change": voice.money(change)])
    }
    return Reply(lead, lines: remains, closing: voice.say(LinePhrase.undo))
  }

  func json(_ sale: Sale?) -> JSON {
    let currency = desk.session.currency
    var object = JSON.Object()
    if let sale {
      object["folio"] = .string(sale.folio.text)
      object["estado"] = .string(sale.state.rawValue)
    }
    object["estado_pago"] = .string(quote.totals.paymentState.rawValue)
    object["sucursal"] = .string(branch.name)
    object["cliente"] = JSON(customer)
    object["metodo_pago"] = .string(draft.tender.rawValue)
    object["items"] = .array(
      zip(lines, quote.items).map { line, item in
        let before = stock[line.product.id] ?? .zero
        var row: JSON.Object = [
          "sku": JSON(item.sku), "nombre": .string(item.name), "cantidad": JSON(item.quantity),
          "precio_unitario": JSON(item.unitPrice, in: currency),
          "subtotal": JSON(item.subtotal, in: currency),
        ]
        if sale == nil {
          row["stock_antes"] = JSON(before)
          row["stock_despues"] = JSON(before - taken(line.product))
        }
        return .object(row)
      })
    object["descuento_monto"] = JSON(quote.totals.discount, in: currency)
    object["total"] = JSON(quote.totals.total, in: currency)
    object["monto_pendiente"] = JSON(quote.totals.pending, in: currency)
    if let tendered {
      object["recibido"] = JSON(tendered, in: currency)
      object["cambio"] = JSON(tendered - quote.totals.total, in: currency)
    }
    return .object(object)
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
  /// The tender that a payment slot names; cash where none was said.
  init(slot: String?) {
    self =
      switch slot {
      case "card": .card
      case "qr": .qr
      case "transfer": .transfer
      default: .cash
      }
  }
}
