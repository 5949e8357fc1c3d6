package import Inventory
internal import Store

/// How much of a product a branch has, as a file says.
package struct StockRow: Sendable {
  package let line: Int
  /// Or the name of a product that has none, as an export writes it.
  package let sku: String
  package let branch: BranchID
  package let quantity: Quantity

  package init(line: Int, sku: String, branch: BranchID, quantity: Quantity) {
    (self.line, self.sku, self.branch, self.quantity) = (line, sku, branch, quantity)
  }
}

extension Shop {
  /// Sets stock to what a file says, by adjustments in the ledger; all lines in one transaction.
  package func importStock(_ rows: [StockRow], _ session: Session) async throws -> ImportOutcome {
    try session.require(.importData)
    let stamp = Stamp(session, at: now())
    return try await store.write(session.organization) { books in
      var changes: [StockChange] = []
      var targets: [StockPlace: Quantity] = [:]
      let keys = try books.productKeys()
      let outcome = try report(of: rows, line: \.line) { row in
        guard let known = try keys[skuKey(row.sku)] ?? books.product(named: row.sku).map(ProductKey.init)
        else { throw ShopError.notFound(.product, name: row.sku) }
        guard row.quantity >= .zero else {
          throw ShopError.invalid(field: "cantidad", .negativeStock)
        }
        guard row.quantity <= .limit else { throw ShopError.amountTooLarge }
        try known.unit.checkWhole(row.quantity, of: known.name)
        _ = try books.existingBranch(row.branch)
        let place = StockPlace(branch: row.branch, product: known.id)
        let balance = try books.balance(place) ?? Balance(onHand: .zero)
        let before = targets[place] ?? balance.onHand
        guard before != row.quantity else {
          try books.addInTransit(.zero, to: place)
          return false
        }
        guard row.quantity >= balance.reserved else {
          throw ShopError.insufficientStock(
            product: known.id, name: known.name, available: before - balance.reserved,
            required: before - row.quantity)
        }
        let isEntry = row.quantity > before
        let quantity = isEntry ? row.quantity - before : before - row.quantity
        let value = isEntry ? try known.cost.times(quantity) : nil
        targets[place] = row.quantity
        changes.append(
          StockChange(
            place: place, name: known.name, kind: isEntry ? .adjustmentIn : .adjustmentOut,
            quantity: quantity, value: value))
        return true
      }
      guard !changes.isEmpty else { return outcome }
      let number = try books.nextFolio(.importation, year: stamp.day.year).text
      try books.post(
        changes, under: LedgerDocument(number: number, reason: "Importación de existencias"), stamp)
      return outcome
    }
  }
}
