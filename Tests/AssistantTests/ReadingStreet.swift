import Assistant
import Inventory
import Shop
import Store
import Testing
import Understanding
import Wire

/// The street shop that tests share which only look.
enum Street {
  static let shop = Task { try await streetShop() }
}

/// A shop with two branches, two suppliers and products in every situation that the tools speak of, on
/// 19 November 2025.
func streetShop(_ address: ShopRecord.Address = .voseo) async throws -> ReadingShop {
  let shop = try await ReadingShop(branches: ["Norte"], address: address)
  let lab = try await shop.shop.createSupplier(
    SupplierFields(name: "Bella Piel", phone: "700-1", leadTime: 3), shop.session
  )
  .id
  let depot = try await shop.shop.createSupplier(SupplierFields(name: "Andina", leadTime: 7), shop.session).id
  let norte = try #require(try await shop.shop.names(shop.session).branches.first { $0.name == "Norte" }).id
  let small = try StockLimits(minimum: Quantity(3), maximum: Quantity(20))
  let serum = try await shop.product(
    "Serum", sku: "SER", price: 150, cost: 70, isStrategic: true, supplier: lab)
  let cream = try await shop.product("Crema", sku: "CRE", price: 70, cost: 45, supplier: depot)
  let soap = try await shop.product(
    "Jabón", sku: "JAB", price: 20, cost: 10, supplier: depot, limits: small,
    wholesale: Prices.Wholesale(price: money(15), quantity: Quantity(12)))
  let shampoo = try await shop.product("Shampoo", sku: "SHA", price: 50, cost: 20, supplier: lab)
  let comb = try await shop.product("Peine", sku: "PEI", price: 10, limits: small)
  let milk = try await shop.product("Leche", sku: "LEC", price: 8, cost: 6, limits: small)
  var past: [(String, PastOperation.Action)] = [
    ("2025-08-01", .entry(serum, 40)), ("2025-08-01", .entry(cream, 30)), ("2025-08-01", .entry(soap, 30)),
    ("2025-08-01", .entry(shampoo, 40)), ("2025-08-02", .sale(shampoo, 1)), ("2025-08-01", .entry(comb, 2)),
    ("2025-08-02", .sale(comb, 2)),
    ("2025-10-25", .entry(milk, 4, lot: "A", expires: try day("2025-11-10"))),
    ("2025-10-25", .entry(milk, 9, lot: "B", expires: try day("2025-11-29"))),
    ("2025-11-05", .sale(cream, 9)),
    (
      "2025-11-06",
      .entry(
        EntryDraft(lines: [.init(product: cream.id, quantity: Quantity(5))], branch: norte))
    ),
  ]
  for day in 13...19 {
    past.append(("2025-11-\(day)", .sale(serum, 5)))
    past.append(("2025-11-\(day)", .sale(soap, 1)))
    past.append(("2025-11-\(day)", .sale(cream, day < 18 ? 2 : 1)))
  }
  try await shop.past(past)
  return shop
}
