internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum TakeBackPhrase: String, Phrase {
  case cancel = "take_back.cancel(folio,total,items)"
  case cancelRefund = "take_back.cancel_refund(refund)"
  case notCancellable = "take_back.not_cancellable(folio,state)"
  case cancelled = "take_back.cancelled(folio)"
  case returns = "take_back.returns(folio,refund)"
  case line = "take_back.line(quantity,product,amount)"
  case lineDamaged = "take_back.line_damaged(quantity,product,amount,reason)"
  case returned = "take_back.returned(folio,refund)"
  case returnsNothing = "take_back.returns_nothing(folio)"
  case returnedNothing = "take_back.returned_nothing(folio)"
  case offDebt = "take_back.off_debt(amount)"
  case noSale = "take_back.no_sale(folio)"
  case noSaleYet = "take_back.no_sale_yet"
  case severalSales = "take_back.several_sales(folio)"
  case notOfSale = "take_back.not_of_sale(folio)"
  case isReturn = "take_back.is_return(folio)"
  case nothingToUndo = "take_back.nothing_to_undo"
  case undo = "take_back.undo"
  case undoOf = "take_back.undo_of(what)"
  case undone = "take_back.undone(what,reference)"
  case undoneBare = "take_back.undone_bare(what)"
  case leftAsIs = "take_back.left_as_is(what)"
  case replaced = "take_back.replaced(what)"
  case whatItWas = "take_back.what_it_was(what)"
  case whatWasWrong = "take_back.what_was_wrong(what)"
  case whatWasWrongBare = "take_back.what_was_wrong_bare"
  case undoWord = "take_back.undo_word"
}

extension Tool {
  /// The end of a sale of a folio, or of the layaway of a customer.
  static let cancelSale = Tool(
    "cancelSale",
    [Parameter(.folio, .folio), Parameter(.account, .choice(["layaway"])), Parameter(.customer, .customer)],
    needing: [.sell],
    .writes(
      propose: { slots, desk in
        try desk.session.require(.sell)
        let sale = try await desk.saleToCancel(slots)
        guard sale.state == .completed || sale.state == .layaway else {
          let words = ["folio": sale.folio.text, "state": desk.voice.say(SaleStatePhrase(sale.state))]
          throw Refusal(Reply(desk.voice.say(TakeBackPhrase.notCancellable, words)))
        }
        let items = sale.lines.map {
          desk.voice.say(
            LinePhrase.product, ["quantity": desk.voice.number($0.item.quantity), "product": $0.item.name])
        }
        let lead = desk.voice.say(
          TakeBackPhrase.cancel,
          [
            "folio": sale.folio.text, "total": desk.voice.money(sale.totals.total),
            "items": desk.voice.list(items),
          ])
        let refund = desk.voice.say(
          TakeBackPhrase.cancelRefund, ["refund": desk.voice.money(sale.totals.paid)])
        var settled = Slots()
        settled[.folio] = sale.folio.text
        return Proposal(
          ToolResult(
            json: desk.json(sale), reply: Reply(lead, closing: sale.totals.paid > .zero ? refund : nil)),
          settled: settled)
      },
      perform: { slots, desk, key in
        let sale = try await desk.shop.cancelSale(slots[.folio] ?? "", desk.session, key: key)
        let lead = desk.voice.say(TakeBackPhrase.cancelled, ["folio": sale.folio.text])
        return ToolResult(json: desk.json(sale), reply: Reply(lead))
      }))

  /// What a customer brings back; all that is left of the sale when no line is named.
  ///
  /// What is damaged does not go back to stock.
  static let returnSale = Tool(
    "returnSale",
    [
      Parameter(.folio, .folio, required: true), Parameter(.items, .items), Parameter(.quantity, .quantity),
      Parameter(.reason, .choice(AdjustmentDraft.Reason.damages.map(\.rawValue))),
    ],
    needing: [.sell],
    .writes(
      propose: { slots, desk in
        let sale = try await desk.existingSale(slots)
        var settled = slots
        settled[.folio] = sale.folio.text
        let quote = try await desk.shop.quote(try desk.returnDraft(settled, of: sale), desk.session)
        settled[.total] = SlotValue.Number(quote.refund, in: desk.session.currency)
        return Proposal(
          ToolResult(json: desk.json(quote), reply: desk.returnProposal(quote, for: settled.damage)),
          settled: settled)
      },
      perform: { slots, desk, key in
        let draft = try desk.returnDraft(slots, of: try await desk.existingSale(slots))
        let sale = try await desk.shop.returnSale(draft, desk.session, key: key)
        let refund = try slots[.total].map(desk.money) ?? .zero
        let lead = desk.words(for: refund, of: sale, .returned, orNone: .returnedNothing)
        return ToolResult(json: desk.json(sale), reply: Reply(lead))
      }))
}

extension Desk {
  /// The sale that was typed, or the newest one for «la última venta».
  func lookUp(_ folio: String) async throws -> SaleLookup {
    guard folio == "last" else { return try await shop.sale(folio, session) }
    return try await shop.sales(page: Page(size: 1), session).items.first.map(SaleLookup.sale) ?? .nothing
  }

  /// The sale that the folio names, or the one thing that is set aside for the customer.
  fileprivate func saleToCancel(_ slots: Slots) async throws -> Sale {
    if slots[.folio] != nil { return try await existingSale(slots) }
    guard slots[.account] == "layaway" else {
      throw Refusal(Reply(voice.say(AskPhrase.folio)), awaiting: .slot(.folio))
    }
    guard let customer = slots[.customer] else {
      throw Refusal(Reply(voice.say(AskPhrase.customer)), awaiting: .slot(.customer))
    }
    return try await onlyLayaway(of: existingCustomer(customer))
  }

  private func which(of sales: [SaleStatus], _ lead: String) -> Refusal {
    let folios = sales.map(\.sale.folio.text)
    return Refusal(
      Reply(lead, lines: folios, choices: folios), awaiting: .slot(.folio))
  }

  /// The sale that the folio names.
  func existingSale(_ slots: Slots) async throws -> Sale {
    let typed = slots[.folio] ?? ""
    switch try await lookUp(typed) {
    case .sale(let status): return status.sale
    case .several(let sales): throw which(of: sales, voice.say(TakeBackPhrase.severalSales, ["folio": typed]))
    case .others(let sales): throw which(of: sales, voice.say(SalePhrase.others, ["folio": typed]))
    case .customerReturn(let folio, _, _):
      throw Refusal(Reply(voice.say(TakeBackPhrase.isReturn, ["folio": folio])))
    case .nothing where typed == "last": throw Refusal(Reply(voice.say(TakeBackPhrase.noSaleYet)))
    case .nothing: throw Refusal(Reply(voice.say(TakeBackPhrase.noSale, ["folio": typed])))
    }
  }

  /// The one product that is left of a sale; nil where all of it came back.
  ///
  /// - Throws: a question where there are several.
  private func onlyProduct(of sale: Sale) throws(Refusal) -> ProductID? {
    let left = sale.linesLeft.map(\.item)
    let products = left.enumerated().filter { place, item in
      !left[..<place].contains { $0.product == item.product }
    }.map(\.element)
    guard products.count > 1 else { return products.first?.product }
    let question = whichProduct(products.map(\.name))
    throw Refusal(question.reply, awaiting: question.pending)
  }

  /// What comes back: the lines that are named, so much of the one product of the sale, or all that is left of it.
  fileprivate func returnDraft(_ slots: Slots, of sale: Sale) throws -> ReturnDraft {
    let restocks = slots.damage == nil
    let lines =
      if slots[.items] != nil {
        try lines(slots).map {
          ReturnDraft.Line(product: $0.product.id, quantity: $0.quantity, restocks: restocks)
        }
      } else if let quantity = slots[.quantity], let product = try onlyProduct(of: sale) {
        [
          ReturnDraft.Line(
            product: product, quantity: Quantity(thousandths: quantity.thousandths), restocks: restocks)
        ]
      } else {
        sale.linesLeft.map {
          ReturnDraft.Line(.item($0.id), quantity: $0.item.quantity - $0.returned, restocks: restocks)
        }
      }
    return ReturnDraft(
      folio: sale.folio.text, lines: lines, reason: slots.damage.map { voice.say(AdjustPhrase($0)) })
  }

  fileprivate func returnProposal(_ quote: ReturnQuote, for damage: AdjustmentDraft.Reason?) -> Reply {
    let names = Dictionary(quote.sale.lines.map { ($0.item.product, $0.item.name) }) { first, _ in first }
    return Reply(
      words(for: quote.refund, of: quote.sale, .returns, orNone: .returnsNothing),
      lines: quote.lines.map { line in
        var words = [
          "quantity": voice.number(line.quantity), "product": names[line.product] ?? "",
          "amount": voice.money(line.amount),
        ]
        words["reason"] = damage.map { voice.say(AdjustPhrase($0)) }
        return voice.say(damage == nil ? TakeBackPhrase.line : .lineDamaged, words)
      },
      closing: quote.value > quote.refund
        ? voice.say(TakeBackPhrase.offDebt, ["amount": voice.money(quote.value - quote.refund)]) : nil)
  }

  /// What is said of the money that goes back, or where none does.
  fileprivate func words(
    for refund: Money, of sale: Sale, _ phrase: TakeBackPhrase, orNone none: TakeBackPhrase
  ) -> String {
    refund > .zero
      ? voice.say(phrase, ["folio": sale.folio.text, "refund": voice.money(refund)])
      : voice.say(none, ["folio": sale.folio.text])
  }

  fileprivate func json(_ sale: Sale) -> JSON {
    [
      "folio": .string(sale.folio.text), "estado": .string(sale.state.rawValue),
      "total": JSON(sale.totals.total, in: session.currency),
      "items": .array(
        sale.lines.map { line in
          [
            "sku": JSON(line.item.sku), "nombre": .string(line.item.name),
            "cantidad": JSON(line.item.quantity),
            "devuelto": JSON(line.returned),
          ]
        }),
    ]
  }

  fileprivate func json(_ quote: ReturnQuote) -> JSON {
    [
      "folio": .string(quote.sale.folio.text), "reembolso": JSON(quote.refund, in: session.currency),
      "es_total": .bool(quote.isTotal),
    ]
  }
}

extension AdjustmentDraft.Reason {
  /// Those for which goods that come back are not sold again.
  fileprivate static let damages: [Self] = [.broken, .expired, .waste]
}

extension Slots {
  /// What makes goods that come back unfit to be sold again; nil where nothing does.
  fileprivate var damage: AdjustmentDraft.Reason? {
    let reason = self[.reason].flatMap(AdjustmentDraft.Reason.init(rawValue:))
    return reason.flatMap { AdjustmentDraft.Reason.damages.contains($0) ? $0 : nil }
  }
}

extension Sale {
  /// The lines of which something has not come back yet.
  fileprivate var linesLeft: [Line] { lines.filter { $0.returned < $0.item.quantity } }
}
