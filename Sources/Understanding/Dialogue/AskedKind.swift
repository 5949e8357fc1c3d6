internal import Inventory

/// Goods of a kind that a question asks for together: «stock de shampoos», «precios de todos los esmaltes», «lista de
/// precios».
struct AskedKind {
  private let request: Request
  private let analysis: Analysis
  private let rules: IntentRules
  private let words: WordSet

  /// What `words` of a message ask for by `request`; nil where that is no list.
  init?(_ request: Request, _ analysis: Analysis, _ rules: IntentRules, _ words: WordSet) {
    let names = ["product", "product_unknown", "qty", "items"]
    guard [.productPrice, .stockOfProduct].contains(request.intent),
      names.allSatisfy({ request.slots[$0] == nil })
    else { return nil }
    (self.request, self.analysis, self.rules, self.words) = (request, analysis, rules, words)
  }

  /// The list that is asked for; nil where one product is asked about.
  var list: Request? {
    switch request.intent {
    case .productPrice where isOfKind || request.slots[.productAny] == nil && asksOfAll:
      var slots = found(.productSearch, ["category", "query", "supplier"])
      slots[.priceType] = request.slots[.priceType]
      return Request(intent: .productSearch, slots: slots)
    case .stockOfProduct where isOfKind:
      var kind = request
      kind.slots[.productAny] = nil
      let group = found(.stockOfProduct, ["category", "query", "supplier"])
      return Request(intent: .stockOfProduct, slots: kind.slots.merging(group))
    default: return nil
    }
  }

  /// Whether several of a kind, or a part of the shop, is named.
  private var isOfKind: Bool {
    guard request.slots[.productAny] != nil else {
      return (analysis.feature(.category) | analysis.feature(.supplier)) & words != 0
    }
    return analysis.products.last { words.contains($0.words.lowerBound) }.map {
      isPlural($0) || analysis.isWhole($0.words)
    } ?? false
  }

  /// «shampoos», of shampoos whose names say «shampoo».
  private func isPlural(_ mention: Mention) -> Bool {
    let head = analysis.sentence[mention.words.lowerBound]
    guard head.count > 3, head.last == UInt8(ascii: "s") else { return false }
    return !mention.entries.contains { entry in
      Normalizer.normalize(analysis.index.productNames[entry]).words.contains { $0.elementsEqual(head) }
    }
  }

  /// «precios», «lista de precios»: of all that there is.
  private var asksOfAll: Bool {
    analysis.concept(.list) | analysis.concept(.wholeCatalogue) != 0
      || analysis.sentence.words.indices.contains {
        analysis.bears(.price, $0) && analysis.sentence[$0].last == UInt8(ascii: "s")
      }
  }

  private func found(_ intent: Intent, _ slots: [String]) -> Slots {
    guard let rule = rules[intent] else { return Slots() }
    let asked = IntentRules.Rule(intent: intent, slots: slots, fitting: rule.fitting)
    return SlotFiller(analysis: analysis, rule: asked, words: words).slots()
  }
}
