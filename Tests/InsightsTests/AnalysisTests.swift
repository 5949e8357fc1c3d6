import Insights
import Inventory
import Testing

struct ABCAnalysisTests {
  private func analysis(_ incomes: [Int64]) throws -> ABCAnalysis {
    try ABCAnalysis(
      incomes.enumerated().map { index, income in
        .init(product: ProductID(Int64(index)), units: Quantity(1), income: Money(minorUnits: income))
      })
  }

  @Test(
    arguments: [
      ([80, 15, 5], "ABC"), ([79, 16, 5], "ABC"), ([81, 14, 5], "ABC"), ([60, 20, 15, 5], "AABC"),
      ([50, 31, 14, 5], "ABBC"), ([95, 5], "AC"), ([100], "A"), ([40, 30, 30], "AAA"), ([50, 50], "AA"),
      ([30, 30, 30, 10], "AAAC"), ([25, 25, 25, 25], "AAAA"), ([90, 5, 5], "ABB"), ([10, 0, 0], "ACC"),
      ([], ""), ([0, 0], "CC"), ([-5], "C"), ([100, 50, -60], "ACC"),
    ] as [([Int64], String)])
  func `the cumulative share with the item itself decides`(incomes: [Int64], classes: String) throws {
    #expect(try analysis(incomes).lines.map(\.abcClass.rawValue).joined() == classes)
  }

  @Test func `lines come by income, then by product, with their share`() throws {
    let analysis = try analysis([10, 60, 10, 20])
    #expect(analysis.lines.map(\.sold.product.value) == [1, 3, 0, 2])
    #expect(analysis.lines.map(\.share?.text) == ["60", "20", "10", "10"])
    #expect(analysis.income == Money(minorUnits: 100))
  }

  @Test func `a period without income has no shares`() throws {
    #expect(try analysis([0, 0]).lines.map(\.share) == [nil, nil])
  }

  @Test func `incomes past the limit are refused`() {
    #expect(throws: ShopError.amountTooLarge) { try analysis([.max, .max]) }
  }

  @Test func `the order of the products does not change their classes`() throws {
    var random = SplitMix64(seed: 9)
    for _ in 0..<50 {
      let incomes = (0..<30).map { _ in Int64.random(in: 0...40, using: &random) }
      let classes = Dictionary(
        grouping: try analysis(incomes).lines, by: { incomes[Int($0.sold.product.value)] })
      #expect(classes.values.allSatisfy { Set($0.map(\.abcClass)).count == 1 })
      let shuffled = try analysis(incomes.shuffled(using: &random))
      #expect(shuffled.lines.map(\.abcClass) == (try analysis(incomes)).lines.map(\.abcClass))
    }
  }

  @Test(
    arguments: [
      (.a, 5, 1, .buy), (.a, 6, 1, nil), (.b, 0, 1, nil), (.c, 50, 81, .stopBuying), (.c, 50, 80, nil),
      (.a, 50, 90, nil),
    ] as [(ABCClass, Int64, Int, PurchaseAdvice?)])
  func `what sells is bought and what does not is dropped`(
    abcClass: ABCClass, onHand: Int64, days: Int, advice: PurchaseAdvice?
  ) throws {
    let place = try level(onHand, minimum: 5, maximum: 90, history: unsold(days))
    #expect(PurchaseAdvice(abcClass, in: [(place, book())]) == advice)
    let untold = try level(50, history: StockLevel.History())
    #expect(PurchaseAdvice(abcClass, in: [(untold, book()), (place, book())]) == advice)
    #expect(PurchaseAdvice(abcClass, in: [(untold, book())]) == nil)
    #expect(PurchaseAdvice(abcClass, in: []) == nil)
  }

  @Test func `each place is judged by its own rules`() throws {
    var patient = RuleSettings()
    patient.daysWithoutSale.yellow = 200
    let places: [(level: StockLevel, book: RuleBook)] = [
      (try level(50, history: unsold(90)), book()), (try level(50, history: unsold(150)), book(patient)),
    ]
    #expect(PurchaseAdvice(.c, in: places) == nil)
    #expect(PurchaseAdvice(.c, in: places.reversed()) == nil)
    #expect(PurchaseAdvice(.c, in: [places[0]]) == .stopBuying)
    var low = RuleSettings()
    low.floor = Quantity(60)
    #expect(PurchaseAdvice(.a, in: places) == nil)
    #expect(PurchaseAdvice(.a, in: places + [(try level(50), book(low))]) == .buy)
  }
}

struct RotationTests {
  @Test(
    arguments: [
      ([5, 80, 15], 80), ([150, 50, 30], 150), ([40, 40, 20], 40), ([1, 0, 0], 1), ([0, -3], nil), ([], nil),
    ] as [([Int64], Int64?)])
  func `fast is class A by units`(sold: [Int64], least: Int64?) {
    let rotation = Rotation(sold30: sold.map { Quantity($0) })
    #expect(rotation.leastOfFast == least.map { Quantity($0) })
    if let least {
      #expect(rotation.isFast(Quantity(least)))
      #expect(!rotation.isFast(Quantity(least) - Quantity(thousandths: 1)))
    } else {
      #expect(!rotation.isFast(.zero))
    }
  }
}

struct OverstockTests {
  @Test(
    arguments: [
      (50, 4, 60, "44", "2640", "375", .promotion), (50, 0, 40, "50", "2000", nil, .discount),
      (50, 0, 60, "50", "3000", nil, .bundle), (50, 0, 0, "50", "0", nil, .bundle),
    ] as [(Int64, Int64, Int64, String, String, String?, Overstock.Remedy)])
  func `the excess, its money and the remedy`(
    stock: Int64, sold30: Int64, cost: Int64, excess: String, tiedUp: String, cover: String?,
    remedy: Overstock.Remedy
  ) throws {
    var settings = RuleSettings()
    settings.lowSales30 = Quantity(5)
    let level = try level(stock, price: 100, cost: cost, sold30: sold30)
    let overstock = try #require(try Overstock(level, by: book(settings)))
    #expect(overstock.excess.decimal == excess)
    #expect("\(overstock.tiedUp.minorUnits)" == tiedUp)
    #expect(overstock.cover?.decimal == cover)
    #expect(overstock.remedy == remedy)
  }

  @Test func `what is not too much is no overstock`() throws {
    #expect(try Overstock(level(50, sold30: 30), by: book()) == nil)
  }
}

struct TurnoverTests {
  @Test(
    arguments: [
      (40, 20, 60, "15", "2"), (30, 30, 0, nil, nil), (0, 0, 10, "0", nil), (10, 10, 3, "100", "0.3"),
      (10, 0, 15, "10", "3"),
    ] as [(Int64, Int64, Int64, String?, String?)])
  func `a unit stays as long as the average stock lasts`(
    opening: Int64, closing: Int64, sold: Int64, days: String?, turns: String?
  ) {
    let turnover = Turnover(
      opening: Quantity(opening), closing: Quantity(closing), sold: Quantity(sold),
      over: DayRange(today - 29, today))
    #expect(turnover.days?.decimal == days)
    #expect(turnover.turns == turns)
  }
}

struct InventoryValueTests {
  @Test func `units, cost, price and margin add up`() throws {
    var value = InventoryValue()
    try value.add(Quantity(10), value: Money(minorUnits: 600), price: Money(minorUnits: 100))
    try value.add(Quantity(thousandths: 2500), value: Money(minorUnits: 333), price: Money(minorUnits: 199))
    #expect(value.products == 2)
    #expect(value.units.decimal == "12.5")
    #expect(value.atCost == Money(minorUnits: 933))
    #expect(value.atPrice == Money(minorUnits: 1498))
    #expect(value.potentialMargin == Money(minorUnits: 565))
  }

  @Test func `a total past the limit is refused and nothing counted`() throws {
    var value = InventoryValue()
    try value.add(Quantity(1), value: .zero, price: .limit)
    let before = value
    #expect(throws: ShopError.amountTooLarge) {
      try value.add(Quantity(1), value: .zero, price: Money(minorUnits: 1))
    }
    #expect(value == before)
  }
}
