package import Inventory
package import Store

/// Goods to move between branches.
package struct TransferDraft: Sendable, Hashable {
  package var lines: [Line]
  package var from: BranchID
  package var to: BranchID

  package struct Line: Sendable, Hashable {
    package let product: ProductID
    package let quantity: Quantity
    package init(product: ProductID, quantity: Quantity) {
      (self.product, self.quantity) = (product, quantity)
    }
  }

  package init(lines: [Line], from: BranchID, to: BranchID) {
    (self.lines, self.from, self.to) = (lines, from, to)
  }
}

extension Shop {
  /// Sends goods on the road: they leave the origin now and are in transit until they are received.
  package func send(
    _ draft: TransferDraft, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> TransferRecord {
    try await perform(.transfer, .transferStock, session, key: key) {
      try $0.send(draft, session, at: $1)
    } reading: {
      session.shown(try $0.existingTransfer($1))
    }
  }

  /// Sends goods and receives them at once, as when somebody carries them over.
  package func move(
    _ draft: TransferDraft, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> TransferRecord {
    try await perform(.transfer, .transferStock, session, key: key) {
      try $0.move(draft, session, at: $1)
    } reading: {
      session.shown(try $0.existingTransfer($1))
    }
  }

  /// Receives what is on the road.
  package func receiveTransfer(
    _ id: TransferID, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> TransferRecord {
    try await end(id, .transferReceipt, .receiveStock, session, key: key) {
      try $0.receive($1, session, at: $2)
    }
  }

  /// Takes back goods that are still on the road.
  package func cancelTransfer(
    _ id: TransferID, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> TransferRecord {
    try await end(id, .transferCancellation, .transferStock, session, key: key) {
      try $0.cancel($1, session, at: $2)
    }
  }

  /// Ends the way of goods by `act`.
  private func end(
    _ id: TransferID, _ kind: OperationKind, _ permission: Permission, _ session: Session,
    key: IdempotencyKey?, _ act: @escaping @Sendable (Transaction, TransferRecord, Instant) throws -> Void
  ) async throws -> TransferRecord {
    try await perform(kind, permission, session, key: key) { books, now in
      let transfer = try books.existingTransfer(id)
      try act(books, transfer, now)
      return transfer.folio
    } reading: { books, _ in
      session.shown(try books.existingTransfer(id))
    }
  }

  /// The transfer of that id, whatever became of it.
  package func transfer(_ id: TransferID, _ session: Session) async throws -> TransferRecord {
    try await read(.lookUp, session) { session.shown(try $0.existingTransfer(id)) }
  }

  /// A page of the transfers that fit `filter`, newest first.
  package func transfers(
    matching filter: TransferFilter = TransferFilter(), page: Page = .first, _ session: Session
  ) async throws -> Paged<TransferRecord> {
    try await read(.lookUp, in: filter.branch, session) { books, branch in
      var filter = filter
      filter.branch = branch
      return try books.transfers(filter, page).map(session.shown)
    }
  }
}

extension Transaction {
  func existingTransfer(_ folio: String) throws -> TransferRecord {
    guard let transfer = try transfer(folio: folio) else { throw ShopError.notFound(.transfer, name: folio) }
    return transfer
  }

  fileprivate func existingTransfer(_ id: TransferID) throws -> TransferRecord {
    guard let transfer = try transfer(id) else { throw ShopError.noSuch(.transfer, id) }
    return transfer
  }

  /// Sends goods and receives them at once; the folio of the transfer.
  func move(
    _ draft: TransferDraft, reference: String? = nil, _ session: Session, at now: Instant
  ) throws -> String {
    let folio = try send(draft, reference: reference, session, at: now)
    try receive(try existingTransfer(folio), session, at: now)
    return folio
  }

  /// Sends goods on the road; the folio of the transfer.
  func send(
    _ draft: TransferDraft, reference: String? = nil, _ session: Session, at now: Instant
  ) throws -> String {
    guard draft.from != draft.to else {
      throw ShopError.invalid(field: "destino_id", .sameBranch)
    }
    guard !draft.lines.isEmpty else {
      throw ShopError.invalid(field: "items", .noItems)
    }
    _ = try existingBranch(draft.from)
    _ = try existingBranch(draft.to)
    let stamp = Stamp(session, at: now)
    let products = try products(draft.lines.map(\.product))
    let changes = try draft.lines.map { line in
      guard let product = products[line.product] else { throw ShopError.noSuch(.product, line.product) }
      try product.checkPositive(line.quantity)
      return StockChange(
        place: StockPlace(branch: draft.from, product: line.product), name: product.name,
        kind: .adjustmentOut,
        quantity: line.quantity)
    }
    let folio = try nextFolio(.transfer, year: stamp.day.year)
    let values = try post(
      changes,
      under: LedgerDocument(number: folio.text, reference: reference, reason: "Traspaso enviado"), stamp)
    var totals: [ProductID: Quantity] = [:]
    for line in draft.lines { totals[line.product, default: .zero] += line.quantity }
    let sent = totals.sorted { $0.key < $1.key }.map { id, quantity in
      TransferRecord.Line(
        product: id, quantity: quantity, value: values[StockPlace(branch: draft.from, product: id)] ?? .zero)
    }
    _ = try insertTransfer(
      folio: folio, from: draft.from, to: draft.to, lines: sent, by: session.person.id, on: stamp.day, at: now
    )
    for line in sent {
      try addInTransit(line.quantity, to: StockPlace(branch: draft.to, product: line.product))
    }
    return folio.text
  }

  fileprivate func receive(_ transfer: TransferRecord, _ session: Session, at now: Instant) throws {
    try arrive(
      transfer, at: transfer.destination, as: .received, reason: "Traspaso recibido", session, at: now)
  }

  /// Takes back goods that have not been received.
  func cancel(_ transfer: TransferRecord, _ session: Session, at now: Instant) throws {
    try arrive(transfer, at: transfer.origin, as: .cancelled, reason: "Traspaso cancelado", session, at: now)
  }

  private func arrive(
    _ transfer: TransferRecord, at branch: BranchID, as state: Transfer.State, reason: String,
    _ session: Session,
    at now: Instant
  ) throws {
    guard transfer.state == .sent else {
      throw ShopError.conflict(
        .transferState(folio: transfer.folio, transfer.state))
    }
    let names = try products(transfer.lines.map(\.product))
    let changes = try filedMovements(document: transfer.folio).map { sent in
      var arrival = sent.undone(as: .adjustmentIn, name: names[sent.place.product]?.name ?? "")
      arrival.place = StockPlace(branch: branch, product: sent.place.product, variant: sent.place.variant)
      return arrival
    }
    for line in transfer.lines {
      try addInTransit(-line.quantity, to: StockPlace(branch: transfer.destination, product: line.product))
    }
    let suffix = state == .received ? "R" : "C"
    try post(
      changes,
      under: LedgerDocument(number: "\(transfer.folio)-\(suffix)", reference: transfer.folio, reason: reason),
      Stamp(session, at: now))
    try setState(state, of: transfer.id, at: now)
  }
}
