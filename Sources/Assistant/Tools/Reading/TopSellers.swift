internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum TopPhrase: String, Phrase {
  case lead = "top.lead(period)"
  case none = "top.none(period)"
  case without = "top.without(period,except)"
  case line = "top.line(place,product,quantity,income)"
}

extension Tool {
  /// What sold most, by units or by income.
  package static let getTopSellers = Tool(
    "getTopSellers",
    [
      Parameter(.period, .period), Parameter(.branch, .branch), Parameter(.category, .category),
      Parameter(.supplier, .supplier),
      Parameter(.except, .text), Parameter(.among, .text),
      Parameter(.metric, .choice(["units", "income"])), Parameter(.count, .count), Parameter(.limit, .count),
    ],
    needing: [.seeReports],
    .reads { slots, desk in
      let days = desk.days(slots, otherwise: .lastDays(30))
      let listing = Listing(slots)
      let compared = try desk.goodsCompared(slots)
      let sold = try await desk.shop.topSellers(
        days, branch: try desk.branch(slots)?.id, of: try desk.goods(slots),
        by: slots[.metric] == "income" ? .income : .units,
        limit: compared == nil ? listing.limit : nil, desk.session
      )
      .among(compared)
      let currency = desk.session.currency
      let json = JSON.list(
        "productos",
        sold.products.map {
          [
            "sku": JSON($0.product.sku), "nombre": JSON($0.product.name), "unidades": JSON($0.sum.units),
            "ingresos": JSON($0.sum.income, in: currency),
          ]
        }, total: sold.total, window: days)
      let (voice, shown) = (desk.voice, Array(listing.shown(sold.products)))
      let named = voice.period(days, today: desk.today)
      let period =
        desk.namesLeftOut(slots).map { voice.say(TopPhrase.without, ["period": named, "except": $0]) }
        ?? named
      guard !shown.isEmpty else {
        return ToolResult(json: json, reply: Reply(voice.say(TopPhrase.none, ["period": period])))
      }
      let lines = shown.enumerated().map { place, sales in
        voice.say(
          TopPhrase.line,
          [
            "place": voice.number(place + 1), "product": sales.product.name,
            "quantity": voice.quantity(sales.sum.units, sales.product.unit),
            "income": voice.money(sales.sum.income),
          ])
      }
      let table = Reply.Table(
        columns: [.init(voice, .product), .init(numeric: .quantity, voice), .init(numeric: .income, voice)],
        rows: shown.map { [$0.product.name, voice.number($0.sum.units), voice.money($0.sum.income)] })
      return ToolResult(
        json: json,
        reply: Reply(
          voice.say(TopPhrase.lead, ["period": period]), lines: lines, table: table,
          closing: listing.rest(of: sold.total, voice)),
        shown: shown.map(\.product.name))
    })
}
