internal import Inventory

/// «valor del inventario de bebidas»: a part of the goods that the shop has no name for, so that none answers for it.
extension SlotFiller {
  func fillUnknownCategory(_ slots: inout Slots) {
    let named = [
      "category", "product", "product_any", "product_unknown", "supplier", "query", "items", "except",
    ]
    guard rule.intent.isOfGoods, takes("category"), named.allSatisfy({ slots[$0] == nil }),
      let position = analysis.sentence.words.indices.dropFirst().first(where: isPart)
    else { return }
    slots[.category] = analysis.sentence.typed(position..<position + 1)
  }

  /// Whether a word for goods stands behind «de» that nothing of the shop is called by.
  private func isPart(_ position: Int) -> Bool {
    let word = analysis.sentence.words[position]
    return words.contains(position) && word.gap == .space && word.value == nil
      && analysis.lexicon.isWare(word.form) && analysis.bears(.from, position - 1)
      && !analysis.products.contains { $0.words.contains(position) }
      && !analysis.names.contains { $0.words.contains(position) }
  }
}

extension Intent {
  /// Whether it reports on the goods of the shop or of a part of them.
  fileprivate var isOfGoods: Bool {
    switch self {
    case .inventoryValue, .restockRecommendation, .lowStockReport, .overstock, .slowMovers, .topSellers,
      .expiringProducts, .marginOfProduct, .abcAnalysis, .turnover:
      true
    default: false
    }
  }
}
