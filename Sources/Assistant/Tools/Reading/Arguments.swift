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
    guard let name = slots[key] else { return nil }
    guard let branch = names.branches.first(where: { $0.isCalled(name) }) else {
      throw .notFound(kind: "sucursal", name: name)
    }
    return branch
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
    guard let name = slots[.supplier] else { return nil }
    guard let supplier = names.suppliers.first(where: { $0.isCalled(name) }) else {
      throw .notFound(kind: "proveedor", name: name)
    }
    return supplier
  }

  /// - Throws: `ShopError.notFound` for a category the shop does not have.
  package func category(_ slots: Slots) throws(ShopError) -> Inventory.Category? {
    guard let name = slots[.category] else { return nil }
    guard let category = names.categories.first(where: { $0.isCalled(name) }) else {
      throw .notFound(kind: "categoría", name: name)
    }
    return category
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
