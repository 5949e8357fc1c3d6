internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

// What is said of it, to people and to programs.
extension SalePlan {
  func proposal() throws -> Reply {
    var notes: [String] = []
    if let note = try discountNote() { notes.append(note) }
    if quote.totals.discount > .zero {
      notes.append(voice.say(SalePhrase.discount, ["discount": voice.money(quote.totals.discount)]))
    }
    if let cost = costNotMet {
      notes.append(voice.say(SalePlanPhrase.belowCost, ["cost": voice.money(cost)]))
    }
    if let note = changeNote { notes.append(note) }
    notes += zip(lines, quote.items).compactMap { line, item in
      let listed = line.product.prices.unitPrice(for: line.quantity)
      return desk.caution(pricing: line.product, at: item.unitPrice, insteadOf: listed)
    }
    if let seller { notes.append(voice.say(SalePlanPhrase.seller, ["person": seller.name])) }
    if isKept, quote.totals.paid > .zero {
      notes.append(
        voice.say(
          SalePlanPhrase.deposit,
          ["parts": voice.list(paidParts), "pending": voice.money(quote.totals.pending)]))
    }
    if let customer, case .unknown(let like) = desk.customer(called: customer) {
      if quote.totals.pending > .zero {
        notes.append(voice.say(SalePlanPhrase.newCustomer, ["customer": customer]))
      }
      if let likeness = desk.likeness(like) { notes.append(likeness) }
    }
    return Reply(
      lead, lines: zip(lines, quote.items).map { text(of: $0, $1) },
      closing: notes.isEmpty ? nil : notes.joined(separator: " "))
  }

  /// What the goods cost the shop, where less than that was agreed on.
  private var costNotMet: Money? {
    let isAgreed =
      quote.totals.discount > .zero || slots[.discountPercent] != nil
      || (slots[.items] ?? []).contains { $0.price != nil }
    guard isAgreed, desk.may(.seeCosts),
      let cost = try? lines.reduce(Money.zero, { $0 + (try $1.product.prices.cost.times($1.quantity)) }),
      quote.totals.total < cost
    else { return nil }
    return cost
  }

  private var changeNote: String? {
    guard let tendered, let change else { return nil }
    return voice.say(
      SalePlanPhrase.change, ["tendered": voice.money(tendered), "change": voice.money(change)])
  }

  /// What the percentage takes off all the lines.
  private func discountNote() throws -> String? {
    guard let said = slots[.discountPercent] else { return nil }
    let off = try quote.items.reduce(Money.zero) { try $0 + $1.unitPrice.times($1.quantity) - $1.subtotal }
    return voice.say(
      SalePlanPhrase.discountPercent,
      ["pct": voice.percent(try desk.percent(said)), "discount": voice.money(off)])
  }

  private var lead: String {
    var words = [
      "total": [voice.money(quote.totals.total), desk.place(branch)].compactMap { $0 }
        .joined(separator: " "),
      "customer": customer ?? "",
    ]
    if case .layaway(let day) = draft.kind {
      guard let day else { return voice.say(SalePlanPhrase.keep, words) }
      words["day"] = voice.day(day)
      return voice.say(SalePlanPhrase.keepUntil, words)
    }
    if quote.totals.pending > .zero, quote.totals.paid == .zero {
      return voice.say(SalePlanPhrase.credit, words)
    }
    words["tender"] = voice.list(parts)
    if customer != nil { return voice.say(SalePlanPhrase.proposeTo, words) }
    words["customer"] = nil
    return voice.say(SalePlanPhrase.propose, words)
  }

  /// «en efectivo», or «Bs 20 en efectivo» and «Bs 12 que queda debiendo».
  private var parts: [String] {
    if draft.payments.count < 2, quote.totals.pending == .zero {
      return [voice.say(SaleStatePhrase(draft.payments.tender ?? draft.tender))]
    }
    guard quote.totals.pending > .zero else { return paidParts }
    return paidParts + [
      voice.say(SalePlanPhrase.partOwed, ["amount": voice.money(quote.totals.pending)])
    ]
  }

  private var paidParts: [String] {
    draft.payments.map {
      voice.say(
        SalePlanPhrase.part,
        ["amount": voice.money($0.amount), "tender": voice.say(SaleStatePhrase($0.tender))])
    }
  }

  private func text(of line: Line, _ item: SaleItem) -> String {
    let balance = balances[line.product.id] ?? Balance(onHand: .zero)
    let showsFree = isKept || balance.reserved > .zero
    let before = showsFree ? balance.available : balance.onHand
    let priced = voice.say(
      LinePhrase.priced,
      [
        "quantity": voice.number(line.quantity), "product": line.product.name,
        "price": voice.money(item.unitPrice), "subtotal": voice.money(item.subtotal),
      ])
    return priced
      + desk.change(from: before, to: before - taken(line.product), showsFree ? LinePhrase.free : .stock)
  }

  private func taken(_ product: Product) -> Quantity {
    lines.reduce(.zero) { $1.product.id == product.id ? $0 + $1.quantity : $0 }
  }

  func receipt(_ sale: Sale, _ remains: [String]) -> Reply {
    var words = ["folio": sale.folio.text, "total": voice.money(sale.totals.total)]
    let customer = sale.customer ?? ""
    let lead: String
    switch (sale.state, sale.totals.pending, sale.totals.paid) {
    case (.layaway, _, _):
      words["customer"] = customer
      lead = voice.say(SalePlanPhrase.kept, words)
    case (_, .zero, _): lead = voice.say(SalePlanPhrase.done, words)
    case (_, _, .zero):
      words["customer"] = customer
      lead = voice.say(SalePlanPhrase.doneOnCredit, words)
    case (_, let pending, _):
      words["customer"] = customer
      words["pending"] = voice.money(pending)
      lead = voice.say(SalePlanPhrase.donePartly, words)
    }
    return Reply(
      [lead, changeNote].compactMap { $0 }.joined(separator: " "), lines: remains,
      closing: voice.say(LinePhrase.undo))
  }

  func json(_ sale: Sale?) -> JSON {
    let currency = desk.session.currency
    var object = JSON.Object()
    if let sale {
      object["folio"] = .string(sale.folio.text)
      object["estado"] = .string(sale.state.rawValue)
    }
    object["estado_pago"] = .string(PaymentState(of: .completed, quote.totals).rawValue)
    object["sucursal"] = .string(branch.name)
    object["cliente"] = JSON(customer)
    object["vendedor"] = (seller?.name).map(JSON.string)
    object["metodo_pago"] = .string((draft.payments.tender ?? draft.tender).rawValue)
    object["pagos"] = draft.payments.parts(in: currency)
    object["items"] = .array(
      zip(lines, quote.items).map { line, item in
        let before = balances[line.product.id]?.onHand ?? .zero
        var row: JSON.Object = [
          "sku": JSON(item.sku), "nombre": .string(item.name), "cantidad": JSON(item.quantity),
          "precio_unitario": JSON(item.unitPrice, in: currency),
          "subtotal": JSON(item.subtotal, in: currency),
        ]
        if sale == nil, !isKept {
          row["stock_antes"] = JSON(before)
          row["stock_despues"] = JSON(before - taken(line.product))
        }
        return .object(row)
      })
    object["descuento_monto"] = JSON(quote.totals.discount, in: currency)
    object["total"] = JSON(quote.totals.total, in: currency)
    object["monto_pendiente"] = JSON(quote.totals.pending, in: currency)
    if let tendered, let change {
      object["recibido"] = JSON(tendered, in: currency)
      object["cambio"] = JSON(change, in: currency)
    }
    return .object(object)
  }
}
