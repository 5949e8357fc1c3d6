internal import Insights
package import Inventory
internal import Shop
package import Understanding

extension Slots {
  /// Whether only that is asked about of which nothing is left.
  var asksOfNothingLeft: Bool { self[.type] == "sold_out" }

  /// Whether only that is asked about which does not last the week.
  var asksOfUrgent: Bool { self[.type] == "critical" }
}

// What the arguments of a tool name, found among the shop's own names.
extension Desk {
  /// - Throws: `ShopError.notFound` for a branch the shop does not have.
  package func branch(_ slots: Slots, _ key: SlotKey<String> = .branch) throws(ShopError) -> Branch? {
    try named(slots[key], .branch, among: names.branches)
  }

  /// The product that bears exactly the name, SKU or barcode given; nil when none was given.
  package func product(_ slots: Slots) throws(ShopError) -> Product? {
    guard let text = slots[.product] else { return nil }
    let sku = text.uppercased()
    let found =
      names.product(named: text)
      ?? names.products.first { $0.sku?.uppercased() == sku || $0.barcode?.text == text }
    guard let found else { throw .notFound(.product, name: text) }
    return found
  }

  /// - Throws: `ShopError.invalid` when no product was given.
  package func requiredProduct(_ slots: Slots) throws(ShopError) -> Product {
    guard let product = try product(slots) else {
      throw .invalid(field: "product", .missing)
    }
    return product
  }

  /// - Throws: `ShopError.notFound` for a supplier the shop does not have.
  package func supplier(_ slots: Slots) throws(ShopError) -> Supplier? {
    try named(slots[.supplier], .supplier, among: names.suppliers)
  }

  /// - Throws: `ShopError.notFound` for a category the shop does not have.
  package func category(_ slots: Slots) throws(ShopError) -> Inventory.Category? {
    try named(slots[.category], .category, among: names.categories)
  }

  private func named<Thing: Called>(
    _ name: String?, _ kind: ShopError.Kind, among things: [Thing]
  ) throws(ShopError) -> Thing? {
    guard let name else { return nil }
    guard let thing = things.first(called: name) else { throw .notFound(kind, name: name) }
    return thing
  }

  /// The days that the period names on the shop's today; those of `otherwise` when none was named.
  package func days(_ slots: Slots, otherwise: Period) -> DayRange {
    (slots[.period] ?? otherwise).days(on: today)
  }

  /// The filter that branch, goods, type and threshold make.
  func stockFilter(_ slots: Slots) throws -> StockFilter {
    StockFilter(
      branch: try branch(slots)?.id, goods: try goods(slots), strategicOnly: slots[.type] == "strategic",
      criticalOnly: slots.asksOfUrgent,
      below: slots.asksOfNothingLeft
        ? Quantity(thousandths: 1) : slots[.threshold].map { Quantity(thousandths: $0.thousandths) })
  }

  func may(_ permission: Permission) -> Bool { session.may(permission) }

  /// Whether rows must say which branch they speak of.
  func namesBranches(_ slots: Slots) -> Bool {
    names.branches.count > 1 && slots[.branch] == nil && session.scope == nil
  }
}
