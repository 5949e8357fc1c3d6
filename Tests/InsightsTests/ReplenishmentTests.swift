import Insights
import Inventory
import Testing

/// The example of source document 002 with the product that the acceptance adds (requirements §25).
private struct Acceptance {
  let serum: StockLevel
  let crema: StockLevel
  let jabon: StockLevel

  init() throws {
    serum = try level(
      10, minimum: 5, maximum: 100, strategic: true, price: 100_00, cost: 40_00, sold7: 35, sold30: 150)
    crema = try level(9, minimum: 5, maximum: 100, price: 80_00, cost: 60_00, sold7: 12, sold30: 50)
    jabon = try level(50, minimum: 5, maximum: 100, price: 10_00, cost: 7_00, sold7: 7, sold30: 30)
  }

  let rules = book(fast: [150, 50, 30])
}

struct ReplenishmentTests {
  @Test func `the example of the document gives 60, 15 and normal`() throws {
    let shop = try Acceptance()
    let serum = Replenishment(for: shop.serum)
    #expect((serum.suggested, serum.dailyAverage, serum.cover?.decimal) == (Quantity(60), Quantity(5), "2"))
    let crema = Replenishment(for: shop.crema)
    #expect(
      (crema.suggested, crema.dailyAverage.decimal, crema.cover?.decimal) == (Quantity(15), "1.714", "5.2"))
    #expect(crema.cover?.days == 5)
    #expect(shop.rules.isCritical(shop.serum))
    #expect(shop.rules.isCritical(shop.crema))
    #expect(shop.rules.rules(for: shop.serum).explaining == .projection)
    #expect(shop.rules.rules(for: shop.jabon).isEmpty)
    #expect(Replenishment(for: shop.jabon).suggested == .zero)
  }

  @Test(
    arguments: [
      // on hand, reserved, sold in 7 days → average, cover, suggested
      (10, 0, 15, "2.143", "4.6", 20), (10, 5, 15, "2.143", "2.3", 25), (0, 0, 6, "0.857", "0", 12),
      (50, 0, 0, "0", nil, 0), (3, 0, 0, "0", nil, 0), (14, 0, 7, "1", "14", 0), (0, 0, 0, "0", nil, 0),
      (5, 0, -2, "-0.286", nil, 0), (1, 0, 3, "0.429", "2.3", 5),
    ] as [(Int64, Int64, Int64, String, String?, Int64)])
  func `average, cover and suggestion follow the week's sales`(
    onHand: Int64, reserved: Int64, sold7: Int64, average: String, cover: String?, suggested: Int64
  ) throws {
    let replenishment = Replenishment(for: try level(onHand, reserved: reserved, sold7: sold7))
    #expect(replenishment.dailyAverage.decimal == average)
    #expect(replenishment.projection == Quantity(sold7))
    #expect(replenishment.cover?.decimal == cover)
    #expect(replenishment.suggested == Quantity(suggested))
  }

  @Test(
    arguments: [
      // needed 20: on order, minimum, pack → to order
      (0, 0, nil, 20), (5, 0, nil, 15), (20, 0, nil, 0), (25, 50, 12, 0), (0, 30, nil, 30), (0, 0, 12, 24),
      (8, 0, 12, 12), (0, 30, 12, 36), (0, 0, 0, 20), (0, 0, -4, 20),
    ] as [(Int64, Int64, Int64?, Int64)])
  func `what is ordered is what is missing, in whole packs`(
    onOrder: Int64, minimum: Int64, pack: Int64?, expected: Int64
  ) throws {
    let level = try level(10, sold7: 15, sold30: 60)
    let terms = OrderTerms(
      onOrder: Quantity(onOrder), minimum: Quantity(minimum), pack: pack.map { Quantity($0) })
    #expect(Replenishment.toOrder(for: level, terms: terms) == Quantity(expected))
  }

  @Test(
    arguments: [(false, 0, 0), (true, 0, 5), (true, 2, 3), (true, 5, 0), (true, 9, 0)]
      as [(Bool, Int64, Int64)])
  func `without sales only a strategic product is ordered, up to its minimum`(
    strategic: Bool, onHand: Int64, expected: Int64
  ) throws {
    let level = try level(onHand, minimum: 5, maximum: 10, strategic: strategic)
    #expect(Replenishment.toOrder(for: level) == Quantity(expected))
  }

  @Test func `extreme figures give limits, not crashes`() throws {
    var level = try level(0, strategic: true)
    level.sales.last7 = Quantity(thousandths: .max)
    level.sales.last30 = Quantity(thousandths: .max)
    #expect(Replenishment(for: level).suggested == .limit)
    #expect(book().rules(for: level).contains(.projection))
    level.sales.last7 = Quantity(thousandths: .min)
    level.sales.last30 = Quantity(thousandths: .min)
    #expect(Replenishment(for: level).suggested == .zero)
    #expect(book().hits(for: level).first?.rule == .outOfStock)
  }

  @Test func `buying what is suggested covers two weeks and no more`() throws {
    var random = SplitMix64(seed: 2)
    for _ in 0..<500 {
      let stock = Int64.random(in: 0...100, using: &random)
      let sold = Int64.random(in: 1...80, using: &random)
      let after = stock + Replenishment(for: try level(stock, sold7: sold)).suggested.thousandths / 1000
      #expect(after == max(stock, 2 * sold))
    }
  }

  @Test(
    arguments: [(12_00, 100_00, "12"), (1, 3, "33.3"), (-5, 100, "0"), (0, 0, nil)]
      as [(Int64, Int64, String?)])
  func `a product's share of the month is a percentage with one decimal`(
    income: Int64, total: Int64, share: String?
  ) throws {
    var level = try level(1)
    level.sales.income30 = Money(minorUnits: income)
    #expect(level.shareOfIncome(of: Money(minorUnits: total))?.text == share)
  }
}

struct LowStockRankTests {
  @Test func `critical, strategic, shortest cover, dearest suggestion, SKU`() throws {
    func rank(
      _ sku: String, critical: Bool = false, strategic: Bool = false, stock: Int64 = 7, sold7: Int64 = 7,
      price: Int64 = 100
    ) throws -> (String, LowStockRank) {
      let level = try level(stock, strategic: strategic, price: price, sold7: sold7)
      let rank = LowStockRank(
        level, isCritical: critical, replenishment: Replenishment(for: level), sku: sku)
      return (sku, rank)
    }
    let expected = try [
      rank("critical-strategic", critical: true, strategic: true, stock: 60),
      rank("critical", critical: true, stock: 50), rank("strategic", strategic: true, stock: 40),
      rank("cover-3", stock: 3), rank("dear", price: 300), rank("cheap-a", price: 200),
      rank("cheap-b", price: 200), rank("unsold", sold7: 0),
    ]
    var random = SplitMix64(seed: 4)
    for _ in 0..<20 {
      let sorted = expected.shuffled(using: &random).sorted { $0.1 < $1.1 }
      #expect(sorted.map(\.0) == expected.map(\.0))
    }
  }
}
