internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

// What was left of what was sold in some days.
extension Desk {
  /// What was left of the sales of some days: of one product, or of all and which of them left most.
  func earnings(in days: DayRange, _ slots: Slots) async throws -> ToolResult {
    let (sold, product) = (try await sales(in: days, slots), try product(slots))
    let fields = earningFields(sold, of: product)
    let period = voice.sentence(voice.period(days, today: today))
    guard let margin = Percent(sold.total.profit, of: sold.total.income) else {
      return ToolResult(
        json: .object(fields), reply: Reply(voice.say(MarginPhrase.noSales, ["period": period])))
    }
    let lead = voice.say(
      MarginPhrase.period,
      ["period": period, "profit": voice.money(sold.total.profit), "margin": voice.percent(margin)])
    let (income, cost) = (voice.money(sold.total.income), voice.money(sold.total.cost))
    if slots[.metric] == "cost" {
      let costs = voice.say(MarginPhrase.cost, ["period": period, "income": income, "cost": cost])
      let left = voice.say(
        MarginPhrase.left, ["profit": voice.money(sold.total.profit), "margin": voice.percent(margin)])
      return ToolResult(
        json: .object(fields), reply: Reply(costs.then(left, withoutSome(slots))),
        shown: product.map { [$0.name] } ?? [])
    }
    let sums = voice.say(MarginPhrase.sums, ["income": income, "cost": cost])
    if let product {
      return ToolResult(json: .object(fields), reply: Reply(lead.then(sums)), shown: [product.name])
    }
    let whole = lead.then(sums, try await profitBefore(sold, slots), withoutSome(slots))
    if let result = try await parts(of: sold, slots, whole, fields) { return result }
    return try await mostProfitable(in: days, slots, whole, fields)
  }

  /// What was sold in `days` of what the question is about.
  private func sales(in days: DayRange, _ slots: Slots) async throws -> SalesSummary {
    try await shop.salesSummary(days, branch: try branch(slots)?.id, of: try goods(slots), session)
  }

  private func earningFields(_ sold: SalesSummary, of product: Product?) -> JSON.Object {
    let (sum, currency) = (sold.total, session.currency)
    return [
      "desde": JSON(sold.days.first), "hasta": JSON(sold.days.last), "producto": JSON(product?.name),
      "unidades": JSON(sum.units), "ingresos": JSON(sum.income, in: currency),
      "costo": JSON(sum.cost, in: currency), "margen": JSON(sum.profit, in: currency),
      "margen_pct": JSON(Percent(sum.profit, of: sum.income)),
    ]
  }

  /// What was left beside the days before; nil where the shop did not sell yet, or earned nothing.
  private func profitBefore(_ sold: SalesSummary, _ slots: Slots) async throws -> String? {
    let before = daysCompared(with: sold.days, slots)
    guard let first = sold.firstSale, first <= before.first else { return nil }
    let earlier = try await sales(in: before, slots).total.profit
    return earlier > .zero ? comparison(of: sold.total.profit, with: earlier, in: before) : nil
  }

  /// Which parts of the shop or of its goods left most; nil where no division is asked for that is known.
  private func parts(
    of sold: SalesSummary, _ slots: Slots, _ whole: String, _ fields: JSON.Object
  ) async throws -> ToolResult? {
    guard let parts = try await profits(of: sold, in: sold.days, slots) else { return nil }
    var fields = fields
    fields["partes"] = .array(parts.map(partFields))
    let shown = Listing(slots).shown(parts)
    return ToolResult(
      json: .object(fields),
      reply: Reply(
        whole, lines: shown.map(partLine), closing: voice.more(than: shown.count, of: parts.count)))
  }

  /// The products that left most.
  private func mostProfitable(
    in days: DayRange, _ slots: Slots, _ whole: String, _ fields: JSON.Object
  ) async throws -> ToolResult {
    let (listing, compared) = (Listing(slots), try goodsCompared(slots))
    let best = try await shop.topSellers(
      days, branch: try branch(slots)?.id, of: try goods(slots), by: .profit,
      limit: compared == nil ? listing.limit : nil, session
    )
    .among(compared)
    var fields = fields
    fields["productos"] = .array(best.products.map(profitFields))
    fields["total"] = JSON(best.total)
    let shown = listing.shown(best.products).prefix(slots[.count] == nil ? 5 : .max)
    let lines = shown.enumerated().map { place, sold in
      voice.say(
        MarginPhrase.mostLine,
        [
          "place": voice.number(place + 1), "product": sold.product.name,
          "profit": voice.money(sold.sum.profit),
          "margin": Percent(sold.sum.profit, of: sold.sum.income).map(voice.percent) ?? "–",
        ])
    }
    return ToolResult(
      json: .object(fields),
      reply: Reply(
        compared == nil ? whole.then(voice.say(MarginPhrase.most)) : voice.say(MarginPhrase.most),
        lines: lines,
        closing: slots[.by] == nil ? nil : voice.say(LackingPhrase.parts)),
      shown: shown.map(\.product.name))
  }

  private func profitFields(_ sold: ProductSales) -> JSON {
    [
      "sku": JSON(sold.product.sku), "nombre": JSON(sold.product.name), "unidades": JSON(sold.sum.units),
      "ingresos": JSON(sold.sum.income, in: session.currency),
      "margen": JSON(sold.sum.profit, in: session.currency),
      "margen_pct": JSON(Percent(sold.sum.profit, of: sold.sum.income)),
    ]
  }
}

// What each part of the shop or of its goods left.
extension Desk {
  private typealias Part = (name: String, sum: SalesSum)

  /// The branches, categories or suppliers by what their sales left, most first; nil where another division is asked
  /// for, or none.
  private func profits(of sold: SalesSummary, in days: DayRange, _ slots: Slots) async throws -> [Part]? {
    var parts: [String: SalesSum] = [:]
    switch slots[.by] {
    case "branch": for branch in sold.branches { parts[branch.branch.name] = branch.sum }
    case "category", "supplier":
      let kind: SalesPart.Kind = slots[.by] == "category" ? .category : .supplier
      for sales in try await productSales(in: days, slots) {
        parts[part(of: sales.product, by: kind).name, default: SalesSum()] += sales.sum
      }
    default: return nil
    }
    return parts.map { ($0.key, $0.value) }.filter { $0.sum.income > .zero }
      .sorted { ($1.sum.profit, $0.name) < ($0.sum.profit, $1.name) }
  }

  private func partLine(_ part: Part) -> String {
    voice.say(
      MarginPhrase.part,
      [
        "name": part.name, "profit": voice.money(part.sum.profit),
        "margin": Percent(part.sum.profit, of: part.sum.income).map(voice.percent) ?? "–",
      ])
  }

  private func partFields(_ part: Part) -> JSON {
    [
      "nombre": .string(part.name), "ingresos": JSON(part.sum.income, in: session.currency),
      "margen": JSON(part.sum.profit, in: session.currency),
      "margen_pct": JSON(Percent(part.sum.profit, of: part.sum.income)),
    ]
  }
}
