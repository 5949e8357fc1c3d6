import Inventory
import Testing

@testable import Application

@Suite struct `The demo shop` {
  private static let end = BusinessDay(ordinal: 20_410)
  private static let made = Result { try DemoShop.generate(endingOn: end) }

  private let shop: DemoShop

  init() throws { shop = try Self.made.get() }

  @Test func `is the same for the same day and seed, and another for another`() throws {
    #expect(try DemoShop.generate(endingOn: Self.end).events == shop.events)
    #expect(try DemoShop.generate(endingOn: Self.end, seed: 7).events != shop.events)
  }

  @Test func `sells some three hundred products, each under a name and codes of its own`() {
    #expect((280...320).contains(shop.products.count))
    #expect(Set(shop.products.map(\.name)).count == shop.products.count)
    #expect(Set(shop.products.map(\.sku)).count == shop.products.count)
    #expect(Set(shop.products.map(\.barcode?.text)).count == shop.products.count)
    #expect(shop.products.map(\.id.value) == Array(1...Int64(shop.products.count)))
  }

  @Test func `knows where each product belongs, whom it comes from and what it earns`() {
    let categories = Set(shop.categories.map(\.id))
    let suppliers = Set(shop.suppliers.map(\.id))
    for product in shop.products {
      #expect(product.category.map(categories.contains) == true)
      #expect(product.supplier.map(suppliers.contains) == true)
      #expect(product.prices.cost > .zero)
      #expect(product.prices.cost < product.prices.wholesale?.price ?? product.prices.sale)
      #expect(product.barcode?.text.hasPrefix("200") == true)
    }
    #expect(shop.products.count(where: \.isStrategic) == 8)
    #expect(shop.products.contains { $0.unit == .kilo })
  }

  @Test func `has every base category of a salon`() {
    let roots = Set(shop.categories.filter { $0.parent == nil }.map(\.name))
    let base: Set = [
      "Cabello", "Rostro", "Cuerpo", "Manos y Pies", "Maquillaje", "Herramientas", "Equipamiento",
      "Desechables",
      "Higiene", "Suplementos", "Otros",
    ]
    #expect(base.isSubset(of: roots))
  }

  @Test(
    arguments: [
      (20_410, 1), (19_782, 2), (20_088, 3),
    ] as [(Int, UInt64)])
  func `never has less than nothing on a shelf, nor sells what has expired`(end: Int, seed: UInt64) throws {
    let shop = try DemoShop.generate(endingOn: BusinessDay(ordinal: end), seed: seed)
    var ledger = DemoLedger()
    for event in shop.events { try ledger.apply(event) }
    #expect(ledger.faults.isEmpty)
  }

  @Test func `tells a year in the order in which it happened`() {
    let year = DayRange(Self.end - 364, Self.end)
    #expect(shop.events.allSatisfy { year.contains($0.day) && (0..<1440).contains($0.minute) })
    #expect(
      zip(shop.events, shop.events.dropFirst()).allSatisfy { ($0.day, $0.minute) <= ($1.day, $1.minute) })
  }

  @Test func `sells most on Saturdays and least on Sundays`() {
    var sales = Array(repeating: 0, count: 7)
    for event in shop.events { if case .sale = event.action { sales[event.day.weekday] += 1 } }
    #expect((12_000...16_000).contains(sales.reduce(0, +)))
    #expect(sales.max() == sales[5])
    #expect(sales.min() == sales[6])
  }

  @Test func `ends with shelves that are empty, low, slow and full`() throws {
    var ledger = DemoLedger()
    for event in shop.events { try ledger.apply(event) }
    var (gone, low, slow) = (0, 0, 0)
    for product in shop.products {
      let stock = ledger.stock(of: product.id)
      let week = ledger.sold(product.id, since: Self.end - 6)
      if stock.isZero { gone += 1 } else if stock < week { low += 1 }
      if stock > .zero, ledger.sold(product.id, since: Self.end - 29).isZero { slow += 1 }
    }
    #expect((4...25).contains(gone))
    #expect((10...50).contains(low))
    #expect((15...50).contains(slow))
    #expect(ledger.expiring(by: Self.end + 30) > 0)
    #expect(ledger.expiring(by: Self.end - 1) > 0)
  }

  @Test func `is about to run out of its antioxidant serum`() throws {
    let serum = try #require(shop.products.first { $0.name == "Serum Antioxidante 30 ml" })
    var ledger = DemoLedger()
    for event in shop.events { try ledger.apply(event) }
    #expect(serum.isStrategic)
    #expect(ledger.stock(of: serum.id) > .zero)
    #expect(ledger.stock(of: serum.id) < ledger.sold(serum.id, since: Self.end - 6))
  }

  @Test func `knows every kind of movement of a shop's stock but returns to suppliers`() {
    var kinds: Set<MovementKind> = []
    for event in shop.events { kinds.formUnion(event.movements) }
    #expect(kinds == Set(MovementKind.allCases).subtracting([.supplierReturn]))
  }
}

extension DemoEvent {
  fileprivate var movements: Set<MovementKind> {
    switch action {
    case .purchase: [.purchase]
    case .sale: [.sale]
    case .customerReturn: [.customerReturn]
    case .adjust(let kind, _, _, _, _): [kind]
    case .cancel, .transfer, .priceChange: []
    }
  }
}
