package import Inventory
internal import Store

/// Something that happened in a shop's past, with its ledger lines.
package struct PastOperation: Sendable {
  package let at: Instant
  package let person: Person
  package let action: Action

  package enum Action: Sendable {
    case sale(SaleDraft)
    /// Of the sale with that place among the sales of the series, from 0.
    case customerReturn(sale: Int, [ReturnDraft.Line])
    case cancellation(sale: Int)
    case entry(EntryDraft)
    case adjustment(AdjustmentDraft)
    case transfer(TransferDraft, isReceived: Bool)
    case priceChange(ProductID, Prices)
  }

  package init(at: Instant, person: Person, _ action: Action) {
    (self.at, self.person, self.action) = (at, person, action)
  }
}

extension Shop {
  /// Performs a series of past operations in their order, as one transaction.
  ///
  /// Costs about 60 µs a sale line.
  /// - Throws: what the first operation that is refused throws; nothing is written then.
  package func replay(_ operations: [PastOperation], _ session: Session) async throws {
    let makeID = makeID
    try await write(.importData, session) { books in
      var folios: [String] = []
      for operation in operations {
        let session = Session(
          shop: session.shop, person: operation.person, home: session.home, scope: nil, door: session.door)
        let at = operation.at
        switch operation.action {
        case .sale(let draft): folios.append(try books.sell(draft, session, publicID: makeID(), at: at).text)
        case .customerReturn(let sale, let lines):
          let draft = ReturnDraft(folio: try folios.element(sale), lines: lines)
          try books.takeBack(try books.quote(draft, session), reason: nil, session, at: at)
        case .cancellation(let sale):
          try books.cancel(try books.existingSale(try folios.element(sale)), reason: nil, session, at: at)
        case .entry(let draft): _ = try books.receive(draft, session, at: at)
        case .adjustment(let draft): _ = try books.adjust(draft, session, at: at)
        case .transfer(let draft, let isReceived):
          _ = try isReceived ? books.move(draft, session, at: at) : books.send(draft, session, at: at)
        case .priceChange(let product, let prices):
          let product = try books.existingProduct(product)
          if product.prices != prices { try books.setPrices(of: product, to: prices, session, at: at) }
        }
      }
    }
  }
}

extension [String] {
  fileprivate func element(_ index: Int) throws(ShopError) -> String {
    guard indices.contains(index) else { throw .notFound(.sale, name: "nº \(index + 1) de la serie") }
    return self[index]
  }
}
