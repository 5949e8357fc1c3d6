internal import Inventory
internal import Shop
internal import Understanding

/// What is set aside, by what it is.
extension Desk {
  /// A payment, or a question about layaways, with the goods that it names taken for those set aside that they may be.
  ///
  /// A payment for other goods is one of what is owed.
  func amongGoodsKept(_ request: Request) async throws -> Request {
    guard [.layaways, .registerPayment].contains(request.intent), let said = request.slots.goodsNamed else {
      return request
    }
    let sales = try await shop.layaways(session)
    let kept = Set(sales.flatMap { $0.lines.map(\.item.name) })
    let meant = said.filter(kept.contains)
    var request = request
    for name in ["product", "product_any", "product_unknown"] { request.slots[name] = nil }
    if meant.count == 1 {
      (request.slots[.product], request.slots[.account]) = (meant[0], "layaway")
    } else if meant.count > 1 {
      request.slots[.productAny] = meant
    } else if request.intent == .layaways || request.slots[.account] == "layaway" {
      request.slots[.product] = said.first
    }
    return request
  }
}

extension Slots {
  /// The names that the goods may bear which they name; nil where they name none.
  fileprivate var goodsNamed: [String]? {
    if let name = self[.product] { return [name] }
    return self[.productAny] ?? self[.productUnknown].map { _ in [] }
  }
}
