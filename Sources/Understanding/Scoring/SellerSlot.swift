internal import Inventory

/// Who made a sale.
extension SlotFiller {
  /// Puts the one who sold in the slot: by the name that the shop has, or as it was typed where nobody there is called so.
  func fillSeller(_ slots: inout Slots) {
    guard rule.intent == .registerSale, takes("employee"), let seller = spokenSeller else { return }
    let known = analysis.names.first {
      $0.kind == .employee && $0.words.overlaps(seller) && !isSomebodyElse($0)
    }
    slots[.employee] = known.map { analysis.name(of: $0) } ?? analysis.sentence.typed(seller)
  }

  /// «vendió Lucía», «Lucía vendió», «la hizo Lucía», «vendedora Lucía»; somebody else's name in the same place may be
  /// that of one who no longer sells here.
  var spokenSeller: Range<Int>? {
    guard rule.intent == .registerSale, takes("employee") else { return nil }
    return analysis.sellers.first(where: isHere)
  }
}

extension Analysis {
  /// The names of those who made a sale.
  var sellers: [Range<Int>] {
    let people = names.filter { $0.kind == .employee || $0.kind == .customer }.map(\.words)
    let strangers = things.filter { thing in
      sentence.words[thing.lowerBound].isCapitalised && !people.contains { $0.overlaps(thing) }
    }
    return (people + strangers).filter(isSeller).sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Whether `words` of a message say no more than who made the sale.
  func saysWhoSold(_ words: WordSet) -> Bool {
    guard let seller = sellers.first(where: { words.contains($0.lowerBound) }) else { return false }
    let said =
      self.words(of: seller) | free | glue
      | self.words(saying: [.sellerDeed, .sellerLead, .sellerWord, .sale, .ticket, .it, .copula, .past, .and])
    return words & ~said == 0
  }

  private func isSeller(_ name: Range<Int>) -> Bool {
    let before = name.lowerBound - 1
    // «paid by Marta», «ordered by Marta»
    if bears(.sellerLead, before), !bears([.paidPart, .order, .payment], before - 1), follows(name.lowerBound)
    {
      return true
    }
    var lead = before
    while lead > 0, bears([.copula, .placeWord, .past], lead), !bears(.sellerWord, lead) { lead -= 1 }
    if bears(.sellerWord, lead) { return true }
    return bears(.sellerDeed, name.upperBound) && follows(name.upperBound)
      && !bears([.toward, .forWhom, .customerWord], before)
  }
}
