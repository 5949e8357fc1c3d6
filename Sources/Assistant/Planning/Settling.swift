internal import Understanding

extension Slots {
  /// Whether no product is missing from the catalogue or in doubt.
  var mentionsOnlyKnownProducts: Bool {
    self[.productAny] == nil && self[.productUnknown] == nil
      && (self[.items] ?? []).allSatisfy { if case .known = $0.product { true } else { false } }
  }

  /// The products that they name without a doubt.
  var knownProducts: [String] {
    let lines = (self[.items] ?? []).compactMap { item in
      if case .known(let name) = item.product { name } else { nil }
    }
    return self[.product].map { [$0] } ?? lines
  }
}

extension Request {
  /// The request in the form that its tool takes: lines where the tool takes lines, the answer to a question about a
  /// line put into that line.
  func settled() -> Request {
    var request = self
    request.fillDoubtfulLine()
    request.fillLineInQuestion()
    request.gatherLines()
    if request.intent == .adjustStock { request.slots.fillMode() }
    return request
  }

  /// A product named beside lines of which one is in doubt is that line's.
  private mutating func fillDoubtfulLine() {
    guard let product = slots[.product], var items = slots[.items] else { return }
    let doubtful = items.firstIndex { if case .known = $0.product { false } else { true } }
    guard let doubtful else { return }
    items[doubtful].product = .known(product)
    slots[.items] = items
    slots[.product] = nil
  }

  /// «eran 3», «a 40», said of one of several lines, with the product that was asked for then.
  private mutating func fillLineInQuestion() {
    guard let product = slots[.product], slots[.quantity] != nil || slots[.price] != nil,
      var items = slots[.items], let index = items.firstIndex(where: { $0.product == .known(product) })
    else { return }
    items[index].quantity = slots[.quantity] ?? items[index].quantity
    items[index].price = slots[.price] ?? items[index].price
    slots[.items] = items
    for key in ["product", "qty", "price"] { slots[key] = nil }
  }

  /// A single product with its quantity is a line of its own in tools that take lines.
  private mutating func gatherLines() {
    guard Self.takingLines.contains(intent) else { return }
    let quantity = slots[.quantity]
    if var items = slots[.items] {
      let open = items.indices.filter { items[$0].quantity == nil }
      if items.count == 1 {
        if quantity != nil { (items[0].quantity, items[0].worth) = (quantity, nil) }
      } else if quantity != nil, slots[.packages] != nil, open.count == 1 {
        items[open[0]].quantity = quantity
      } else {
        return
      }
      slots[.items] = items
    } else if let mention = mentionedProduct {
      let price = intent == .registerStockEntry ? slots[.cost] : slots[.price]
      var item = ItemMention(product: mention, quantity: quantity, price: price)
      item.bonus = slots[.bonus]
      slots[.items] = [item]
    } else {
      return
    }
    for key in ["product", "product_any", "product_unknown", "qty", "bonus"] { slots[key] = nil }
    slots[intent == .registerStockEntry ? "cost" : "price"] = nil
  }

  private var mentionedProduct: ProductMention? {
    if let name = slots[.product] { return .known(name) }
    if let names = slots[.productAny] { return .ambiguous(names) }
    return slots[.productUnknown].map(ProductMention.unknown)
  }

  private static let takingLines: Set<Intent> = [
    .registerSale, .layAway, .registerStockEntry, .transferStock, .returnSale,
  ]
}
