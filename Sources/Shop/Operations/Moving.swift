package import Inventory
internal import Store

/// One movement of stock of any of the nine kinds, as a person files it.
package struct MovementDraft: Sendable, Hashable {
  package var product: ProductID
  package var kind: MovementKind
  /// Positive for what comes in, negative for what goes out.
  package var quantity: Quantity
  /// Of one unit, for what comes in; nil keeps the cost that the shop has for it.
  package var cost: Money?
  package var supplier: SupplierID?
  package var branch: BranchID?
  package var reference: String?
  package var reason: String?
  package var lot: String?
  package var expires: BusinessDay?

  package init(product: ProductID, kind: MovementKind, quantity: Quantity) {
    (self.product, self.kind, self.quantity) = (product, kind, quantity)
  }
}

extension MovementKind {
  /// Who may file it (requirements §26).
  fileprivate var permission: Permission {
    switch self {
    case .purchase: .receiveStock
    case .sale, .customerReturn: .sell
    case .serviceUse: .useInService
    case .adjustmentIn, .adjustmentOut, .waste, .theft, .supplierReturn: .adjustStock
    }
  }
}

extension Shop {
  /// Files one movement; a `salida_venta` counts as units sold, without income.
  ///
  /// - Throws: `ShopError.invalid` with the documents' own sentence for a quantity of the wrong sign.
  package func record(
    _ draft: MovementDraft, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> StockDocument {
    try await perform(.movement, draft.kind.permission, session, key: key) { books, now in
      try books.record(draft, session, at: now)
    } reading: {
      try $0.stockDocument($1, session)
    }
  }
}

extension Transaction {
  fileprivate func record(_ draft: MovementDraft, _ session: Session, at now: Instant) throws -> String {
    let stamp = Stamp(session, at: now)
    let change = try change(draft, session)
    let number = try nextFolio(.movement, year: stamp.day.year).text
    let values = try post(
      [change], under: LedgerDocument(number: number, reference: draft.reference, reason: draft.reason), stamp
    )
    if draft.kind == .sale {
      try add([
        DailySale(
          branch: change.place.branch, product: draft.product, day: stamp.day, units: change.quantity,
          income: .zero, cost: values[change.place] ?? .zero)
      ])
    }
    return number
  }

  private func change(_ draft: MovementDraft, _ session: Session) throws -> StockChange {
    let product = try existingProduct(draft.product)
    let kind = draft.kind
    guard kind.isEntry ? draft.quantity > .zero : draft.quantity < .zero else {
      throw ShopError.invalid(field: "cantidad", kind.isEntry ? .entryNotPositive : .exitNotNegative)
    }
    guard draft.quantity.thousandths.magnitude <= Quantity.limit.thousandths.magnitude else {
      throw ShopError.amountTooLarge
    }
    let quantity = kind.isEntry ? draft.quantity : -draft.quantity
    try product.checkPositive(quantity)
    if kind == .sale, !product.allowsSale { throw ShopError.conflict(.notForSale(product: product.name)) }
    if kind == .serviceUse { try product.checkServiceUse() }
    if let supplier = draft.supplier { try checkSupplier(supplier) }
    let place = StockPlace(
      branch: try existingBranch(draft.branch) ?? session.home.id, product: draft.product)
    return StockChange(
      place: place, name: product.name, kind: kind, quantity: quantity,
      value: kind.isEntry ? try worth(of: draft, product, at: place) : nil,
      lot: try Lot(draft.lot, expires: draft.expires, quantity), supplier: draft.supplier)
  }

  /// What comes in cost what was said; else a purchase costs the product's price, and the rest what is there.
  private func worth(of draft: MovementDraft, _ product: Product, at place: StockPlace) throws -> Money? {
    if let cost = draft.cost {
      guard cost >= .zero, cost <= .limit else {
        throw ShopError.invalid(field: "costo_unitario", .negativeCost)
      }
      return try cost.times(draft.quantity)
    }
    let isKnown = try balance(place)?.onHand ?? .zero > .zero
    return draft.kind == .purchase || !isKnown ? try product.prices.cost.times(draft.quantity) : nil
  }
}

extension Product {
  /// - Throws: `ShopError.conflict` for what may not be used up in a service.
  func checkServiceUse() throws(ShopError) {
    guard allowsServiceUse else { throw .conflict(.notForService(product: name)) }
  }
}

extension Lot {
  /// The lot that a person names, or its day of expiry alone; nil for neither.
  init?(_ code: String?, expires: BusinessDay?, _ quantity: Quantity) throws {
    guard let code = code ?? expires?.description else { return nil }
    try checkLine(code, 1...50, field: "lote")
    self.init(code: code, expires: expires, quantity: quantity)
  }
}
