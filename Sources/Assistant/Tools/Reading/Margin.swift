internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum MarginPhrase: String, Phrase {
  case product = "margin.product(product,profit,margin)"
  case prices = "margin.prices(price,cost)"
  case unknown = "margin.unknown(product)"
  case period = "margin.period(period,profit,margin)"
  case sums = "margin.sums(income,cost)"
  case cost = "margin.cost(period,cost,income)"
  case left = "margin.left(profit,margin)"
  case noSales = "margin.no_sales(period)"
  case best = "margin.best"
  case noCosts = "margin.no_costs"
  case line = "margin.line(place,product,margin,profit)"
  case most = "margin.most"
  case part = "margin.part(name,profit,margin)"
  case mostLine = "margin.most_line(place,product,profit,margin)"
}

extension Tool {
  /// What is left of a product's price, of a period's sales with the products that left most of it, or where it is
  /// most a unit: the products with the best margins.
  ///
  /// With the `metric` cost the words begin with what the goods sold had cost. A period wins over `n`; with neither a
  /// product, nor `n`, it is this month.
  package static let getMargin = Tool(
    "getMargin",
    [
      Parameter(.product, .product), Parameter(.period, .period), Parameter(.branch, .branch),
      Parameter(.category, .category), Parameter(.supplier, .supplier), Parameter(.except, .text),
      Parameter(.among, .text), Parameter(.metric, .choice(["cost"])),
      Parameter(.by, .choice(["branch", "category", "supplier"])),
      Parameter(.count, .count),
      Parameter(.limit, .count),
    ],
    needing: [.seeCosts],
    .reads { slots, desk in
      try desk.session.require(.seeCosts)
      if slots[.period] == nil, slots[.metric] == nil {
        if let product = try desk.product(slots) { return desk.margin(of: product) }
        let isOfPart =
          [.category, .supplier, .among].contains { slots[$0] != nil } || slots[.count] != nil
        if isOfPart, slots[.by] == nil, slots[.except] == nil {
          return try await desk.bestMargins(slots)
        }
      }
      return try await desk.earnings(in: desk.days(slots, otherwise: .span(.this, .month)), slots)
    })
}

extension Desk {
  fileprivate func margin(of product: Product) -> ToolResult {
    guard let margin = product.margin else {
      return ToolResult(
        json: marginFields(product), reply: Reply(voice.say(MarginPhrase.unknown, ["product": product.name])),
        shown: [product.name])
    }
    let profit = product.prices.sale - product.prices.cost
    let lead = voice.say(
      MarginPhrase.product,
      ["product": product.name, "profit": voice.money(profit), "margin": voice.percent(margin)])
    let prices = voice.say(
      MarginPhrase.prices,
      ["price": voice.money(product.prices.sale), "cost": voice.money(product.prices.cost)])
    return ToolResult(json: marginFields(product), reply: Reply(lead.then(prices)), shown: [product.name])
  }

  private func marginFields(_ product: Product) -> JSON {
    let currency = session.currency
    let hasCost = product.prices.cost > .zero
    return [
      "sku": JSON(product.sku), "nombre": JSON(product.name),
      "precio_venta": JSON(product.prices.sale, in: currency),
      "precio_compra": JSON(hasCost ? product.prices.cost : nil, in: currency),
      "margen_unitario": JSON(hasCost ? product.prices.sale - product.prices.cost : nil, in: currency),
      "margen_pct": JSON(product.margin),
    ]
  }

  fileprivate func bestMargins(_ slots: Slots) async throws -> ToolResult {
    let compared = try goodsCompared(slots)
    let ranked = try await shop.search(
      "", of: try goodsAsked(slots).goods, limit: nil, session
    ).products
      .filter { $0.margin != nil && compared?.contains($0.id) ?? true }.sorted { a, b in
        (b.margin ?? .none, a.id) < (a.margin ?? .none, b.id)
      }
    let listing = Listing(slots)
    let json = JSON.list("productos", listing.rows(ranked).map(marginFields), total: ranked.count)
    let shown = listing.shown(ranked)
    guard !shown.isEmpty else { return ToolResult(json: json, reply: Reply(voice.say(MarginPhrase.noCosts))) }
    let lines = shown.enumerated().map { place, product in
      voice.say(
        MarginPhrase.line,
        [
          "place": voice.number(place + 1), "product": product.name,
          "margin": product.margin.map(voice.percent) ?? "–",
          "profit": voice.money(product.prices.sale - product.prices.cost),
        ])
    }
    let table = Reply.Table(
      columns: [
        .init(voice, .product), .init(numeric: .price, voice), .init(numeric: .cost, voice),
        .init(numeric: .margin, voice),
      ],
      rows: shown.map {
        [
          $0.name, voice.money($0.prices.sale), voice.money($0.prices.cost),
          $0.margin.map(voice.percent) ?? "–",
        ]
      })
    return ToolResult(
      json: json,
      reply: Reply(
        voice.say(MarginPhrase.best), lines: lines, table: table,
        closing: listing.rest(of: ranked.count, voice)),
      shown: shown.map(\.name))
  }
}

extension Percent {
  fileprivate static let none = Percent(tenths: .min)
}
