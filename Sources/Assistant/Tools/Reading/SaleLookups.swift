internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum SalePhrase: String, Phrase {
  case lead = "sale.lead(folio,state,payment)"
  case line = "sale.line(quantity,product,total)"
  case returned = "sale.returned(quantity)"
  case total = "sale.total(total,tender)"
  case discount = "sale.discount(discount)"
  case pending = "sale.pending(amount)"
  case pendingBy = "sale.pending_by(amount,customer)"
  case seller = "sale.seller(person,branch,day)"
  case several = "sale.several(n,number)"
  case others = "sale.others(folio)"
  case severalLine = "sale.several_line(folio,total,day)"
  case customerReturn = "sale.customer_return(folio,total,day)"
}

/// The words for the states of a sale, by their names on the wire.
enum SaleStatePhrase: String, Phrase {
  case quotation = "sale_state.quotation"
  case layaway = "sale_state.layaway"
  case completed = "sale_state.completed"
  case cancelled = "sale_state.cancelled"
  case partlyReturned = "sale_state.partly_returned"
  case returned = "sale_state.returned"
  case paymentPending = "payment_state.pending"
  case paymentPaid = "payment_state.paid"
  case paymentPartial = "payment_state.partial"
  case paymentCancelled = "payment_state.cancelled"
  case cash = "tender.cash"
  case card = "tender.card"
  case transfer = "tender.transfer"
  case qr = "tender.qr"
  case terminal = "tender.terminal"
  case mixed = "tender.mixed"

  init(_ state: SaleState) {
    self =
      switch state {
      case .quotation: .quotation
      case .layaway: .layaway
      case .completed: .completed
      case .cancelled: .cancelled
      case .partlyReturned: .partlyReturned
      case .returned: .returned
      }
  }

  init(_ state: PaymentState) {
    self =
      switch state {
      case .pending: .paymentPending
      case .paid: .paymentPaid
      case .partial: .paymentPartial
      case .cancelled: .paymentCancelled
      }
  }

  init(_ tender: Tender) {
    self =
      switch tender {
      case .cash: .cash
      case .card: .card
      case .transfer: .transfer
      case .qr: .qr
      case .terminal: .terminal
      case .mixed: .mixed
      }
  }
}

extension Tool {
  /// A sale by its folio, whole or by its number alone: its state, what is owed, its items.
  package static let getSaleStatus = Tool(
    "getSaleStatus", [Parameter(.folio, .folio, required: true), Parameter(.tendered, .money)],
    .reads { slots, desk in
      guard let folio = slots[.folio] else {
        throw ShopError.invalid(field: "folio", .missing)
      }
      switch try await desk.sale(folio) {
      case .one(let status):
        let tendered = try slots[.tendered].map(desk.money)
        return ToolResult(
          json: status.json(desk.session.currency, paidWith: tendered),
          reply: desk.words(for: status, paidWith: tendered),
          shown: status.sale.lines.map(\.item.name))
      case .other(let answer): return answer
      }
    })
}

/// What a folio is.
enum NamedSale {
  case one(SaleStatus)
  /// Several sales, or a return: what is said of it.
  case other(ToolResult)
}

extension SaleStatus {
  /// The sale, with the change for what is `paidWith`.
  fileprivate func json(_ currency: Currency, paidWith tendered: Money? = nil) -> JSON {
    let totals = sale.totals
    var json: JSON.Object = [
      "folio": JSON(sale.folio.text), "estado": JSON(sale.state.rawValue),
      "estado_pago": JSON(sale.paymentState.rawValue), "metodo_pago": JSON(sale.tender.rawValue),
      "fecha": JSON(sale.day), "fecha_venta": JSON(sale.at), "subtotal": JSON(totals.subtotal, in: currency),
      "descuento_monto": JSON(totals.discount, in: currency), "impuestos": JSON(totals.taxes, in: currency),
      "total": JSON(totals.total, in: currency), "monto_pagado": JSON(totals.paid, in: currency),
      "monto_pendiente": JSON(sale.owed, in: currency), "sucursal": JSON(branch.name),
      "cliente": JSON(sale.customer), "vendedor": JSON(seller),
      "items": .array(
        sale.lines.map { line in
          [
            "sku": JSON(line.item.sku), "nombre": JSON(line.item.name), "cantidad": JSON(line.item.quantity),
            "precio_unitario": JSON(line.item.unitPrice, in: currency),
            "descuento_monto": JSON(line.item.unitDiscount, in: currency),
            "precio_final": JSON(line.item.finalPrice, in: currency),
            "subtotal": JSON(line.item.subtotal, in: currency), "devuelto": JSON(line.returned),
          ]
        }),
    ]
    if let tendered {
      json["recibido"] = JSON(tendered, in: currency)
      json["cambio"] = JSON(max(.zero, tendered - totals.total), in: currency)
    }
    return .object(json)
  }
}

extension Desk {
  /// A sale in words, with the change for what is `paidWith`, or that it is not enough.
  fileprivate func words(for status: SaleStatus, paidWith tendered: Money?) -> Reply {
    let sale = status.sale
    let change = tendered.map { paid in
      let (total, tendered) = (sale.totals.total, voice.money(paid))
      return paid < total
        ? voice.say(SalePlanPhrase.short, ["tendered": tendered, "total": voice.money(total)])
        : voice.say(SalePlanPhrase.change, ["tendered": tendered, "change": voice.money(paid - total)])
    }
    let lead = voice.say(
      SalePhrase.lead,
      [
        "folio": sale.folio.text, "state": voice.say(SaleStatePhrase(sale.state)),
        "payment": voice.say(SaleStatePhrase(sale.paymentState)),
      ])
    let closing = [
      sale.totals.discount > .zero
        ? voice.say(SalePhrase.discount, ["discount": voice.money(sale.totals.discount)]) : nil,
      voice.say(
        SalePhrase.total,
        ["total": voice.money(sale.totals.total), "tender": voice.say(SaleStatePhrase(sale.tender))]),
      sale.owed > .zero ? pending(sale) : nil, change,
      voice.say(
        SalePhrase.seller,
        ["person": status.seller, "branch": status.branch.name, "day": voice.day(sale.day)]),
    ]
    return Reply(lead, lines: sale.lines.map(line), closing: closing.asSentences)
  }

  private func pending(_ sale: Sale) -> String {
    let amount = voice.money(sale.owed)
    guard let customer = sale.customer else { return voice.say(SalePhrase.pending, ["amount": amount]) }
    return voice.say(SalePhrase.pendingBy, ["amount": amount, "customer": customer])
  }

  private func line(_ line: Sale.Line) -> String {
    let item = voice.say(
      SalePhrase.line,
      [
        "quantity": voice.number(line.item.quantity), "product": line.item.name,
        "total": voice.money(line.item.subtotal),
      ])
    guard line.returned > .zero else { return item }
    return item.then(voice.say(SalePhrase.returned, ["quantity": voice.number(line.returned)]))
  }

  /// The sale of a folio, whole or by its number alone.
  ///
  /// - Throws: `ShopError.notFound` where there is none.
  func sale(_ folio: String) async throws -> NamedSale {
    switch try await lookUp(folio) {
    case .sale(let status): .one(status)
    case .several(let found):
      .other(
        listing(found, voice.say(SalePhrase.several, ["n": voice.number(found.count), "number": folio])))
    case .others(let found): .other(listing(found, voice.say(SalePhrase.others, ["folio": folio])))
    case .customerReturn(let folio, let total, let day):
      .other(
        ToolResult(
          json: [
            "folio": JSON(folio), "estado": "devolucion", "fecha": JSON(day),
            "total": JSON(total, in: session.currency),
          ],
          reply: Reply(
            voice.say(
              SalePhrase.customerReturn,
              ["folio": folio, "total": voice.money(total), "day": voice.day(day)]))))
    case .nothing: throw ShopError.notFound(.sale, name: folio)
    }
  }

  private func listing(_ found: [SaleStatus], _ lead: String) -> ToolResult {
    let json = JSON.list("ventas", found.map { $0.json(session.currency) }, total: found.count)
    let lines = found.map { status in
      voice.say(
        SalePhrase.severalLine,
        [
          "folio": status.sale.folio.text, "total": voice.money(status.sale.totals.total),
          "day": voice.day(status.sale.day),
        ])
    }
    return ToolResult(
      json: json,
      reply: Reply(lead, lines: lines, choices: found.map(\.sale.folio.text)))
  }
}
