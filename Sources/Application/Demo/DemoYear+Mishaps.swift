internal import Inventory

extension DemoYear {
  /// What expired is thrown away, except in the last days, when nobody has looked yet.
  mutating func discardExpired() {
    guard left >= 2 else { return }
    for item in items where item.shelfLife != nil {
      for branch in DemoPeople.branches {
        for expired in stock.discardExpired(item.product.id, at: branch.id, on: day) {
          record(
            Hour.expiryCheck,
            .adjust(
              .waste, branch: branch.id,
              DemoEvent.Line(product: item.product.id, quantity: expired.quantity), lot: expired.lot.code,
              reason: "Venció el \(expired.lot.expiry)"))
        }
      }
    }
  }

  /// Near the end a supplier brings some units that expire within days, more than sell until then.
  mutating func acceptShortDated() {
    guard left == 7 else { return }
    let expiry = calendar.end - 2
    for sku in ["PRO-002", "VIT-003"] {
      guard let index = items.firstIndex(where: { $0.product.sku == sku }) else { continue }
      let item = items[index]
      let lot = DemoEvent.Lot(code: "L\(expiry.ordinal % 10_000)", expiry: expiry)
      let line = DemoEvent.PurchaseLine(
        product: item.product.id, quantity: Quantity(5), cost: prices[index].cost, lot: lot)
      stock.add(line.quantity, of: line.product, to: DemoPeople.main, lot: lot)
      record(Hour.delivery, .purchase(branch: DemoPeople.main, supplier: item.supplier, [line]))
    }
  }

  /// What is found when the shutters come down.
  mutating func closeDay() {
    if day.weekday == 5 { useInTheSalon() }
    if chance.chance(0.05) { lose(chance.integer(in: 1...3), .theft, "Faltaba en la estantería al cerrar") }
    if chance.chance(0.08) { lose(1, .waste, "Se rompió el envase") }
    if left % 7 == 2, left < 70 { missLipstick() }
    if left == 200 || left == 95 { miscount() }
    if left == 199 || left == 94 { correctMiscount() }
    if (day + 1).civil.day == 1 { countTheShelves() }
  }

  private mutating func useInTheSalon() {
    for prefix in ["TIN", "TIN", "GUA", "SHA", "TOA"] {
      let kept = items.indices.filter { items[$0].product.sku?.hasPrefix(prefix) ?? false }
      guard let used = chance.element(of: kept) else { continue }
      change(used, by: -1, .serviceUse, DemoPeople.main, "Uso en el salón")
    }
  }

  private mutating func lose(_ units: Int, _ kind: MovementKind, _ reason: String) {
    let shelf = anyDurable()
    change(shelf.item, by: -units, kind, shelf.branch, reason)
  }

  /// Week after week the same lipstick is missing in the same branch.
  private mutating func missLipstick() {
    guard let index = items.firstIndex(where: { $0.product.sku == "LAB-001" }) else { return }
    change(index, by: -2, .adjustmentOut, DemoPeople.north, "Recuento semanal: faltan")
  }

  /// Somebody types 120 for 12.
  private mutating func miscount() {
    change(miscounted, by: 108, .adjustmentIn, DemoPeople.market, "Recuento de estantería")
  }

  private mutating func correctMiscount() {
    change(
      miscounted, by: -108, .adjustmentOut, DemoPeople.market, "Corrige recuento mal cargado (120 por 12)")
  }

  private var miscounted: Int { items.firstIndex { $0.product.sku == "GAS-001" } ?? 0 }

  private mutating func countTheShelves() {
    for _ in 0..<15 {
      let shelf = anyDurable()
      let isMissing = chance.chance(0.65)
      let units = chance.integer(in: 1...2)
      change(
        shelf.item, by: isMissing ? -units : units, isMissing ? .adjustmentOut : .adjustmentIn, shelf.branch,
        "Recuento de fin de mes")
    }
  }

  /// Moves whole units of a product that has no lots, as far as they are there.
  private mutating func change(
    _ index: Int, by units: Int, _ kind: MovementKind, _ branch: BranchID, _ reason: String
  ) {
    let product = items[index].product.id
    let quantity = Quantity(Int64(abs(units)))
    if units > 0 {
      stock.add(quantity, of: product, to: branch)
    } else {
      guard stock.onHand(product, at: branch) >= quantity else { return }
      stock.take(quantity, of: product, from: branch, on: day)
    }
    let line = DemoEvent.Line(product: product, quantity: quantity)
    record(Hour.close, .adjust(kind, branch: branch, line, lot: nil, reason: reason))
  }

  /// A shelf of something that neither spoils nor is weighed, more often of what sells well.
  private mutating func anyDurable() -> Shelf {
    shelves[durables.place(using: &chance)]
  }
}
