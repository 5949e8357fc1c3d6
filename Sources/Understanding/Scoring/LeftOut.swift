internal import Inventory

/// What a question leaves out: «¿qué repongo, sin el serum?», «menos las bebidas».
extension SlotFiller {
  func fillExcept(_ slots: inout Slots) {
    if rule.intent == .changePrice { return fillExcepted(&slots) }
    let named = analysis.named.filter { isHere($0) && isLeftOut($0) }
    var names: [String] = []
    for words in named {
      let name = nameInCatalogue(of: words) ?? analysis.sentence.typed(words)
      if !names.contains(name) { names.append(name) }
    }
    slots.leftOut = names
  }

  /// Whether goods or a name stand behind «sin» or «menos», an article between them or not, where a list is asked for;
  /// «sin azúcar» tells goods that are searched for.
  func isLeftOut(_ words: Range<Int>) -> Bool {
    if rule.intent == .changePrice { return analysis.excepted.words.contains(words.lowerBound) }
    return (rule.intent.isList || rule.intent == .salesSummary) && rule.intent != .productSearch
      && analysis.isLeftOut(words)
  }

  /// What of the shop is called so.
  func nameInCatalogue(of words: Range<Int>) -> String? {
    let known = analysis.names.filter { $0.words == words && $0.kind != .customer }
    if let name = known.first(where: \.isWhole) ?? known.first { return analysis.name(of: name) }
    guard case .known(let entry) = analysis.products.first(where: { $0.words == words })?.product else {
      return nil
    }
    return analysis.index.productNames[entry]
  }
}

extension Analysis {
  /// Whether goods or a name are left out of what is asked about.
  var leavesSomethingOut: Bool { (names.map(\.words) + products.map(\.words)).contains(where: isLeftOut) }

  /// The words that name goods, known or not, or something else of the shop, in order.
  fileprivate var named: [Range<Int>] {
    Array(Set(names.map(\.words) + products.map(\.words) + things)).sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Whether goods or a name stand behind «sin» or «menos», an article between them or not, or behind others that do:
  /// «sin tintes ni shampoos», «menos los tintes, los lácteos y Norte».
  func isLeftOut(_ words: Range<Int>) -> Bool {
    guard words.lowerBound > 0 else { return false }
    var cue = words.lowerBound - 1
    while cue > 0, !leavesOut(cue), isSmall(cue) { cue -= 1 }
    if leavesOut(cue) { return sentence.words[cue + 1].gap == .space }
    return named.last { $0.upperBound <= words.lowerBound }.map { before in
      joinsLeftOut(before.upperBound..<words.lowerBound) && isLeftOut(before)
    } ?? false
  }

  /// Whether nothing but «ni», «y» or a comma and small words stands there.
  private func joinsLeftOut(_ between: Range<Int>) -> Bool {
    let isJoint = { (position: Int) in self.bears([.and, .negation], position) }
    return (between.contains(where: isJoint) || sentence.words[between.upperBound].gap == .comma)
      && between.allSatisfy { isJoint($0) || isSmall($0) && !bears(.from, $0) }
  }

  /// The «los» or «contar» of «sin contar los tintes».
  private func isSmall(_ position: Int) -> Bool { glue.contains(position) || bears(.counting, position) }

  private func leavesOut(_ position: Int) -> Bool {
    bears([.without, .butNot], position) || concepts([.without, .butNot]).contains(position)
  }
}
