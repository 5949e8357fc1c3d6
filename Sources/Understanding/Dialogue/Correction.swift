internal import Inventory

/// What a message changes in the proposal that stands: «eran 3», «a Rosa», «pero 48 de crema», «sin el tinte».
struct Correction {
  let analysis: Analysis
  let rule: IntentRules.Rule
  private(set) var context: Context
  /// The words that count.
  private(set) var words: WordSet
  /// Whether they open the message.
  private var isOpening = true

  /// What `words` of a message change, each product in doubt taken for one of those proposed where it may be one alone.
  init(_ analysis: Analysis, _ rule: IntentRules.Rule, _ context: Context, _ words: WordSet) {
    var analysis = analysis
    if !rule.intent.createsSomething {
      let names = context.slots.names
      analysis.releaseCounts()
      analysis.settle(on: names)
      analysis.addParts(of: names)
    }
    (self.analysis, self.rule, self.context) = (analysis, rule, context)
    self.words = words & ~analysis.numbersDenied(of: context)
  }

  /// The request proposed with this message's changes; nil when it changes nothing.
  var request: Request? {
    if let (one, other) = halves ?? countAndMore {
      var rest = other
      guard let first = one.request else { return nil }
      rest.context.slots = first.slots
      return rest.request ?? first
    }
    var slots = context.slots
    if let items = slots[.items], rule.slots.contains("items") {
      guard let changed = corrected(items) else { return nil }
      slots[.items] = changed.items
      // What packages come to follows their number; any other sum was said of the lines as they were.
      let isOfOthers = slots[.packages] == nil && items != changed.items
      if isOfOthers || zip(items, changed.items).contains(where: { $0.price != $1.price }) {
        slots[.total] = nil
      }
      slots.followPackages(from: items)
      slots = slots.corrected(by: changed.others)
      if analysis.dropsDiscount { (slots[.discount], slots[.discountPercent]) = (nil, nil) }
    } else {
      let found = ofNew(goingOn(with: found(rule.slots)))
      slots = slots.corrected(by: found)
      if found[.product] != nil || found[.productAny] != nil {
        (slots[.items], slots[.category]) = (nil, nil)
      }
    }
    return slots == context.slots ? nil : Request(intent: context.intent, slots: slots)
  }

  /// «mejor 3», «mejor 20 %», of a price that was to go down by 5: by 3, by 20 %.
  private func goingOn(with found: Slots) -> Slots {
    let verbs = PriceVerbs(analysis)
    if let before = context.slots[.changePercent], before.thousandths < 0,
      let percent = found[.changePercent],
      verbs.ups.isEmpty, verbs.downs.isEmpty
    {
      var found = found
      found[.changePercent] = .init(thousandths: -abs(percent.thousandths))
      return found
    }
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
    if says(.minimumWord) || says(.maximumWord) {
      found[.price] = nil
    } else if found[.cost] == nil, let price = context.slots[.price], number < price, says(.costs),
      !says(.deny) || context.slots[.cost] != nil
    {
      (found[.cost], found[.price]) = (number, nil)
    } else if found[.quantity] == nil, !leadsToPrice,
      says(.adds, .receive, .have, .units, .stock)
    {
      (found[.quantity], found[.price]) = (number, nil)
    }
    return found
  }

  /// «agregá 2 panes y sacá la leche»: what is added and what is taken out, each by itself.
  private var halves: (Correction, Correction)? {
    let said = { (concepts: [KnownConcept]) in
      analysis.sentence.words.indices.filter { position in
        words.contains(position) && !analysis.bears(.and, position) && analysis.bears(concepts, position)
      }
    }
    guard let adding = said([.addsOn, .adds]).first,
      let taking = said([.takesOff, .removes, .without]).first, adding != taking,
      case let joints = min(adding, taking) + 1...max(adding, taking),
      let joint = joints.last(where: {
        analysis.bears(.and, $0) || analysis.sentence.words[$0].gap != .space
      })
    else { return nil }
    return split(at: joint)
  }

  /// «mejor 2 y una leche»: how many of the one line, and another line.
  private var countAndMore: (Correction, Correction)? {
    guard context.slots[.items]?.count == 1, let goods = analysis.products.first?.words.lowerBound,
      let joint = (0..<goods).first(where: { words.contains($0) && analysis.bears(.and, $0) }),
      (0..<joint).contains(where: {
        words.contains($0) && analysis.sentence.words[$0].isNumber
      })
    else { return nil }
    return split(at: joint)
  }

  private func split(at joint: Int) -> (Correction, Correction) {
    var (one, other) = (self, self)
    one.words = words & analysis.words(of: 0..<joint)
    other.words = words & ~analysis.words(of: 0..<joint + 1)
    other.isOpening = false
    return (one, other)
  }

  private func says(_ concepts: KnownConcept...) -> Bool {
    analysis.words(bearing: concepts) & words != 0
  }

  /// Whether the words ahead of a number make it a price: «a 30».
  private var leadsToPrice: Bool {
    analysis.tags.contains { tag in
      guard case .cue(.price, _) = analysis.meaning(of: tag) else { return false }
      let next = tag.words.upperBound
      return next < analysis.sentence.words.count && analysis.sentence.words[next].value != nil
    }
  }

  func found(_ slots: [String]) -> Slots {
    let asked = IntentRules.Rule(intent: rule.intent, slots: slots, fitting: rule.fitting)
    return SlotFiller(analysis: analysis, rule: asked, words: words).slots()
  }

  /// What the message says of lines.
  var lines: [ItemMention] {
    let found = found(
      ["items", "discount", "discount_pct"].filter { $0 == "items" || rule.slots.contains($0) })
    var lines = found[.items] ?? []
    if rule.intent == .changePrice {
      for index in lines.indices { lines[index].price = lines[index].price ?? lines[index].quantity }
    }
    if lines.count == 1 {
      lines[0].discount = found[.discount]
      lines[0].discountPercent = found[.discountPercent]
    }
    return lines.filter(\.isMeant)
  }

  private func corrected(_ items: [ItemMention]) -> (items: [ItemMention], others: Slots)? {
    let numeric = Set(NumberRole.allCases.map(\.rawValue))
    let others = found(rule.slots.filter { !["items", "product"].contains($0) && !numeric.contains($0) })
    // Beside a name only what is counted is goods: «Rosa» may be a colour too.
    let isOfNames = others[.customer] != nil || others[.supplier] != nil
    let said = isOfNames ? lines.filter { $0.quantity != nil } : lines
    if said.isEmpty { return withNumbers(items, others) }
    let step = UnitStep(analysis, words)
    if isAnotherList(said, than: items) { return (said, others) }
    if let swapped = swapped(said, in: items) { return (swapped, others) }
    var items = items
    for mention in said {
      let place = items.firstIndex { mention.product.mayBe($0.product) }
      switch place {
      case let place? where isTakenOut && !mention.isDiscounted && mention.quantity == nil:
        items.remove(at: place)
      case let place? where says(.addsOn) && mention.quantity == nil && mention.price == nil:
        items[place].add(.init(1))
      case let place?
      where step.map { mention.quantity != nil || $0.isAnother } ?? false && mention.price == nil:
        if let step { items[place].count(step.applied(to: items[place].quantity, of: mention.quantity)) }
      case let place?:
        if isWithoutDiscount { items[place].dropDiscount() }
        items[place].correct(by: mention)
      case nil where isTakenOut && mention.quantity == nil || (step?.change ?? 0) < 0: return nil
      // «sumale azúcar»
      case nil where says(.addsOn) && mention.quantity == nil:
        items.append(ItemMention(product: mention.product, quantity: .init(1), price: mention.price))
      case nil where items.count == 1 && (mention.quantity == nil || denies):
        items[0].product = mention.product
        if let said = mention.quantity { items[0].count(said) }
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

  /// «no no, 2 jugos y una mantequilla»: another list, each of its goods counted, in the place of the whole.
  private func isAnotherList(_ said: [ItemMention], than items: [ItemMention]) -> Bool {
    let counted = said.filter { $0.quantity != nil }
    let isOfThese = said.allSatisfy { mention in items.contains { mention.product.mayBe($0.product) } }
    return denies && said.count > 1 && counted.count == said.count && !isOfThese && !isTakenOut
      && !says(.addsOn, .rather)
  }

  private var denies: Bool {
    analysis.concept(.deny) & words != 0 || isOpening && analysis.bears(.deny, 0)
  }

  /// «cambiá la escoba por un trapeador»: the lines with one product in the place of another.
  private func swapped(_ said: [ItemMention], in items: [ItemMention]) -> [ItemMention]? {
    guard said.count == 2, analysis.concept(.swap) & words != 0,
      let old = items.firstIndex(where: { item in said.contains { $0.product.mayBe(item.product) } }),
      case let others = said.filter({ !$0.product.mayBe(items[old].product) }), others.count == 1
    else { return nil }
    var items = items
    items[old] = ItemMention(
      product: others[0].product, quantity: others[0].quantity ?? items[old].quantity, price: others[0].price)
    return items
  }

  /// «no, la de manos», «la leche era deslactosada»: the one line whose product's name begins like that of another
  /// that is named in its place.
  private func lineMeantInstead(of mention: ItemMention, in items: [ItemMention]) -> Int? {
    guard denies || says(.rather), mention.quantity == nil, let kind = mention.product.kind else {
      return nil
    }
    let alike = items.indices.filter { items[$0].product.kind == kind }
    return alike.count == 1 ? alike[0] : nil
  }

  /// «el shampoo sin descuento»: the line stays, at its own price.
  private var isWithoutDiscount: Bool {
    analysis.sentence.words.indices.contains {
      words.contains($0) && analysis.bears(.without, $0) && analysis.bears(.lowers, $0 + 1)
    }
  }

  /// «el de frutilla no»: a no behind the goods, and nothing else.
  private var endsDenying: Bool {
    let last = analysis.sentence.words.count - 1
    return words.contains(last) && analysis.bears(.deny, last)
      && analysis.products.contains { $0.words.upperBound == last }
  }

  /// Whether a line is to go: «quita el tinte», «sin el tinte».
  private var isTakenOut: Bool {
    guard !isWithoutDiscount else { return false }
    return endsDenying || analysis.isNotTaken(in: words)
      || (analysis.concept(.without) | analysis.concept(.callsOff)) & words != 0
      || analysis.takesFrom(in: words)
  }
}

extension Slots {
  /// The known products that they are about.
  fileprivate var names: [String] {
    let ofLines = (self[.items] ?? []).compactMap { item in
      if case .known(let name) = item.product { name } else { nil }
    }
    return self[.product].map { [$0] } ?? ofLines
  }
}
