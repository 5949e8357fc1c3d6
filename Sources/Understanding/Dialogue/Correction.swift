internal import Inventory

/// What a message changes in the proposal that stands: «eran 3», «a Rosa», «pero 48 de crema», «sin el tinte».
struct Correction {
  let analysis: Analysis
  let rule: IntentRules.Rule
  let context: Context

  /// The request proposed with this message's changes; nil when it changes nothing.
  func request(_ words: WordSet) -> Request? {
    var slots = context.slots
    if let items = slots[.items] {
      guard let changed = corrected(items, words) else { return nil }
      slots[.items] = changed.items
      slots = slots.corrected(by: changed.others)
    } else {
      slots = slots.corrected(by: goingOn(with: found(rule.slots, words)))
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

  private func corrected(_ items: [ItemMention], _ words: WordSet) -> (items: [ItemMention], others: Slots)? {
    let numeric = Set(NumberRole.allCases.map(\.rawValue))
    let others = found(
      rule.slots.filter { !["items", "product"].contains($0) && !numeric.contains($0) }, words)
    let said =
      others[.customer] == nil && others[.supplier] == nil
      ? found(["items"], words)[.items]?.filter(\.isMeant) ?? [] : []
    if said.isEmpty { return withNumbers(items, others, words) }
    var items = items
    for mention in said {
      let place = items.firstIndex { mention.product.mayBe($0.product) }
      switch place {
      case let place? where isTakenOut && mention.quantity == nil: items.remove(at: place)
      case let place?:
        items[place].quantity = mention.quantity ?? items[place].quantity
        items[place].price = mention.price ?? items[place].price
      case nil where isTakenOut && mention.quantity == nil: return nil
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
    return items.isEmpty ? nil : (items, others)
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
    guard analysis.sentence.words.contains(where: { $0.value != nil && !$0.isArticle }) else {
      return (items, others)
    }
    var (items, others) = (items, others)
    let numbers = found(
      ["qty", "price", "total", "tendered", "payments"].filter { $0 == "qty" || takes($0) }, words)
    for name in ["total", "tendered"] { others[name] = numbers[name] ?? others[name] }
    if items.count == 1 {
      items[0].quantity = numbers[.quantity] ?? items[0].quantity
      items[0].price = numbers[.price] ?? items[0].price
    } else {
      others[.quantity] = numbers[.quantity]
    }
    return (items, others)
  }

  private func takes(_ slot: String) -> Bool {
    rule.slots.contains(slot) || slot == "price" && rule.slots.contains("items")
  }

  /// Whether a line is to go: «quita el tinte», «sin el tinte».
  private var isTakenOut: Bool {
    analysis.tags.contains { tag in
      if case .slot("mode", "decrease") = analysis.lexicon.concepts[Int(tag.concept)].meaning { return true }
      return false
    } || analysis.concept("without") != 0
  }
}

extension ItemMention {
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
