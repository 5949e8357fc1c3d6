internal import Inventory

/// What each number of a message stands for, once its intent is known.
struct NumberRoles {
  struct Assigned {
    let word: Int
    let role: NumberRole
    let value: SlotValue.Number
  }

  private(set) var assigned: [Assigned] = []

  init(_ analysis: Analysis, _ rule: IntentRules.Rule, _ words: WordSet, subjects: [Mention]) {
    let sentence = analysis.sentence
    var taken: WordSet = 0
    for product in analysis.products { taken |= analysis.words(of: product.words) }
    taken |= analysis.feature(.period) | (rule.slots.contains("folio") ? analysis.feature(.folio) : 0)
    let plain = rule.slots.compactMap(NumberRole.init).filter { $0 != .folio }
    for position in sentence.words.indices {
      let word = sentence.words[position]
      guard words & (1 << WordSet(position)) != 0, let value = word.value,
        taken & (1 << WordSet(position)) == 0
      else { continue }
      let cued = Self.cue(at: position, analysis, rule)
      if word.isArticle, rule.intent == .productPrice || analysis.isCompleted { continue }
      if word.isArticle, cued == nil, !Self.counts(position, subjects, rule, sentence) { continue }
      let countsGoods =
        Self.counts(position, subjects, rule, sentence) || follows(position, subjects, rule)
      let fallback = plain.first { role in !assigned.contains { $0.role == role } }
      let money: NumberRole? = word.isMoney ? plain.first { $0 != .quantity && $0 != .count } : nil
      guard let role = cued ?? (countsGoods ? .quantity : nil) ?? money ?? (word.isArticle ? nil : fallback)
      else {
        continue
      }
      if role == .threshold, value == 0 { continue }
      assigned.append(Assigned(word: position, role: role, value: .init(thousandths: value)))
    }
  }

  /// Whether a number right behind a product says how many: «queso x3».
  private func follows(_ position: Int, _ subjects: [Mention], _ rule: IntentRules.Rule) -> Bool {
    guard rule.slots.contains("qty") || rule.slots.contains("items"),
      let subject = subjects.first(where: { $0.words.upperBound == position })
    else { return false }
    return !assigned.contains {
      $0.role == .quantity && (-4..<0).contains($0.word - subject.words.lowerBound)
    }
  }

  /// The role that the words beside a number give it.
  private static func cue(at position: Int, _ analysis: Analysis, _ rule: IntentRules.Rule) -> NumberRole? {
    var best: NumberRole?
    for tag in analysis.tags {
      guard case .cue(let role, let isAhead) = analysis.lexicon.concepts[Int(tag.concept)].meaning else {
        continue
      }
      let isBeside =
        isAhead
        ? tag.words.lowerBound == position + 1
        : tag.words.upperBound == position
          || role != .register && tag.words.upperBound == position - 1 && isLight(position - 1, analysis)
      guard isBeside, let role = accepted(role, by: rule) else { continue }
      if best == nil || isAhead || tag.words.upperBound == position { best = role }
    }
    return best
  }

  private static func isLight(_ position: Int, _ analysis: Analysis) -> Bool {
    position >= 0 && analysis.costs[position] <= 0.06
  }

  /// `role`, or the one that this intent calls so: what is paid for goods received is their cost.
  private static func accepted(_ role: NumberRole, by rule: IntentRules.Rule) -> NumberRole? {
    if rule.slots.contains(role.rawValue) { return role }
    if role == .price, rule.slots.contains("items"), !rule.slots.contains("cost") { return .price }
    if role == .price, rule.slots.contains("cost") { return .cost }
    if role == .total, rule.slots.contains("price") { return .price }
    return nil
  }

  /// Whether a number says how many of the product behind it, with only its package between them.
  private static func counts(
    _ position: Int, _ subjects: [Mention], _ rule: IntentRules.Rule, _ sentence: Sentence
  ) -> Bool {
    guard rule.slots.contains("qty") || rule.slots.contains("items") else { return false }
    return subjects.contains { subject in
      let between = subject.words.lowerBound - position - 1
      guard between >= 0, between <= 3 else { return false }
      return sentence.words[(position + 1)..<(subject.words.lowerBound + 1)].allSatisfy { $0.gap == .space }
        && sentence.words[(position + 1)..<subject.words.lowerBound].allSatisfy { $0.value == nil }
    }
  }
}
