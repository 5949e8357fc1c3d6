internal import Inventory

/// What a message changes in the proposal that stands: «eran 3», «a Rosa», «pero 48 de crema», «sin el tinte».
struct Correction {
  let analysis: Analysis
  let rule: IntentRules.Rule
  let context: Context

  /// The request proposed with this message's changes; nil when it changes nothing.
  func request(_ words: WordSet) -> Request? {
    var slots = context.slots
    if let items = slots[.items], rule.slots.contains("items") {
      guard let changed = corrected(items, words) else { return nil }
      slots[.items] = changed.items
      slots = slots.corrected(by: changed.others)
      if analysis.dropsDiscount { (slots[.discount], slots[.discountPercent]) = (nil, nil) }
    } else {
      let found = ofNew(goingOn(with: found(rule.slots, words)))
      slots = slots.corrected(by: found)
      if found[.product] != nil || found[.productAny] != nil {
        (slots[.items], slots[.category]) = (nil, nil)
      }
    }
    return slots == context.slots ? nil : Request(intent: context.intent, slots: slots)
  }

  /// «mejor 3», of a price that was to go down by 5: by 3.
  private func goingOn(with found: Slots) -> Slots {
    guard let change = context.slots[.change], let amount = found[.price], !leadsToPrice else { return found }
    var found = found
    found[.price] = nil
    found[.change] = .init(thousandths: change.thousandths < 0 ? -amount.thousandths : amount.thousandths)
    return found
  }

  /// «agregá 20 de esos», «cuesta 3», of a new product: how many there are, and what it costs the shop where its price
  /// is said already.
  func ofNew(_ found: Slots) -> Slots {
    guard context.intent == .createProduct, let number = found[.price] else { return found }
    var found = found
    if says("minimum_word") || says("maximum_word") {
      found[.price] = nil
    } else if found[.cost] == nil, let price = context.slots[.price], number < price, says("costs"),
      !says("deny") || context.slots[.cost] != nil
    {
      (found[.cost], found[.price]) = (number, nil)
    } else if found[.quantity] == nil, !leadsToPrice,
      ["adds", "receive", "have", "units"].contains(where: says)
    {
      (found[.quantity], found[.price]) = (number, nil)
    }
    return found
  }

  private func says(_ concept: String) -> Bool {
    analysis.sentence.words.indices.contains { analysis.bears(concept, $0) }
  }

  /// Whether the words ahead of a number make it a price: «a 30».
  private var leadsToPrice: Bool {
    analysis.tags.contains { tag in
      guard case .cue(.price, _) = analysis.lexicon.concepts[Int(tag.concept)].meaning else { return false }
      let next = tag.words.upperBound
      return next < analysis.sentence.words.count && analysis.sentence.words[next].value != nil
    }
  }

  private func found(_ slots: [String], _ words: WordSet) -> Slots {
    let asked = IntentRules.Rule(intent: rule.intent, slots: slots, fitting: rule.fitting)
    return SlotFiller(analysis: analysis, rule: asked, words: words).slots()
  }

  /// What the message says of lines, each in doubt taken for one of those proposed where it may be one alone.
  private func lines(_ words: WordSet) -> [ItemMention] {
    var analysis = analysis
    analysis.settle(on: context.slots.itemNames)
    let slots = ["items", "discount", "discount_pct"].filter { $0 == "items" || rule.slots.contains($0) }
    let asked = IntentRules.Rule(intent: rule.intent, slots: slots, fitting: rule.fitting)
    let found = SlotFiller(analysis: analysis, rule: asked, words: words).slots()
    var lines = found[.items] ?? []
    if lines.count == 1 {
      lines[0].discount = found[.discount]
      lines[0].discountPercent = found[.discountPercent]
    }
    return lines.filter(\.isMeant)
  }

  private func corrected(_ items: [ItemMention], _ words: WordSet) -> (items: [ItemMention], others: Slots)? {
    let numeric = Set(NumberRole.allCases.map(\.rawValue))
    let others = found(
      rule.slots.filter { !["items", "product"].contains($0) && !numeric.contains($0) }, words)
    let said =
      others[.customer] == nil && others[.supplier] == nil ? lines(words) : []
    if said.isEmpty { return withNumbers(items, others, words) }
    let step = UnitStep(analysis, words)
    if let swapped = swapped(said, in: items) { return (swapped, others) }
    var items = items
    for mention in said {
      let place = items.firstIndex { mention.product.mayBe($0.product) }
      switch place {
      case let place? where isTakenOut && !mention.isDiscounted && mention.quantity == nil:
        items.remove(at: place)
      case let place?
      where step.map { mention.quantity != nil || $0.isAnother } ?? false && mention.price == nil:
        items[place].quantity = step?.applied(to: items[place].quantity, of: mention.quantity)
      case let place?:
        if isWithoutDiscount { items[place].dropDiscount() }
        items[place].correct(by: mention)
      case nil where isTakenOut && mention.quantity == nil || (step?.change ?? 0) < 0: return nil
      case nil where items.count == 1 && (mention.quantity == nil || analysis.concept("deny") != 0):
        items[0].product = mention.product
        items[0].quantity = mention.quantity ?? items[0].quantity
      case nil:
        if let instead = lineMeantInstead(of: mention, in: items) {
          items[instead].product = mention.product
        } else {
          items.append(mention)
        }
      }
    }
    return items.isEmpty ? nil : (items.withoutEmptied, others)
  }

  /// «cambiá la escoba por un trapeador»: the lines with one product in the place of another.
  private func swapped(_ said: [ItemMention], in items: [ItemMention]) -> [ItemMention]? {
    guard said.count == 2, analysis.concept("swap") != 0,
      let old = items.firstIndex(where: { item in said.contains { $0.product.mayBe(item.product) } }),
      case let others = said.filter({ !$0.product.mayBe(items[old].product) }), others.count == 1
    else { return nil }
    var items = items
    items[old] = ItemMention(
      product: others[0].product, quantity: others[0].quantity ?? items[old].quantity, price: others[0].price)
    return items
  }

  /// «no, la de manos»: the one line whose product's name begins like that of another that is named in its place.
  private func lineMeantInstead(of mention: ItemMention, in items: [ItemMention]) -> Int? {
    guard analysis.concept("deny") != 0, mention.quantity == nil, let kind = mention.product.kind else {
      return nil
    }
    let alike = items.indices.filter { items[$0].product.kind == kind }
    return alike.count == 1 ? alike[0] : nil
  }

  /// A number beside no product: how many, where there is one line, or whatever the words beside it say it is.
  private func withNumbers(
    _ items: [ItemMention], _ others: Slots, _ words: WordSet
  ) -> (items: [ItemMention], others: Slots)? {
    var (items, others) = (items, others)
    if let step = UnitStep(analysis, words), let last = items.indices.last {
      items[last].quantity = step.applied(to: items[last].quantity)
      return (items.withoutEmptied, others)
    }
    if analysis.dropsDiscount {
      for index in items.indices { items[index].dropDiscount() }
      return (items, others)
    }
    guard analysis.sentence.words.contains(where: { $0.value != nil && !$0.isArticle }) else {
      return (items, others)
    }
    let ofWhole = ["total", "tendered", "discount", "discount_pct"]
    var numbers = found((["qty", "price", "payments"] + ofWhole).filter { $0 == "qty" || takes($0) }, words)
    for name in ofWhole { others[name] = numbers[name] ?? others[name] }
    if numbers[.price] == nil, speaksOfPrice {
      (numbers[.price], numbers[.quantity]) = (numbers[.quantity], nil)
    } else if numbers[.total] == nil, takes("total"), charges {
      (others[.total], numbers[.quantity]) = (numbers[.quantity], nil)
    } else if takes("discount"), numbers[.price] == nil, let off = analysis.moneyOff {
      (others[.discount], numbers[.quantity]) = (numbers[.discount] ?? off, nil)
    }
    if items.count == 1 {
      if numbers[.discount] != nil || numbers[.discountPercent] != nil { items[0].dropDiscount() }
      items[0].quantity = numbers[.quantity] ?? items[0].quantity
      items[0].price = numbers[.price] ?? items[0].price
    } else {
      (others[.quantity], others[.price]) = (numbers[.quantity], numbers[.price])
    }
    return (items, others)
  }

  /// «el precio era 6»; «vale, eran 3» agrees.
  private var speaksOfPrice: Bool {
    analysis.sentence.words.indices.contains {
      analysis.bears("price", $0) && !analysis.bears("affirm", $0) && !analysis.bears("charge", $0)
    }
  }

  /// «cobrale 40»: what the whole is to come to.
  private var charges: Bool {
    analysis.sentence.words.indices.contains { analysis.bears("charge", $0) }
  }

  private func takes(_ slot: String) -> Bool {
    rule.slots.contains(slot) || slot == "price" && rule.slots.contains("items")
  }

  /// «el shampoo sin descuento»: the line stays, at its own price.
  private var isWithoutDiscount: Bool {
    analysis.sentence.words.indices.contains {
      analysis.bears("without", $0) && analysis.bears("lowers", $0 + 1)
    }
  }

  /// Whether a line is to go: «quita el tinte», «sin el tinte».
  private var isTakenOut: Bool {
    guard !isWithoutDiscount else { return false }
    return analysis.concept("without") != 0 || analysis.takesFrom
  }
}

extension Slots {
  /// The known products of their lines.
  fileprivate var itemNames: [String] {
    (self[.items] ?? []).compactMap { item in
      if case .known(let name) = item.product { name } else { nil }
    }
  }
}

extension [ItemMention] {
  /// Without lines of which nothing is left, where there are others.
  fileprivate var withoutEmptied: Self {
    let left = filter { $0.quantity?.thousandths != 0 }
    return left.isEmpty ? self : left
  }
}

extension ItemMention {
  fileprivate var isDiscounted: Bool { discount != nil || discountPercent != nil }

  fileprivate mutating func dropDiscount() { (discount, discountPercent) = (nil, nil) }

  /// Takes what `newer` says of the same product; of a price and a discount the newer stands.
  fileprivate mutating func correct(by newer: ItemMention) {
    quantity = newer.quantity ?? quantity
    if newer.price != nil { dropDiscount() }
    price = newer.price ?? price
    if newer.isDiscounted { (discount, discountPercent) = (newer.discount, newer.discountPercent) }
  }

  /// Whether it may be a line: a lone word that names nothing is a slip.
  fileprivate var isMeant: Bool {
    if case .unknown = product { return quantity != nil }
    return true
  }
}

extension ProductMention {
  /// The first word of a known name.
  fileprivate var kind: ArraySlice<UInt8>? {
    guard case .known(let name) = self else { return nil }
    return Normalizer.normalize(name).words.first
  }

  /// Whether these words may mean the product of that line.
  fileprivate func mayBe(_ other: ProductMention) -> Bool {
    guard case .known(let name) = other else { return self == other }
    return switch self {
    case .known(let said): said == name
    case .ambiguous(let names): names.contains(name)
    case .unknown: false
    }
  }
}
