internal import Inventory

/// What several questions of one message have in common.
extension Interpretation {
  /// «cuántas ventas hice hoy y cuánto gané», «cuánto hay de leche y a cuánto está»: days, a branch and goods that are
  /// said once are those of every report, of what was sold and earned, or of every question about one product, beside it.
  mutating func share() {
    guard !also.isEmpty else { return }
    var requests = [request] + also
    let reports = requests.indices.filter { requests[$0].intent.looksBack }
    for name in ["period", "branch"] { Self.share([name], among: reports, of: &requests) }
    let sums = reports.filter { [.salesSummary, .marginOfProduct].contains(requests[$0].intent) }
    Self.share(Self.goods, among: sums, of: &requests)
    Self.share(
      Self.goods, among: requests.indices.filter { requests[$0].intent.asksOfOneProduct }, of: &requests)
    (request, also) = (requests[0], Array(requests.dropFirst()))
  }

  /// «precio y stock de la leche», «cuántos vendí y cuántos quedan», «cuánto vendimos hoy y cuánto es de ganancia»: both of
  /// what a product is asked about, or of sums, where neither is clearly ahead of the other.
  mutating func askBoth(_ likeliest: [Int], _ analysis: Analysis, _ rules: IntentRules) {
    let two = likeliest.prefix(2).map { rules.rules[$0] }
    guard two.count == 2, analysis.concept(.and) & analysis.everything != 0,
      two.allSatisfy({ Self.ofProducts.contains($0.intent) })
    else { return }
    let requests = two.map { rule in
      let filler = SlotFiller(analysis: analysis, rule: rule, words: analysis.everything)
      return Request(intent: rule.intent, slots: filler.slots())
    }
    let areSums = requests.allSatisfy { [.salesSummary, .marginOfProduct].contains($0.intent) }
    guard requests[0].slots[.product] == requests[1].slots[.product],
      requests[0].slots[.product] != nil || areSums
    else { return }
    (request, also) = (requests[0], [requests[1]])
  }

  private static let ofProducts: Set<Intent> = [
    .stockOfProduct, .productPrice, .supplierOfProduct, .salesSummary, .marginOfProduct,
  ]

  private static let goods = ["product", "product_any", "product_unknown", "category", "supplier"]

  /// Gives what one alone of some requests says in these slots to the others.
  private static func share(_ names: [String], among places: [Int], of requests: inout [Request]) {
    let said = places.filter { place in names.contains { requests[place].slots[$0] != nil } }
    guard places.count > 1, said.count == 1 else { return }
    for place in places where place != said[0] && requests[place].slots[.against] == nil {
      for name in names { requests[place].slots[name] = requests[said[0]].slots[name] }
    }
  }
}

extension Intent {
  /// Whether it asks something of one product.
  fileprivate var asksOfOneProduct: Bool { isOfOneProduct && !isDeed }
}
