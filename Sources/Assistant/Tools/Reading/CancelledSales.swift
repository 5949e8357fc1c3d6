internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum CancelledPhrase: String, Phrase {
  case lead = "cancelled_sales.lead(n,sum)"
  case line = "cancelled_sales.line(folio,total,day)"
  case none = "cancelled_sales.none"
}

extension Tool {
  /// The sales of some days that were cancelled, the newest first.
  package static let getCancelledSales = Tool(
    "getCancelledSales",
    [Parameter(.period, .period), Parameter(.branch, .branch), Parameter(.limit, .count)],
    .reads { slots, desk in
      let (voice, listing) = (desk.voice, Listing(slots))
      var filter = SaleFilter()
      filter.state = .cancelled
      filter.days = slots[.period].map { $0.days(on: desk.today) }
      filter.branch = try desk.branch(slots)?.id
      let (sales, total) = try await desk.sales(matching: filter)
      let json = JSON.list(
        "ventas", listing.rows(sales).map { $0.cancelledJSON(desk.session.currency) }, total: total,
        window: filter.days)
      guard !sales.isEmpty else {
        return ToolResult(json: json, reply: Reply(voice.say(CancelledPhrase.none)))
      }
      let lines = listing.shown(sales).map { sale in
        voice.say(
          CancelledPhrase.line,
          [
            "folio": sale.folio.text, "total": voice.money(sale.totals.total), "day": voice.day(sale.day),
          ])
      }
      return ToolResult(
        json: json,
        reply: Reply(
          voice.say(
            CancelledPhrase.lead,
            [
              "n": voice.number(total),
              "sum": voice.money(sales.reduce(Money.zero) { $0 + $1.totals.total }),
            ]),
          lines: lines,
          closing: listing.rest(of: total, voice)))
    })
}

extension Desk {
  /// The sales that `filter` admits, and how many there are.
  fileprivate func sales(matching filter: SaleFilter) async throws -> ([Sale], total: Int) {
    var sales: [Sale] = []
    var number = 1
    while true {
      let page = try await shop.sales(matching: filter, page: try Page(number, size: 100), session)
      sales += page.items.map(\.sale)
      guard sales.count < page.total, !page.items.isEmpty else { return (sales, page.total) }
      number += 1
    }
  }
}

extension Sale {
  fileprivate func cancelledJSON(_ currency: Currency) -> JSON {
    [
      "folio": JSON(folio.text), "estado": JSON(state.rawValue), "fecha": JSON(day),
      "total": JSON(totals.total, in: currency), "cliente": JSON(customer),
    ]
  }
}
