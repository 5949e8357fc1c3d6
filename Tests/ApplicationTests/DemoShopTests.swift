import Inventory
import Testing

@testable import Application

@Suite struct `The demo shop` {
  /// An ordinary day, a Monday in the new year, the eve of Christmas and a Sunday.
  private static let ends = [20_410, 20_458, 20_446, 20_632].map(BusinessDay.init(ordinal:))
  private static let made = Result { try ends.map(Year.init) }

  /// A generated shop with what its shelves hold in the end.
  private struct Year {
    let end: BusinessDay
    let shop: DemoShop
    let ledger: DemoLedger

    init(endingOn end: BusinessDay) throws {
      self.end = end
      shop = try DemoShop.generate(endingOn: end)
      ledger = try DemoLedger(of: shop)
    }
  }

  private let years: [Year]
  private let shop: DemoShop

  init() throws {
    years = try Self.made.get()
    shop = try #require(years.first).shop
  }

  @Test func `is the same for the same day and seed, and another for another`() throws {
    let end = try #require(years.first).end
    #expect(try DemoShop.generate(endingOn: end).events == shop.events)
    #expect(try DemoShop.generate(endingOn: end, seed: 7).events != shop.events)
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

  @Test(arguments: Self.ends.indices)
  func `never has less than nothing on a shelf, nor sells what has expired`(index: Int) {
    #expect(years[index].ledger.faults.isEmpty)
  }

  @Test func `tells a year in the order in which it happened`() throws {
    let end = try #require(years.first).end
    let year = DayRange(end - 364, end)
    #expect(shop.events.allSatisfy { year.contains($0.day) && (0..<1440).contains($0.minute) })
    #expect(
      zip(shop.events, shop.events.dropFirst()).allSatisfy { ($0.day, $0.minute) <= ($1.day, $1.minute) })
  }

  @Test func `sells most on Saturdays and least on Sundays`() {
    var sales = Array(repeating: 0, count: 7)
    for event in shop.events { if case .sale = event.action { sales[event.day.weekday] += 1 } }
    #expect((11_000...13_000).contains(sales.reduce(0, +)))
    #expect(sales.max() == sales[5])
    #expect(sales.min() == sales[6])
  }

  @Test(arguments: Self.ends.indices)
  func `ends with a few shelves to see to among many in order`(index: Int) throws {
    let (end, ledger) = (years[index].end, years[index].ledger)
    let limits = Dictionary(uniqueKeysWithValues: years[index].shop.products.map { ($0.id, $0.limits) })
    var (gone, low, unsold) = (0, 0, 0)
    for shelf in ledger.shelves {
      let stock = ledger.stock(on: shelf)
      let minimum = try #require(limits[shelf.product]).minimum
      if stock.isZero { gone += 1 }
      if stock <= minimum || stock < ledger.sold(from: shelf, since: end - 6) { low += 1 }
      if stock > .zero, ledger.sold(from: shelf, since: end - 29).isZero { unsold += 1 }
    }
    #expect(ledger.shelves.count > 380)
    #expect((2...8).contains(gone))
    #expect((10...20).contains(low))
    #expect((8...14).contains(unsold))
    #expect((8...16).contains(ledger.expiring(by: end + 30)))
    #expect((1...3).contains(ledger.expiring(by: end - 1)))
  }

  @Test(arguments: Self.ends.indices)
  func `is about to run out of its antioxidant serum everywhere`(index: Int) throws {
    let (end, ledger) = (years[index].end, years[index].ledger)
    let serum = try #require(shop.products.first { $0.name == "Serum Antioxidante 30 ml" })
    #expect(serum.isStrategic)
    let shelves = ledger.shelves.filter { $0.product == serum.id }
    #expect(shelves.count == 3)
    #expect(shelves.allSatisfy { ledger.stock(on: $0) <= serum.limits.minimum })
    let stock = shelves.reduce(Quantity.zero) { $0 + ledger.stock(on: $1) }
    #expect(stock < shelves.reduce(Quantity.zero) { $0 + ledger.sold(from: $1, since: end - 6) })
  }

  @Test func `does not know the blue dye that customers ask for`() {
    #expect(!shop.products.contains { $0.name.hasPrefix("Tinte Azul") })
    #expect(shop.products.count { $0.name.hasPrefix("Tinte ") } > 5)
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
