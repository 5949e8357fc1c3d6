package import Inventory
internal import Store
internal import Synchronization

/// A line of a shop's past sales.
package struct PastSaleLine: Sendable {
  package let line: Int
  package let folio: String
  package let at: Instant
  package let sku: String
  package let name: String
  /// Negative for goods brought back.
  package let quantity: Quantity
  package let unitPrice: Money
  package let customer: String?
  package let branch: BranchID

  package init(
    line: Int, folio: String, at: Instant, sku: String, name: String, quantity: Quantity, unitPrice: Money,
    customer: String?, branch: BranchID
  ) {
    (self.line, self.folio, self.at, self.sku) = (line, folio, at, sku)
    (self.name, self.quantity, self.unitPrice) = (name, quantity, unitPrice)
    (self.customer, self.branch) = (customer, branch)
  }
}

/// Takes a shop's past sales in batches: sales, items, returns and the daily roll-up, without touching the ledger.
///
/// A line is known by its folio and its place among the lines of that folio, so that importing a file again changes
/// nothing and identical lines of one sale are all kept. A batch is one transaction. Keeps in memory one entry a
/// product and a folio of the file.
package actor SalesImport {
  private let shop: Shop
  private let session: Session
  private let movesStock: Bool
  /// Handed from batch to batch, never copied; nothing after a batch that failed.
  private let memory = Mutex<Memory?>(Memory())

  /// What the batches before have learnt.
  struct Memory {
    /// Every product by its SKU; nil until looked up.
    var products: [String: ProductKey]?
    var documents: [String: Document] = [:]
  }

  /// What is known of a folio of the file.
  struct Document {
    /// Lines of it seen so far, refused ones included.
    var lines = 0
    var at: Instant
    var day: BusinessDay
    var sale: SaleID?
    var customerReturn: ReturnID?
    /// The lines that stood in the store before this run; nil until looked up.
    var known: Set<Int64>?
  }

  /// - Throws: `ShopError.denied` without the right to import.
  package init(_ shop: Shop, _ session: Session, movesStock: Bool) throws {
    try session.require(.importData)
    (self.shop, self.session, self.movesStock) = (shop, session, movesStock)
  }

  /// Writes one batch; when that fails the import is over.
  package func add(_ lines: [PastSaleLine]) async throws -> ImportOutcome {
    let (now, makeID) = (shop.now(), shop.makeID)
    let (outcome, learnt) = try await shop.store.write(session.organization) { [self] books in
      guard let known = memory.withLock({ $0.take() }) else {
        throw ShopError.conflict(.importInterrupted)
      }
      var batch = try SalesBatch(
        books: books, session: session, now: now, makeID: makeID, movesStock: movesStock,
        products: try known.products ?? books.productKeys(), documents: known.documents)
      for line in lines { try batch.add(line) }
      try batch.finish()
      return (batch.outcome, Memory(products: batch.products, documents: batch.documents))
    }
    memory.withLock { $0 = learnt }
    return outcome
  }
}
