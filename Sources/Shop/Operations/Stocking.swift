package import Inventory
internal import Store

/// Goods that came in.
package struct EntryDraft: Sendable, Hashable {
  package var lines: [Line]
  package var supplier: SupplierID?
  package var branch: BranchID?
  package var reference: String?

  package struct Line: Sendable, Hashable {
    package var product: ProductID
    package var quantity: Quantity
    /// Of one unit; nil keeps the product's purchase price.
    package var cost: Money?
    /// Of the whole line, to the cent, where that is what was paid; nil for `cost` times the quantity.
    package var value: Money?
    package var lot: String?
    package var expires: BusinessDay?
    package init(
      product: ProductID, quantity: Quantity, cost: Money? = nil, value: Money? = nil, lot: String? = nil,
      expires: BusinessDay? = nil
    ) {
      (self.product, self.quantity, self.cost, self.value) = (product, quantity, cost, value)
      (self.lot, self.expires) = (lot, expires)
    }
  }

  package init(lines: [Line], supplier: SupplierID? = nil, branch: BranchID? = nil, reference: String? = nil)
  {
    (self.lines, self.supplier, self.branch, self.reference) = (lines, supplier, branch, reference)
  }
}

/// A correction of what is on hand, or an exit that is no sale.
package struct AdjustmentDraft: Sendable, Hashable {
  package var product: ProductID
  package var change: Change
  package var reason: Reason
  package var branch: BranchID?
  package var note: String?
  /// What the person believes to be on hand; anything else is a conflict.
  package var expected: Quantity?

  package enum Change: Sendable, Hashable {
    case add(Quantity)
    case remove(Quantity)
    /// What was counted.
    case set(Quantity)
  }

  /// Why stock is corrected: which kind of movement it becomes.
  package enum Reason: String, CaseIterable, Sendable {
    case count
    case broken
    case expired
    case waste
    case theft
    case serviceUse = "service_use"
    case supplierReturn = "supplier_return"
    case other

    func kind(isEntry: Bool) -> MovementKind {
      if isEntry { return .adjustmentIn }
      return switch self {
      case .broken, .expired, .waste: .waste
      case .theft: .theft
      case .serviceUse: .serviceUse
      case .supplierReturn: .supplierReturn
      case .count, .other: .adjustmentOut
      }
    }
  }

  package init(
    product: ProductID, change: Change, reason: Reason, branch: BranchID? = nil, note: String? = nil,
    expected: Quantity? = nil
  ) {
    (self.product, self.change, self.reason) = (product, change, reason)
    (self.branch, self.note, self.expected) = (branch, note, expected)
  }
}

/// What a document did to stock.
package struct StockDocument: Sendable, Hashable {
  package let number: String
  package let movements: [StockMovement]
}

extension Shop {
  /// Receives goods: stock and its value rise by what was paid.
  package func receive(
    _ draft: EntryDraft, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> StockDocument {
    try await perform(.entry, .receiveStock, session, key: key) { books, now in
      try books.receive(draft, session, at: now)
    } reading: {
      try $0.stockDocument($1, session)
    }
  }

  /// What an adjustment would make of the stock: before and after.
  package func quote(_ draft: AdjustmentDraft, _ session: Session) async throws -> (
    before: Quantity, after: Quantity
  ) {
    try await read(draft.permission, session) { books in
      let product = try books.existingProduct(draft.product)
      let branch = try books.existingBranch(draft.branch) ?? session.home.id
      let place = StockPlace(branch: branch, product: draft.product)
      let balance = try books.balance(place) ?? Balance(onHand: .zero)
      return (balance.onHand, try draft.result(from: balance, of: product))
    }
  }

  /// Corrects stock, or takes out what was broken, stolen, used or sent back.
  ///
  /// - Throws: `ShopError.conflict` when a count finds what is there already, or not what was expected.
  package func adjust(
    _ draft: AdjustmentDraft, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> StockDocument {
    try await perform(.adjustment, draft.permission, session, key: key) { books, now in
      try books.adjust(draft, session, at: now)
    } reading: {
      try $0.stockDocument($1, session)
    }
  }
}

extension AdjustmentDraft {
  /// Who uses something up may take it out, and no more.
  fileprivate var permission: Permission {
    if case .remove = change, reason == .serviceUse { .useInService } else { .adjustStock }
  }

  fileprivate func result(from balance: Balance, of product: Product) throws -> Quantity {
    if let expected, expected != balance.onHand {
      throw ShopError.conflict(
        .stockIsNot(product: product.name, expected: expected, found: balance.onHand))
    }
    let after: Quantity
    switch change {
    case .add(let quantity):
      try product.checkPositive(quantity)
      after = balance.onHand + quantity
    case .remove(let quantity):
      try product.checkPositive(quantity)
      guard balance.available >= quantity else {
        throw ShopError.insufficientStock(
          product: product.id, name: product.name, available: balance.available, required: quantity)
      }
      after = balance.onHand - quantity
    case .set(let quantity):
      guard quantity >= .zero, quantity <= .limit else {
        throw ShopError.invalid(field: "cantidad", .negativeStock)
      }
      try product.checkWhole(quantity)
      after = quantity
    }
    guard after != balance.onHand else {
      throw ShopError.conflict(.sameStock(product: product.name, after))
    }
    return after
  }
}

extension Product {
  /// - Throws: `ShopError.invalid` for nothing, less, or a fraction of something that is counted; `amountTooLarge`.
  package func checkPositive(_ quantity: Quantity) throws(ShopError) {
    try unit.checkPositive(quantity, of: name)
  }
}

extension Unit {
  /// - Throws: as `Product.checkPositive`, which names the product.
  package func checkPositive(_ quantity: Quantity, of name: String) throws(ShopError) {
    guard quantity > .zero else {
      throw .invalid(field: "cantidad", .quantityNotPositive(product: name))
    }
    guard quantity <= .limit else { throw .amountTooLarge }
    try checkWhole(quantity, of: name)
  }
}

extension Transaction {
  /// What was filed under `number`, as the session's person may see it.
  func stockDocument(_ number: String, _ session: Session) throws -> StockDocument {
    StockDocument(number: number, movements: try movements(document: number).map(session.shown))
  }

  func existingProduct(_ id: ProductID) throws -> Product {
    guard let product = try product(id) else { throw ShopError.noSuch(.product, id) }
    return product
  }

  func receive(_ draft: EntryDraft, _ session: Session, at now: Instant) throws -> String {
    guard !draft.lines.isEmpty else {
      throw ShopError.invalid(field: "items", .noItems)
    }
    let stamp = Stamp(session, at: now)
    let branch = try existingBranch(draft.branch) ?? session.home.id
    if let supplier = draft.supplier { try checkSupplier(supplier) }
    let products = try products(draft.lines.map(\.product))
    let changes = try draft.lines.map { line in
      guard let product = products[line.product] else { throw ShopError.noSuch(.product, line.product) }
      try product.checkPositive(line.quantity)
      let cost = line.cost ?? product.prices.cost
      guard cost >= .zero, cost <= .limit, line.value.map({ $0 >= .zero && $0 <= .limit }) ?? true else {
        throw ShopError.invalid(field: "costo_unitario", .negativeCost)
      }
      return StockChange(
        place: StockPlace(branch: branch, product: line.product), name: product.name, kind: .purchase,
        quantity: line.quantity, value: try line.value ?? cost.times(line.quantity),
        lot: try Lot(line.lot, expires: line.expires, line.quantity), supplier: draft.supplier)
    }
    let number = try nextFolio(.entry, year: stamp.day.year).text
    try post(changes, under: LedgerDocument(number: number, reference: draft.reference), stamp)
    return number
  }

  func adjust(_ draft: AdjustmentDraft, _ session: Session, at now: Instant) throws -> String {
    let stamp = Stamp(session, at: now)
    let product = try existingProduct(draft.product)
    if draft.reason == .serviceUse { try product.checkServiceUse() }
    let branch = try existingBranch(draft.branch) ?? session.home.id
    let place = StockPlace(branch: branch, product: draft.product)
    let balance = try balance(place) ?? Balance(onHand: .zero)
    let difference = try draft.result(from: balance, of: product) - balance.onHand
    let isEntry = difference > .zero
    let quantity = isEntry ? difference : -difference
    let known = balance.onHand > .zero
    let change = StockChange(
      place: place, name: product.name, kind: draft.reason.kind(isEntry: isEntry), quantity: quantity,
      value: isEntry && !known ? try product.prices.cost.times(quantity) : nil)
    let number = try nextFolio(.adjustment, year: stamp.day.year).text
    try post(
      [change], under: LedgerDocument(number: number, reason: draft.note ?? draft.reason.rawValue), stamp)
    return number
  }
}
