internal import Inventory
internal import Store

/// What an undone operation left behind.
package struct Reversal: Sendable, Hashable {
  package let kind: OperationKind
  /// The folio or document that was undone, or the id of what was added.
  package let reference: String
}

extension Shop {
  /// Reverses the operation that was performed under `key`, while that is still possible.
  ///
  /// - Throws: `ShopError.notFound` for a key that performed nothing; `denied` to who could not have done it;
  ///   `conflict` when it was undone before or when something since then stands in the way; `insufficientStock` when
  ///   what came in has gone.
  package func reverse(_ key: String, _ session: Session) async throws -> Reversal {
    let now = now()
    return try await store.write(session.organization) { books in
      guard let reversal = try books.reverse(key, session, at: now) else {
        throw ShopError.conflict(.alreadyUndone)
      }
      return reversal
    }
  }

  /// The shop without the operation that was performed under `key`: what is asked of it supposes that undone, and what
  /// is done through it undoes it in the same transaction.
  ///
  /// Each of its functions throws what `reverse` would, but for what was undone before.
  package func without(_ key: String, _ session: Session) -> Shop {
    let now = now()
    let store = store.supposing(in: session.organization) { books in
      _ = try books.reverse(key, session, at: now)
    }
    return Shop(store: store, now: self.now, makeID: makeID)
  }
}

extension Transaction {
  /// Reverses what was performed under `key`; nil where it is reversed already.
  fileprivate func reverse(_ key: String, _ session: Session, at now: Instant) throws -> Reversal? {
    guard let done = try operation(key: key), let kind = OperationKind(rawValue: done.operation) else {
      throw ShopError.notFound(.operation, name: key)
    }
    try session.require(try permission(toUndo: kind, done.result))
    guard !done.isReversed else { return nil }
    try reverse(kind, done.result, session, at: now)
    try markReversed(key: key)
    let reference =
      switch kind {
      case .productCreation:
        try CreatedProduct.all(in: done.result).map { String($0.id.value) }.joined(separator: ",")
      case .productChange: String(try ChangedProduct(done.result).id.value)
      default: done.result
      }
    return Reversal(kind: kind, reference: reference)
  }
}

extension Transaction {
  fileprivate func permission(toUndo kind: OperationKind, _ reference: String) throws -> Permission {
    switch kind {
    case .sale, .layaway, .completion, .settingAside, .addition, .cancellation, .customerReturn, .payment,
      .customerCreation:
      .sell
    case .entry, .transferReceipt: .receiveStock
    case .adjustment:
      try filedMovements(document: reference).contains { $0.kind != .serviceUse }
        ? .adjustStock : .useInService
    case .transfer, .transferCancellation: .transferStock
    case .productCreation, .productChange, .batchCreation, .categoryCreation, .supplierCreation, .priceChange,
      .aliasTaught:
      .manageCatalogue
    case .movement: .adjustStock
    case .branchCreation: .manageBranches
    case .personCreation: .managePeople
    }
  }

  fileprivate func reverse(_ kind: OperationKind, _ reference: String, _ session: Session, at now: Instant)
    throws
  {
    switch kind {
    case .sale, .layaway: try cancel(try existingSale(reference), reason: "Deshecha", session, at: now)
    case .payment: try reversePayment(reference, session, at: now)
    case .entry, .adjustment: try reverseMovements(of: reference, session, at: now)
    case .transfer: try reverseTransfer(reference, session, at: now)
    case .productCreation:
      for created in try CreatedProduct.all(in: reference) { try withdraw(created, session, at: now) }
    case .productChange: try revert(reference, session, at: now)
    case .supplierCreation: try removeSupplier(reference)
    case .customerCreation: try removeCustomer(reference)
    case .priceChange: try restorePrices(reference, session, at: now)
    case .aliasTaught:
      let taught = try TaughtAlias(reference)
      try forget(taught.alias, of: taught.product, at: now)
    case .completion, .settingAside, .addition, .cancellation, .customerReturn, .movement, .transferReceipt,
      .transferCancellation, .batchCreation, .categoryCreation, .branchCreation, .personCreation:
      throw ShopError.conflict(.notUndoable)
    }
  }

  /// Files a document that takes back, line by line, what another one did.
  private func reverseMovements(of document: String, _ session: Session, at now: Instant) throws {
    let stamp = Stamp(session, at: now)
    let movements = try filedMovements(document: document)
    guard !movements.isEmpty else { throw ShopError.notFound(.document, name: document) }
    let names = try products(movements.map(\.place.product))
    let changes = movements.map { movement in
      movement.undone(
        as: movement.kind.isEntry ? .adjustmentOut : .adjustmentIn,
        name: names[movement.place.product]?.name ?? "")
    }
    let number = try nextFolio(.reversal, year: stamp.day.year)
    try post(
      changes,
      under: LedgerDocument(number: number.text, reference: document, reason: reversalReason + document),
      stamp)
  }

  private func reverseTransfer(_ folio: String, _ session: Session, at now: Instant) throws {
    let transfer = try existingTransfer(folio)
    switch transfer.state {
    case .sent: try cancel(transfer, session, at: now)
    case .received:
      let back = TransferDraft(
        lines: transfer.lines.map { TransferDraft.Line(product: $0.product, quantity: $0.quantity) },
        from: transfer.destination, to: transfer.origin)
      _ = try move(back, reference: folio, session, at: now)
    case .cancelled: throw ShopError.conflict(.transferState(folio: folio, .cancelled))
    }
  }

  /// Takes a product out of the catalogue, and its first stock with it, unless it has moved since.
  private func withdraw(_ created: CreatedProduct, _ session: Session, at now: Instant) throws {
    var product = try existingProduct(created.id)
    guard try movementCount(MovementFilter(product: product.id)) == (created.entry == nil ? 0 : 1)
    else {
      throw ShopError.conflict(.productHasMoved(product: product.name))
    }
    if let entry = created.entry { try reverseMovements(of: entry, session, at: now) }
    product.isActive = false
    product.sku = nil
    product.barcode = nil
    try update(product, at: now)
  }

  /// Takes a supplier away that nothing was bought from yet.
  private func removeSupplier(_ reference: String) throws {
    let supplier = try existing(SupplierID(reference: reference))
    guard try !isReferredTo(supplier.id) else {
      throw ShopError.conflict(.inUse(name: supplier.fields.name))
    }
    try remove(supplier.id)
  }

  /// Takes a customer away who has no sale yet.
  private func removeCustomer(_ reference: String) throws {
    let customer = try existing(CustomerID(reference: reference))
    guard try !isReferredTo(customer.id) else {
      throw ShopError.conflict(.inUse(name: customer.fields.name))
    }
    try remove(customer.id)
  }

  /// Goes back to the prices before the changes of those numbers, unless any has changed again.
  private func restorePrices(_ numbers: String, _ session: Session, at now: Instant) throws {
    guard let changes = PriceChanges(numbers) else { throw ShopError.notFound(.priceChange, name: numbers) }
    for id in changes.ids.reversed() {
      guard let change = try priceChange(id), let product = try product(change.product) else {
        throw ShopError.noSuch(.priceChange, id)
      }
      guard change.isLatest else {
        throw ShopError.conflict(.priceChangedSince(product: product.name))
      }
      try setPrices(of: product, to: change.before, session, at: now)
    }
  }
}
