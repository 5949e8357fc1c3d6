internal import Inventory

/// Where something is, goes to or comes from.
extension SlotFiller {
  /// «del depósito a la sur»: what comes after a word of going is where to, after one of coming where from; the rest is
  /// the side that is left, and where to where it is needed there.
  func fillBranches(_ slots: inout Slots) {
    let branches = analysis.names.filter { $0.kind == .branch && isHere($0.words) && !isLeftOut($0.words) }
    guard takes("from") || takes("to") else {
      guard takes("branch") || rule.intent.isOfOneProduct && !rule.intent.isDeed else { return }
      if takes("branch"), let name = branches.last(where: { !isStoreroom($0) }) {
        slots[.branch] = analysis.name(of: name)
      } else if branches.isEmpty, let place = analysis.places.last(where: isMeantAsBranch) {
        slots[.branch] = analysis.sentence.typed(place)
      }
      return
    }
    var aside: [NameMention] = []
    for name in branches {
      if let side = side(of: name) {
        slots[side] = analysis.name(of: name)
      } else {
        aside.append(name)
      }
    }
    let isNeeded = analysis.concept(.need) & words != 0
    for name in aside {
      let isTo = slots[.from] != nil || isNeeded && analysis.bears(.within, name.words.lowerBound - 1)
      slots[isTo ? .to : .from] = analysis.name(of: name)
    }
  }

  /// Whether a place is a branch that is asked about; of a deed only where there are several, or it is written like a
  /// name or called one.
  private func isMeantAsBranch(_ place: Range<Int>) -> Bool {
    isHere(place)
      && (!rule.intent.isDeed || analysis.index.branches.names.count > 1
        || analysis.sentence.words[place.upperBound - 1].isCapitalised
        || analysis.bears(.shopWord, place.lowerBound - 1))
  }

  /// Whether something goes to a branch or comes from it, where a word ahead says so.
  private func side(of name: NameMention) -> SlotKey<String>? {
    let (toward, from) = (analysis.concept(.toward), analysis.concept(.from))
    let others = analysis.names.filter { $0.kind == .branch && $0.words.upperBound <= name.words.lowerBound }
    let before = others.max { $0.words.upperBound < $1.words.upperBound }
    let earliest = max(before?.words.upperBound ?? 0, name.words.lowerBound - 4)
    for position in (earliest..<name.words.lowerBound).reversed() {
      if toward.contains(position) || analysis.bears(.toward, position) { return .to }
      if from.contains(position) { return .from }
    }
    guard let before, analysis.joinsBranches(before.words, name.words), !analysis.isFirstOfTwo(before.words)
    else { return nil }
    return side(of: before)
  }

  /// Whether «el almacén» only means the stock as a whole, as in questions about it.
  private func isStoreroom(_ name: NameMention) -> Bool {
    let storeroom = analysis.lexicon[.storeroom]
    guard storeroom >= 0, rule.fitting[Int(storeroom)] else { return false }
    let rest = words & ~analysis.words(of: name.words) & ~analysis.free & ~analysis.concept(.goesOn)
    return rest != 0 && analysis.words(of: name.words) & ~analysis.concept(.storeroom) == 0
  }
}

extension Analysis {
  /// «Norte y Mercado»: whether nothing but «y» or a comma stands between two branches.
  func joinsBranches(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    let between = one.upperBound..<max(one.upperBound, other.lowerBound)
    return one.upperBound <= other.lowerBound && between.allSatisfy { bears(.and, $0) }
      && (!between.isEmpty || sentence.words[other.lowerBound].gap == .comma)
  }

  /// «entre Norte y Mercado», which goods go from and to.
  func isFirstOfTwo(_ branch: Range<Int>) -> Bool {
    [1, 2].contains { bears(.between, branch.lowerBound - $0) }
  }

  /// «de Norte y Mercado»: the first of several branches that goods come from or go to together, where nobody knows how
  /// many of each.
  var joinedBranches: Int? {
    let branches = names.filter { $0.kind == .branch }.sorted { $0.words.lowerBound < $1.words.lowerBound }
    return zip(branches, branches.dropFirst()).first { one, other in
      one.entry != other.entry && joinsBranches(one.words, other.words)
    }?.0.words.lowerBound
  }
}
