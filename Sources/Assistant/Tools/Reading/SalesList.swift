internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum SalesListPhrase: String, Phrase {
  case lead = "sales_list.lead(n,sum)"
  case newest = "sales_list.newest(n)"
  case largest = "sales_list.largest(folio,total,day,branch)"
  case smallest = "sales_list.smallest(folio,total,day,branch)"
  case line = "sales_list.line(folio,total,day)"
  case lineOf = "sales_list.line_of(folio,total,day,customer)"
  case none = "sales_list.none"
  case cancelled = "cancelled_sales.lead(n,sum)"
  case noneCancelled = "cancelled_sales.none"
}

extension Tool {
  /// Sales one by one, the newest first, or the largest or smallest: those that stand, or with the `state` cancelled
  /// those that were called off.
  ///
  /// Without days the newest of all; what is largest or smallest without them is of the last 30.
  package static let getSales = Tool(
    "getSales",
    [
      Parameter(.period, .period), Parameter(.branch, .branch), Parameter(.state, .choice(["cancelled"])),
      Parameter(.rank, .choice(["largest", "smallest"])),
      Parameter(.payment, .payment(PaymentWay.handedOver)), Parameter(.product, .product),
      Parameter(.employee, .text),
      Parameter(.count, .count), Parameter(.limit, .count),
    ],
    .reads { slots, desk in
      let listing = Listing(slots)
      let isOfCancelled = slots[.state] != nil
      var filter = SaleFilter()
      (filter.state, filter.isStanding) = (isOfCancelled ? .cancelled : nil, !isOfCancelled)
      filter.days =
        slots[.period] == nil && slots[.rank] == nil ? nil : desk.days(slots, otherwise: .lastDays(30))
      filter.branch = try desk.branch(slots)?.id
      filter.tender = slots[.payment].map { Tender($0) }
      filter.involved = try slots[.employee].map(desk.existingSeller)?.id
      filter.products = try desk.product(slots).map { [$0.id] } ?? []
      let isWhole = filter.days != nil || isOfCancelled
      let (newest, total) = try await desk.sales(
        matching: filter, atMost: isWhole ? nil : listing.limit)
      let sales = newest.ranked(slots[.rank])
      let json = JSON.list(
        "ventas", listing.rows(sales).map { $0.listJSON(desk.session.currency) }, total: total,
        window: filter.days)
      return ToolResult(
        json: json, reply: desk.words(for: sales, of: total, listing, slots, isWhole: isWhole))
    })
}

extension Desk {
  /// The newest sales that `filter` admits, and how many there are.
  fileprivate func sales(
    matching filter: SaleFilter, atMost limit: Int?
  ) async throws -> (sales: [Sale], total: Int) {
    var sales: [Sale] = []
    var number = 1
    while true {
      let page = try await shop.sales(matching: filter, page: try Page(number, size: 100), session)
      sales += page.items.map(\.sale)
      guard sales.count < min(page.total, limit ?? .max), !page.items.isEmpty else {
        return (sales, page.total)
      }
      number += 1
    }
  }

  fileprivate func words(
    for sales: [Sale], of total: Int, _ listing: Listing, _ slots: Slots, isWhole: Bool
  ) -> Reply {
    let isOfCancelled = slots[.state] != nil
    guard let first = sales.first else {
      return Reply(voice.say(isOfCancelled ? SalesListPhrase.noneCancelled : .none))
    }
    if let rank = slots[.rank], listing.isOfOne || slots[.count] == nil {
      return single(first, rank == "largest" ? .largest : .smallest)
    }
    let shown = listing.shown(sales)
    let isSummedUp = isWhole && slots[.count] == nil
    let lead =
      isSummedUp
      ? voice.say(
        isOfCancelled ? SalesListPhrase.cancelled : .lead,
        [
          "n": voice.number(total), "sum": voice.money(sales.reduce(Money.zero) { $0 + $1.totals.total }),
        ])
      : voice.say(SalesListPhrase.newest, ["n": voice.number(shown.count)])
    return Reply(
      lead, lines: shown.map(listed), closing: isSummedUp ? listing.rest(of: total, voice) : nil)
  }

  private func single(_ sale: Sale, _ phrase: SalesListPhrase) -> Reply {
    var values = words(of: sale)
    values["customer"] = nil
    values["branch"] = names.branches.first { $0.id == sale.branch }?.name ?? ""
    return Reply(
      voice.say(phrase, values),
      lines: sale.lines.map {
        voice.say(
          HistoryPhrase.line,
          [
            "units": voice.number($0.item.quantity), "product": $0.item.name,
            "income": voice.money($0.item.subtotal),
          ])
      })
  }

  private func listed(_ sale: Sale) -> String {
    voice.say(sale.customer == nil ? SalesListPhrase.line : .lineOf, words(of: sale))
  }

  private func words(of sale: Sale) -> [String: String] {
    var values = [
      "folio": sale.folio.text, "total": voice.money(sale.totals.total), "day": voice.day(sale.day),
    ]
    values["customer"] = sale.customer
    return values
  }
}

extension [Sale] {
  /// The largest or smallest first, where one of those is asked for; of equal ones the newest.
  fileprivate func ranked(_ rank: String?) -> [Sale] {
    guard let rank else { return self }
    let isMore = { (a: Element, b: Element) in
      rank == "largest" ? a.totals.total > b.totals.total : a.totals.total < b.totals.total
    }
    return enumerated().sorted { a, b in
      isMore(a.element, b.element) || !isMore(b.element, a.element) && a.offset < b.offset
    }.map(\.element)
  }
}

extension Sale {
  fileprivate func listJSON(_ currency: Currency) -> JSON {
    [
      "folio": JSON(folio.text), "estado": JSON(state.rawValue), "fecha": JSON(day),
      "total": JSON(totals.total, in: currency), "cliente": JSON(customer),
    ]
  }
}
