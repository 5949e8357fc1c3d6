internal import Inventory

/// Who buys, pays, or has something set aside.
extension SlotFiller {
  /// Puts the customer in the slot: by the name that the shop has where exactly that was said, or where it is only
  /// asked about; else as it was typed, for whoever writes it down to see whether somebody is called so.
  func fillCustomer(_ slots: inout Slots) {
    guard takes("customer"), rule.intent != .cancelSale || slots[.account] != nil else { return }
    let seller = spokenSeller
    let mention = analysis.names.last {
      $0.kind == .customer && isHere($0.words) && !(seller?.overlaps($0.words) ?? false)
    }
    let name = mention.map { analysis.name(of: $0) }
    guard rule.intent.isDeed, rule.intent != .cancelSale, slots[.account] == nil || name == nil else {
      let other = mention.flatMap { isSomebodyElse($0) ? analysis.sentence.typed($0.words) : nil }
      slots[.customer] = other ?? name ?? spokenCustomer.map(analysis.sentence.typed)
      return
    }
    let several = spokenCustomers
    if several.count > 1 {
      slots[.customerAny] = several.map { analysis.sentence.typed(wholeName($0)) }
      return
    }
    let exact = mention.flatMap { $0.isExact && !isSomebodyElse($0) ? $0.words : nil }
    guard let words = (exact ?? spokenCustomer).map(wholeName) else { return }
    slots[.customer] = words == exact ? name : analysis.sentence.typed(words)
  }

  /// Whether somebody else is named than the one who is nearly called so: «Juan», where the shop knows a Juana.
  func isSomebodyElse(_ mention: NameMention) -> Bool {
    let known = Normalizer.normalize(analysis.name(of: mention)).words
    return mention.words.contains { position in
      let said = analysis.sentence[position]
      return !known.contains(said) && known.contains { $0.withoutVowel == said.withoutVowel }
    }
  }

  /// «a Marta», «to Luis»: whoever stands behind a word of giving, when goods are sold.
  var spokenCustomer: Range<Int>? {
    guard takes("customer") else { return nil }
    let people = analysis.names.filter { $0.kind == .employee || $0.kind == .customer }.map(\.words)
    let things = analysis.things.filter { !analysis.bears(.cashMoney, $0.lowerBound) }
    let seller = spokenSeller
    let candidates = (things + people).filter { !(seller?.overlaps($0) ?? false) }
    switch rule.intent {
    case .registerPayment: return candidates.first(where: isHere) ?? misreadName ?? writtenName ?? payer
    case .customerDebt, .customers, .layaways, .cancelSale:
      return candidates.first(where: isHere) ?? misreadName
    default: break
    }
    let spoken = candidates.first { range in
      guard isHere(range), range.lowerBound > 0 else { return false }
      let before = range.lowerBound - 1
      return leadsToSomebody(before)
        || before > 0 && leadsToSomebody(before - 1) && analysis.costs[before] == 0
    }
    return spoken ?? writtenName ?? soldTo ?? trusted
  }

  /// «fiado a carmen»: whoever stands behind what is owed, though the word may be a slip of another.
  private var trusted: Range<Int>? {
    let words = analysis.sentence.words
    guard rule.intent.isDeed else { return nil }
    return words.indices.dropFirst(2).first { position in
      isHere(position..<position + 1) && analysis.bears(.onCredit, position - 2)
        && analysis.bears(.toward, position - 1) && words[position].kind == .word
        && words[position].value == nil && !analysis.glue.contains(position)
        && !analysis.products.contains { $0.words.contains(position) }
    }.map { $0..<$0 + 1 }
  }

  /// «¿cuánto le vendí a vero?», «… a mi vecina»: whoever stands behind the verb, whatever else the word may be.
  private var soldTo: Range<Int>? {
    let words = analysis.sentence.words
    guard !rule.intent.isDeed,
      let verb = words.indices.first(where: {
        isHere($0..<$0 + 1) && analysis.bears([.sell, .sold], $0) && analysis.bears(.toThem, $0 - 1)
      }), analysis.bears(.toward, verb + 1)
    else { return nil }
    var name = verb + 2
    while analysis.bears([.placeWord, .mine], name) { name += 1 }
    let claimed = [Lexicon.Feature.branch, .supplier, .period].reduce(WordSet(0)) {
      $0 | analysis.feature($1)
    }
    guard name < words.count, words[name].kind == .word, words[name].value == nil, !claimed.contains(name),
      !analysis.bears([.customerWord, .each, .allOf, .payment, .price, .which], name),
      analysis.concepts([.onCredit, .payment, .inFull]) & (1 << WordSet(name)) == 0
    else { return nil }
    return name..<name + 1
  }

  /// «a Juana y a Marta», «a Juana y Marta»: those that are named one after the other.
  private var spokenCustomers: [Range<Int>] {
    guard let first = spokenCustomer else { return [] }
    var named = [first]
    for name in analysis.names.sorted(by: { $0.words.lowerBound < $1.words.lowerBound })
    where name.kind == .customer && isHere(name.words) && named.allSatisfy({ !$0.overlaps(name.words) }) {
      let (before, after) =
        name.words.lowerBound > first.lowerBound ? (named[named.count - 1], name.words) : (name.words, first)
      let between = before.upperBound..<after.lowerBound
      let isJoined = between.contains { analysis.bears(.and, $0) }
      let isNextTo = between.allSatisfy { analysis.bears(.and, $0) || leadsToSomebody($0) }
      // «una para Marta y otra para Rosa»
      if isJoined, isNextTo || leadsToSomebody(after.lowerBound - 1) {
        named.append(name.words)
      }
    }
    return named.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Whether somebody is named behind a word: «a», «para», «doña».
  private func leadsToSomebody(_ position: Int) -> Bool {
    let leads = analysis.concept(.toward) | analysis.concept(.customerWord)
    return leads.contains(position) || rule.intent.isDeed && analysis.bears(.forWhom, position)
      || analysis.bears(.customerWord, position)
  }

  /// A name that is one slip from a word of the language, where somebody must have been named: «Marta».
  private var misreadName: Range<Int>? {
    let words = analysis.sentence.words
    return words.indices.first { isHere($0..<$0 + 1) && words[$0].isCorrected && words[$0].isCapitalised }
      .map { $0..<$0 + 1 }
  }

  /// A name that is a word of the language too, where somebody is named: «a Ana», «doña flor».
  private var writtenName: Range<Int>? {
    let words = analysis.sentence.words
    let hasSmallLetters = words.dropFirst().contains { $0.kind == .word && !$0.isCapitalised }
    return words.indices.dropFirst().first { position in
      guard isHere(position..<position + 1), leadsToSomebody(position - 1), mayBeName(position) else {
        return false
      }
      // «el cliente pregunta por su pedido» names nobody.
      let isAddressed =
        analysis.bears(.customerWord, position - 1)
        && (words[position].isCapitalised || !analysis.free.contains(position))
      return isAddressed || words[position].isCapitalised && hasSmallLetters || isCustomers(position)
    }.map { $0..<$0 + 1 }
  }

  /// Whether a word is part of a customer's name, or of several.
  private func isCustomers(_ position: Int) -> Bool {
    !analysis.index.customers.matcher.exact(analysis.sentence[position]).isEmpty
  }

  /// «rosa me pagó 20», «me pagó rosa»: who stands beside the verb.
  private var payer: Range<Int>? {
    let words = analysis.sentence.words
    guard let verb = words.indices.first(where: { analysis.bears(.paidPart, $0) }) else { return nil }
    var end = verb
    while end > 0, analysis.free.contains(end - 1) { end -= 1 }
    var start = end
    while start > 0, mayBeName(start - 1), !analysis.free.contains(start - 1) { start -= 1 }
    if start < end { return start..<end }
    let next = verb + 1
    guard next < words.count, mayBeName(next), !analysis.free.contains(next) else { return nil }
    return next..<next + 1
  }

  /// Whether a word may be a name: no number, no goods, no day, and nothing that the language has much use for.
  private func mayBeName(_ position: Int) -> Bool {
    let word = analysis.sentence.words[position]
    let claimed =
      analysis.words(of: analysis.products.filter(\.hasHead)) | analysis.feature(.period)
      | analysis.feature(.branch)
    return word.kind == .word && word.value == nil && !claimed.contains(position)
      && !analysis.bears(.customerWord, position) && !analysis.bears(.copula, position)
      && !analysis.bears([.paidPart, .sold, .bought, .payment], position)
      && (analysis.costs[position] <= 0.25 || word.form < 0 || analysis.lexicon.isForeign(word.form)
        || analysis.bears(.attribute, position))
  }

  /// The name with what is written on to it: the «López» of «Juana López», whom nobody knows.
  func wholeName(_ name: Range<Int>) -> Range<Int> {
    let words = analysis.sentence.words
    var (start, end) = (name.lowerBound, name.upperBound)
    while start > 0, words[start].gap == .space, words[start - 1].isCapitalised, words[start - 1].isCorrected
    {
      start -= 1
    }
    while end < words.count, words[end].gap == .space, isPartOfName(end) { end += 1 }
    return start..<end
  }

  private func isPartOfName(_ position: Int) -> Bool {
    let words = analysis.sentence.words
    let isSmall = analysis.glue.contains(position) && !words[position].isCapitalised
    if isSmall {
      return position + 1 < words.count && words[position + 1].gap == .space
        && words[position + 1].isCapitalised && analysis.bears(.joins, position) && mayBeName(position + 1)
    }
    guard mayBeName(position), !analysis.bears([.idWord, .phoneWord], position) else { return false }
    let isUnknown = analysis.things.contains { $0.contains(position) } && !analysis.products.isEmpty
    return words[position].isCapitalised || isUnknown
  }
}

extension ArraySlice<UInt8> {
  /// A name without the vowel by which «Juana» and «Juan», «Lucía» and «Lucio» differ.
  fileprivate var withoutVowel: ArraySlice<UInt8> {
    last.map { [UInt8(ascii: "a"), UInt8(ascii: "o")].contains($0) } ?? false ? dropLast() : self
  }
}
