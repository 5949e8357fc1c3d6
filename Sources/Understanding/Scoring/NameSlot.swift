internal import Inventory

extension SlotFiller {
  /// The name of what is to be created: behind the words that say so, or between them and «como proveedor».
  func fillName(_ slots: inout Slots) {
    guard rule.slots.contains("name"), !rule.intent.isOfNames else { return }
    let owner = ownerOfPhone
    let known = analysis.names.first { $0.kind == .customer && owner?.overlaps($0.words) ?? false }
    if let known {
      slots[.name] = analysis.name(of: known)
      return
    }
    guard let words = owner ?? nameBehind ?? nameBetween else { return }
    slots[.name] = analysis.sentence.typed(words)
  }

  /// «categoría golosinas», «proveedor Pil»: where a new product is said to belong, though the shop has none of that
  /// name.
  func fillGroups(_ slots: inout Slots) {
    guard rule.intent == .createProduct else { return }
    if slots[.category] == nil { slots[.category] = group(behind: .categoryWord) }
    if slots[.supplier] == nil { slots[.supplier] = group(behind: .supplierWord) }
  }

  private func group(behind cue: KnownConcept) -> String? {
    let words = analysis.sentence.words
    guard let cue = words.indices.first(where: { isHere($0..<$0 + 1) && analysis.bears(cue, $0) }) else {
      return nil
    }
    var start = cue + 1
    while start < words.count, words[start].gap == .space, isGlue(start), !words[start].isCapitalised {
      start += 1
    }
    var end = start
    while end < words.count, words[end].gap == .space, words[end].value == nil, !leadsToNumber(end),
      end == start || !leadsToGroup(end), !codeWords.contains(end)
    {
      end += 1
    }
    return end > start ? analysis.sentence.typed(start..<end) : nil
  }

  /// «apuntá el celular de *Juan*: 70012345», «el cel de *Juan Pérez* es 70012345».
  private var ownerOfPhone: Range<Int>? {
    let words = analysis.sentence.words
    guard rule.intent == .createCustomer, creates == 0, let phone,
      let cue = words.indices.first(where: { analysis.bears(.phoneWord, $0) }), cue < phone.lowerBound
    else { return nil }
    var (start, end) = (cue + 1, phone.lowerBound)
    while start < end, isIntroduction(start) { start += 1 }
    while end > start, isSmall(end - 1) || analysis.bears(.copula, end - 1) { end -= 1 }
    return end > start ? start..<end : nil
  }

  /// The words of a new product's name, whose numbers are sizes.
  var nameWordsOfNew: WordSet {
    guard rule.intent == .createProduct, let name = nameBehind ?? nameBetween else { return 0 }
    return analysis.words(of: name)
  }

  /// «nuevo cliente Juana Ríos», «shampoo 400 ml»: the words up to a number that is no size, or a comma.
  private var nameBehind: Range<Int>? {
    let words = analysis.sentence.words
    var start =
      (words.indices.last { position in
        creates.contains(position) && (!words[position].isCapitalised || position == 0)
          && !isNumber(position) && !leadsToNumber(position)
      } ?? -1) + 1
    let takesBack = start == 0
    while start < words.count, isIntroduction(start) || takesBack && isRetraction(start) { start += 1 }
    let contact = contactStart
    let limit = contact.map { max($0, start) } ?? words.count
    var end = start
    while end < limit, end == start || words[end].gap == .space, !isNumber(end) || isSize(end),
      !leadsToNumber(end), !leadsToGroup(end), !codeWords.contains(end)
    {
      end += 1
    }
    while end > start, isSmall(end - 1) || contact != nil && leadsToContact(end - 1) {
      end -= 1
    }
    return end > start ? start..<end : nil
  }

  /// «agregá a Pedro Pérez como cliente», «add Julio to my customers».
  private var nameBetween: Range<Int>? {
    let words = analysis.sentence.words
    guard let kind = words.indices.last(where: { kinds.contains($0) }) else { return nil }
    var end = kind
    while end > 0, !words[end - 1].isCapitalised, isGlue(end - 1) { end -= 1 }
    var start = end
    while start > 0, words[start].gap == .space || start == end,
      !isGlue(start - 1) || words[start - 1].isCapitalised,
      !creates.contains(start - 1), !analysis.bears(.register, start - 1)
    {
      start -= 1
    }
    return end > start && start > 0 ? start..<end : nil
  }

  /// The words that say that something is to be created.
  private var creates: WordSet {
    analysis.concepts([.newProduct, .newSupplier, .newCustomer, .create])
  }

  private var kinds: WordSet {
    analysis.words(saying: [.supplierWord, .customerWord, .productWord])
  }

  /// Whether a word only leads over to the name: «que se llama», «el artículo».
  private func isIntroduction(_ position: Int) -> Bool {
    !analysis.sentence.words[position].isCapitalised
      && (isGlue(position) || kinds.contains(position) || analysis.bears(.named, position)
        || analysis.bears(.create, position))
  }

  private func isSmall(_ position: Int) -> Bool {
    analysis.costs[position] == 0 && !analysis.sentence.words[position].isCapitalised
  }

  /// «no», «perdón», ahead of the name that is right.
  private func isRetraction(_ position: Int) -> Bool {
    analysis.bears([.deny, .rather, .repair], position)
  }

  private func isGlue(_ position: Int) -> Bool { analysis.glue.contains(position) }

  /// «400 ml», «x20», «100 hojas»: a number that tells a product, where another one is led to as its price.
  private func isSize(_ position: Int) -> Bool {
    let words = analysis.sentence.words
    guard rule.intent == .createProduct else { return false }
    if analysis.sentence[position].first == UInt8(ascii: "x") { return true }
    if position > 0, isTimes(position - 1) { return true }
    guard position + 1 < words.count, words[position + 1].gap == .space,
      !analysis.bears(.currency, position + 1)
    else { return false }
    let isPricedLater = (position + 1..<words.count).contains { leadsToNumber($0) || words[$0].isMoney }
    return SizeUnit(analysis.sentence[position + 1]) != nil
      || isPricedLater && !words[position].isMoney && !analysis.bears(.units, position + 1)
  }

  private func isNumber(_ position: Int) -> Bool {
    analysis.sentence.words[position].kind == .number
  }

  private func leadsToGroup(_ position: Int) -> Bool {
    rule.intent == .createProduct && !analysis.sentence.words[position].isCapitalised
      && analysis.bears([.categoryWord, .supplierWord], position)
  }

  /// «caja x 100»: the sign ahead of how many a package holds.
  private func isTimes(_ position: Int) -> Bool {
    rule.intent == .createProduct && analysis.sentence.typed(position..<position + 1).lowercased() == "x"
  }

  /// Whether a word leads over to a number: «a 25», «precio 8».
  private func leadsToNumber(_ position: Int) -> Bool {
    !isTimes(position) && position + 1 < analysis.sentence.words.count && isNumber(position + 1)
      && (isGlue(position)
        || analysis.bears([.price, .priceType, .idWord, .minimumWord, .maximumWord], position))
      || leadsToLimit(position)
  }

  /// «stock mínimo 10», ahead of the minimum or the maximum of a new product.
  private func leadsToLimit(_ position: Int) -> Bool {
    takes("minimum")
      && analysis.tags.contains { tag in
        guard case .cue(let role, isAhead: false) = analysis.meaning(of: tag) else { return false }
        return (role == .minimum || role == .maximum) && tag.words.lowerBound == position
          && analysis.follows(tag.words.upperBound) && isNumber(tag.words.upperBound)
      }
  }
}
