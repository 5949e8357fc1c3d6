internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum RepricePhrase: String, Phrase {
  case new = "reprice.new(product,old,new)"
  case newOfMany = "reprice.new_of_many(n)"
  case margin = "reprice.margin(old,new)"
  case belowCost = "reprice.below_cost(cost)"
  case manyBelowCost = "reprice.many_below_cost(n)"
  case withoutWholesale = "reprice.without_wholesale(n)"
  case without = "reprice.without(except)"
  case wholesale = "reprice.wholesale(product,new,quantity)"
  case saleStays = "reprice.sale_stays(sale)"
  case wholesaleFrom = "reprice.wholesale_from"
  case done = "reprice.done(product,new)"
  case manyDone = "reprice.many_done(n)"
}

extension Tool {
  /// A new sale or wholesale price: of one product, of several, or of all of a category, of a supplier or of the shop.
  static let changePrice = Tool(
    "changePrice",
    [
      Parameter(.product, .product), Parameter(.items, .items), Parameter(.category, .category),
      Parameter(.supplier, .supplier), Parameter(.scope, .choice(["all"])), Parameter(.price, .money),
      Parameter(.changePercent, .percent), Parameter(.change, .change), Parameter(.except, .text),
      Parameter(.priceType, .choice(["retail", "wholesale"])), Parameter(.wholesaleFrom, .quantity),
    ],
    needing: [.manageCatalogue],
    .writes(
      propose: { slots, desk in
        try desk.session.require(.manageCatalogue)
        let plan = try await PricePlan(slots, desk).leavingWhatStays()
        return Proposal(
          ToolResult(json: plan.json, reply: plan.proposal, shown: plan.lines.map(\.product.name)),
          settled: plan.settled)
      },
      perform: { slots, desk, key in
        let plan = try await PricePlan(slots, desk)
        try await desk.shop.changePrices(
          plan.drafts, desk.session, key: key)
        return ToolResult(
          json: plan.json, reply: Reply(plan.done, closing: desk.voice.say(LinePhrase.undo)),
          shown: plan.lines.map(\.product.name))
      }))
}

/// The products whose sale price changes, each with its prices from then on; never none.
private struct PricePlan {
  typealias Line = (product: Product, prices: Prices)

  let desk: Desk
  private(set) var lines: [Line]
  private let listing: Listing
  /// Whether a price was said of some product alone: then all are shown, and not only the first few.
  private let areSaidSingly: Bool
  /// What keeps its price.
  private let except: String?
  /// Whether it is the wholesale price that changes.
  private let isWholesale: Bool

  private var voice: Voice { desk.voice }
  private var only: Line? { lines.count == 1 ? lines[0] : nil }

  /// - Throws: `Refusal` where there are no such products, or no price was said.
  init(_ slots: Slots, _ desk: Desk) async throws {
    self.desk = desk
    listing = Listing(slots)
    except = desk.namesLeftOut(slots)
    isWholesale = slots.sayWholesale
    let meant = try await desk.leavingOut(desk.productsToReprice(slots), slots)
    guard !meant.isEmpty else { throw Refusal(Reply(desk.voice.say(ProductPhrase.searchNone))) }
    areSaidSingly = meant.contains { $0.price != nil }
    if meant.count > 1, meant.contains(where: { $0.price == nil }), !slots.saysPrice {
      throw Refusal(
        Reply(desk.voice.say(AskPhrase.newPriceOfMany, ["n": desk.voice.number(meant.count)])),
        awaiting: .slot(.price))
    }
    lines = try meant.map { try desk.repriced($0.product, at: $0.price, slots) }
  }

  /// Without the products that have that price already.
  ///
  /// - Throws: `ShopError.conflict` where all have.
  func leavingWhatStays() throws(ShopError) -> PricePlan {
    var plan = self
    plan.lines = lines.filter { $0.prices != $0.product.prices }
    guard !plan.lines.isEmpty else { throw .conflict(.samePrice(product: lines[0].product.name)) }
    return plan
  }

  /// The arguments that change exactly these prices to exactly these.
  var settled: Slots {
    var slots = Slots()
    if isWholesale {
      slots[.priceType] = "wholesale"
      slots[.wholesaleFrom] = lines[0].prices.wholesale.map { .init(thousandths: $0.quantity.thousandths) }
    }
    if let only {
      slots[.product] = only.product.name
      slots[.price] = SlotValue.Number(price(of: only.prices), in: desk.session.currency)
    } else {
      slots[.items] = lines.map { line in
        ItemMention(
          product: .known(line.product.name),
          price: SlotValue.Number(price(of: line.prices), in: desk.session.currency))
      }
    }
    return slots
  }

  var drafts: [PriceDraft] {
    lines.map { line in
      PriceDraft(
        product: line.product.id, sale: line.prices.sale,
        wholesale: isWholesale ? line.prices.wholesale : nil)
    }
  }

  /// The one that changes; the sale price where there is none yet.
  private func price(of prices: Prices) -> Money {
    isWholesale ? prices.wholesale?.price ?? prices.sale : prices.sale
  }

  var proposal: Reply {
    if let only {
      return Reply(
        words(for: only),
        lines: [
          saleNote(on: only), note(on: only), caution(about: only), wholesaleNote,
          except.map { voice.say(RepricePhrase.without, ["except": $0]) },
        ].compactMap { $0 })
    }
    let shown = areSaidSingly ? lines[...] : listing.shown(lines)
    let belowCost = desk.may(.seeCosts) ? lines.count { price(of: $0.prices) < $0.prices.cost } : 0
    let warning =
      belowCost > 0 ? voice.say(RepricePhrase.manyBelowCost, ["n": voice.number(belowCost)]) : nil
    return Reply(
      voice.say(RepricePhrase.newOfMany, ["n": voice.number(lines.count)]), lines: shown.map(words),
      closing: [
        areSaidSingly ? nil : listing.rest(of: lines.count, voice),
        except.map { voice.say(RepricePhrase.without, ["except": $0]) }, warning,
        lines.lazy.compactMap(caution).first, wholesaleNote,
      ]
      .asSentences)
  }

  private func caution(about line: Line) -> String? {
    desk.caution(pricing: line.product, at: price(of: line.prices), insteadOf: price(of: line.product.prices))
  }

  /// Says of how many the wholesale price goes, because it would no longer be lower.
  private var wholesaleNote: String? {
    let count = lines.count { $0.product.prices.wholesale != nil && $0.prices.wholesale == nil }
    return count > 0 ? voice.say(RepricePhrase.withoutWholesale, ["n": voice.number(count)]) : nil
  }

  /// Says that the sale price stays where only the wholesale price changes.
  private func saleNote(on line: Line) -> String? {
    isWholesale ? voice.say(RepricePhrase.saleStays, ["sale": voice.money(line.prices.sale)]) : nil
  }

  var done: String {
    if let only, isWholesale { return voice.say(RepricePhrase.wholesale, wholesaleWords(for: only)) }
    if let only {
      return voice.say(
        RepricePhrase.done, ["product": only.product.name, "new": voice.money(only.prices.sale)])
    }
    return voice.say(RepricePhrase.manyDone, ["n": voice.number(lines.count)])
  }

  var json: JSON {
    only.map(fields)
      ?? ["productos": .array(listing.rows(lines).map(fields)), "total": JSON(lines.count)]
  }

  private func fields(_ line: Line) -> JSON {
    var object: JSON.Object = [
      "sku": JSON(line.product.sku), "nombre": .string(line.product.name),
      "precio_anterior": JSON(line.product.prices.sale, in: desk.session.currency),
      "precio_nuevo": JSON(line.prices.sale, in: desk.session.currency),
    ]
    if isWholesale, let wholesale = line.prices.wholesale {
      object["precio_mayoreo"] = JSON(wholesale.price, in: desk.session.currency)
      object["cantidad_mayoreo"] = JSON(wholesale.quantity)
    }
    return .object(object)
  }

  private func wholesaleWords(for line: Line) -> [String: String] {
    [
      "product": line.product.name, "new": voice.money(price(of: line.prices)),
      "quantity": voice.number(line.prices.wholesale?.quantity ?? .zero),
    ]
  }

  private func words(for line: Line) -> String {
    if isWholesale { return voice.say(RepricePhrase.wholesale, wholesaleWords(for: line)) }
    return voice.say(
      RepricePhrase.new,
      [
        "product": line.product.name, "old": voice.money(line.product.prices.sale),
        "new": voice.money(line.prices.sale),
      ])
  }

  /// What the price does to the margin.
  private func note(on line: Line) -> String? {
    let prices = line.prices
    guard desk.may(.seeCosts), prices.cost > .zero else { return nil }
    if price(of: prices) < prices.cost {
      return voice.say(RepricePhrase.belowCost, ["cost": voice.money(prices.cost)])
    }
    guard !isWholesale, let old = line.product.margin,
      let new = Percent(marginOf: prices.sale, cost: prices.cost)
    else {
      return nil
    }
    return voice.say(RepricePhrase.margin, ["old": voice.percent(old), "new": voice.percent(new)])
  }
}

extension Desk {
  /// The products whose prices are meant, each once, with the price that was said of it alone, the last one said.
  fileprivate func productsToReprice(_ slots: Slots) async throws -> [(product: Product, price: Money?)] {
    if let items = slots[.items] {
      var meant: [(product: Product, price: Money?)] = []
      var places: [ProductID: Int] = [:]
      for item in items {
        guard case .known(let name) = item.product else { continue }
        let (product, price) = (try product(named: name), try item.price.map(money))
        if let place = places[product.id] {
          meant[place].price = price
        } else {
          places[product.id] = meant.count
          meant.append((product, price))
        }
      }
      return meant
    }
    if let product = try product(slots) { return [(product, nil)] }
    let goods = try goodsAsked(slots).goods
    guard goods != .all || slots[.scope] != nil else {
      throw Refusal(
        Reply(voice.say(AskPhrase.product)), awaiting: .slot(.product))
    }
    return try await shop.search("", of: goods, limit: nil, session).products
      .map { ($0, nil) }
  }

  /// Those of `meant` that are not said to stay as they are.
  fileprivate func leavingOut(
    _ meant: [(product: Product, price: Money?)], _ slots: Slots
  ) async throws -> [(product: Product, price: Money?)] {
    let leftOut = try goodsLeftOut(slots)
    guard !leftOut.isEmpty else { return meant }
    let others = try await shop.search("", of: GoodsSelection(except: leftOut), limit: nil, session)
    let ids = Set(others.products.map(\.id))
    return meant.filter { ids.contains($0.product.id) }
  }

  /// A product with its prices from then on.
  fileprivate func repriced(_ product: Product, at price: Money?, _ slots: Slots) throws -> PricePlan.Line {
    let wholesale = product.prices.wholesale
    let old = slots.sayWholesale ? wholesale?.price ?? product.prices.sale : product.prices.sale
    let raised =
      try slots[.change].map { old + (try money($0)) }
      ?? slots[.changePercent].map { old + old.percent(try percent($0)) }
    guard let new = try price ?? slots[.price].map(money) ?? raised else {
      throw Refusal(
        Reply(voice.say(AskPhrase.newPrice, ["product": product.name])),
        awaiting: .slot(.price))
    }
    guard slots.sayWholesale else { return (product, try product.prices.selling(at: new)) }
    let said = slots[.wholesaleFrom].map { Quantity(thousandths: $0.thousandths) }
    guard let quantity = said ?? wholesale?.quantity else {
      throw Refusal(
        Reply(voice.say(RepricePhrase.wholesaleFrom)),
        awaiting: .slot(.wholesaleFrom))
    }
    let prices = try Prices(
      sale: product.prices.sale, cost: product.prices.cost,
      wholesale: Prices.Wholesale(price: new, quantity: quantity))
    return (product, prices)
  }
}

extension Slots {
  /// Whether a wholesale price is meant, of which alone it is said from how many units on it holds.
  fileprivate var sayWholesale: Bool { self[.priceType] == "wholesale" || self[.wholesaleFrom] != nil }

  /// Whether they say what something is to cost, or by how much that changes.
  fileprivate var saysPrice: Bool {
    self[.price] != nil || self[.change] != nil || self[.changePercent] != nil
  }
}
