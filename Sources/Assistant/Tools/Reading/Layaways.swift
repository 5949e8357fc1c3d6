internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum LayawayPhrase: String, Phrase {
  case lead = "layaways.lead(n,pending)"
  case line = "layaways.line(folio,customer,items,total,pending)"
  case until = "layaways.until(day)"
  case none = "layaways.none"
  case noneOf = "layaways.none_of(customer)"
  case noneWith = "layaways.none_with(product)"
  case which = "layaways.which(customer)"
  case whichOne = "layaways.which_one"
  case leftOf = "layaways.left_of(n,pending)"
}

extension Tool {
  /// What is set aside for customers, and how much of it is still to be paid.
  static let getLayaways = Tool(
    "getLayaways",
    [Parameter(.customer, .customer), Parameter(.product, .product), Parameter(.limit, .count)],
    .reads { slots, desk in
      let (voice, currency) = (desk.voice, desk.session.currency)
      let customer = try slots[.customer].map(desk.existingCustomer)
      let product = try desk.product(slots)?.name
      let sales = try await desk.layaways(of: customer, holding: product)
      let listing = Listing(slots)
      let json = JSON.list("apartados", listing.rows(sales).map { $0.json(currency) }, total: sales.count)
      guard !sales.isEmpty else {
        return ToolResult(json: json, reply: Reply(desk.noLayaway(of: customer, holding: product)))
      }
      let pending = sales.reduce(Money.zero) { $0 + $1.owed }
      return ToolResult(
        json: json,
        reply: Reply(
          voice.say(
            LayawayPhrase.lead, ["n": voice.number(sales.count), "pending": voice.money(pending)]),
          lines: listing.shown(sales).map(desk.line), closing: listing.rest(of: sales.count, voice)))
    })
}

extension Sale {
  fileprivate func json(_ currency: Currency) -> JSON {
    [
      "folio": .string(folio.text), "cliente": JSON(customer), "fecha": JSON(day), "hasta": JSON(keptUntil),
      "total": JSON(totals.total, in: currency), "monto_pagado": JSON(totals.paid, in: currency),
      "monto_pendiente": JSON(owed, in: currency),
      "items": .array(
        lines.map {
          [
            "sku": JSON($0.item.sku), "nombre": .string($0.item.name), "cantidad": JSON($0.item.quantity),
          ]
        }),
    ]
  }
}

extension Desk {
  func line(_ sale: Sale) -> String {
    let items = sale.lines.map {
      voice.say(LinePhrase.product, ["quantity": voice.number($0.item.quantity), "product": $0.item.name])
    }
    let line = voice.say(
      LayawayPhrase.line,
      [
        "folio": sale.folio.text, "customer": sale.customer ?? "", "items": voice.list(items),
        "total": voice.money(sale.totals.total), "pending": voice.money(sale.owed),
      ])
    guard let day = sale.keptUntil else { return line }
    return line.then(voice.say(LayawayPhrase.until, ["day": voice.day(day)]))
  }

  /// What is set aside for `customer`, or for anybody, with `product` among it where one is meant.
  func layaways(of customer: String?, holding product: String?) async throws -> [Sale] {
    let sales = try await shop.layaways(of: customer, session)
    guard let product else { return sales }
    return sales.filter { $0.lines.contains { $0.item.name == product } }
  }

  fileprivate func noLayaway(of customer: String?, holding product: String?) -> String {
    if let product { return voice.say(LayawayPhrase.noneWith, ["product": product]) }
    return customer.map { voice.say(LayawayPhrase.noneOf, ["customer": $0]) } ?? voice.say(LayawayPhrase.none)
  }

  /// The one layaway that `customer` has, or anybody, with `product` among it where one is meant.
  ///
  /// - Throws: a refusal where there is none, a question where there are several.
  func onlyLayaway(of customer: String?, holding product: String? = nil) async throws -> Sale {
    let sales = try await layaways(of: customer, holding: product)
    guard let first = sales.first else { throw Refusal(Reply(noLayaway(of: customer, holding: product))) }
    guard sales.count == 1 else {
      let lead =
        customer.map { voice.say(LayawayPhrase.which, ["customer": $0]) }
        ?? voice.say(LayawayPhrase.whichOne)
      throw Refusal(
        Reply(lead, lines: sales.map(line), choices: sales.map(\.folio.text)),
        awaiting: .slot(.folio))
    }
    return first
  }
}
