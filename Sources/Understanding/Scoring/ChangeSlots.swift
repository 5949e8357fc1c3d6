internal import Inventory

/// Which field of a product a number is to be.
struct ChangedField {
  let role: NumberRole

  /// The one whose name stands nearest ahead of the number, or else behind it; where none is named, the only one that
  /// `rule` takes.
  init?(_ analysis: Analysis, _ rule: IntentRules.Rule, of position: Int) {
    let named = Self.named.flatMap { field in
      analysis.sentence.words.indices.filter(analysis.concept(field.concept).contains).map {
        ($0, field.role)
      }
    }
    let ahead = named.filter { $0.0 < position }.max { $0.0 < $1.0 }
    let taken = Self.roles.filter { rule.slots.contains($0.rawValue) }
    guard
      let meant = (ahead ?? named.min { $0.0 < $1.0 })?.1
        ?? (taken.count == 1 && !analysis.sentence.words[position].isArticle ? taken[0] : nil)
    else { return nil }
    role = meant
  }

  static let roles = named.map(\.role)

  static func isNamed(in analysis: Analysis) -> Bool { named.contains { analysis.concept($0.concept) != 0 } }

  private static let named: [(concept: KnownConcept, role: NumberRole)] = [
    (.minimumWord, .minimum), (.maximumWord, .maximum), (.costWord, .cost),
  ]
}

extension SlotFiller {
  /// «cambiale el nombre al Tinte Rojo por *Tinte Carmesí*», «el proveedor del Tinte Rojo ahora es *Pil*», «borrá el
  /// Tinte Rojo»: what of a product changes beside numbers.
  func fillChange(_ slots: inout Slots) {
    guard rule.intent == .changeProduct else { return }
    slots[.name] = newName.map(analysis.sentence.typed)
    if let product = changedProduct {
      for key in ["product", "product_any", "product_unknown"] { slots[key] = nil }
      fillProduct(product, &slots)
    }
    if slots[.supplier] == nil, slots[.name] == nil, says(.supplierWord) {
      slots[.supplier] = newValue.map(analysis.sentence.typed)
    }
    if slots[.category] == nil, slots[.name] == nil, says(.categoryWord) {
      slots[.category] = newValue.map(analysis.sentence.typed)
    }
    if says(.categoryWord) != says(.supplierWord) {
      // A word may be a category's name and a supplier's.
      slots[says(.categoryWord) ? "supplier" : "category"] = nil
    }
    let namesField = says([
      .supplierWord, .categoryWord, .otherField, .rename, .minimumWord, .maximumWord,
    ])
    if slots[.action] == nil, !namesField, says(.cancel) || says(.removes) { slots[.action] = "withdraw" }
  }

  /// The words of a product's new name, whose numbers are sizes.
  var newNameWords: WordSet {
    guard rule.intent == .changeProduct, let name = newName else { return 0 }
    return analysis.words(of: name)
  }

  /// The first that is named: a second may be part of a new name; of «el color del tinte» the one behind «del».
  private var changedProduct: Mention? {
    let products = analysis.products.filter { isHere($0.words) }
    guard products.count > 1, says(.otherField) else { return products.first }
    return products.first { product in
      (1...2).contains { analysis.bears(.from, product.words.lowerBound - $0) }
    } ?? products.first
  }

  private var newName: Range<Int>? {
    guard takes("name"), says(.rename) else { return nil }
    return newValue
  }

  /// What stands behind the product and a word that leads to what is new: «a», «por», «es», «se llama», a colon.
  private var newValue: Range<Int>? {
    let words = analysis.sentence.words
    guard let product = changedProduct else { return nil }
    let leading = (product.words.upperBound..<words.count).first { position in
      analysis.bears([.toward, .forWhom, .copula, .named, .insteadOf], position)
        || words[position].gap != .space
    }
    guard var start = leading else { return nil }
    while start < words.count, isLeading(start) { start += 1 }
    var end = start
    while end < words.count, end == start || words[end].gap == .space { end += 1 }
    return end > start ? start..<end : nil
  }

  private func isLeading(_ position: Int) -> Bool {
    guard !analysis.sentence.words[position].isCapitalised else { return false }
    return analysis.glue.contains(position)
      || analysis.bears([.toward, .copula, .named, .insteadOf, .supplierWord, .categoryWord], position)
  }

  func says(_ concept: KnownConcept) -> Bool { analysis.concept(concept) & words != 0 }

  private func says(_ concepts: [KnownConcept]) -> Bool { analysis.concepts(concepts) & words != 0 }
}
