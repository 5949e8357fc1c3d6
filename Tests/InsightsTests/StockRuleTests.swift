import Insights
import Inventory
import Testing

struct LowStockRuleTests {
  @Test(
    arguments: [
      // on hand, reserved, minimum, sold in 7 days, strategic → the rules that hold
      (0, 0, 5, 0, false, [.outOfStock, .floor, .minimum, .shareOfMaximum]),
      (4, 4, 0, 0, false, [.outOfStock, .floor, .minimum, .shareOfMaximum]),
      (2, 0, 5, 0, false, [.floor, .minimum, .shareOfMaximum]),
      (3, 0, 5, 0, false, [.minimum, .shareOfMaximum]),
      (5, 0, 5, 0, false, [.minimum, .shareOfMaximum]),
      (8, 3, 5, 0, false, [.minimum, .shareOfMaximum]),
      (6, 0, 5, 0, false, [.shareOfMaximum]),
      (26, 0, 5, 26, false, []),
      (26, 0, 5, 27, false, [.projection]),
      (30, 0, 5, 20, true, [.projection]),
      (31, 0, 5, 20, true, []),
      (0, 0, 5, 0, true, [.outOfStock, .floor, .minimum, .shareOfMaximum]),
      (25, 0, 5, 10, false, [.shareOfMaximum]),
    ] as [(Int64, Int64, Int64, Int64, Bool, StockRules)])
  func `stock is compared with floor, minimum, projection and maximum`(
    onHand: Int64, reserved: Int64, minimum: Int64, sold7: Int64, strategic: Bool, expected: StockRules
  ) throws {
    let level = try level(
      onHand, reserved: reserved, minimum: minimum, maximum: 100, strategic: strategic, sold7: sold7,
      sold30: max(sold7, 1))
    #expect(book().rules(for: level) == expected)
  }

  @Test func `a product that asks for no alert at its minimum gets none`() throws {
    var level = try level(4)
    level.limits = try StockLimits(minimum: Quantity(5), maximum: Quantity(10), alertsAtMinimum: false)
    #expect(book().rules(for: level).isDisjoint(with: .minimum))
  }

  @Test(
    arguments: [(50, true, true), (51, true, false), (25, false, true), (26, false, false)]
      as [(Int64, Bool, Bool)])
  func `half of the maximum is little for a fast mover, a quarter for the others`(
    onHand: Int64, fast: Bool, holds: Bool
  ) throws {
    let level = try level(onHand, maximum: 100, sold7: 1, sold30: 20)
    let book = book(fast: fast ? [20, 1] : [200, 20, 20])
    #expect(book.rules(for: level).contains(.shareOfMaximum) == holds)
  }

  @Test func `the share of the maximum is silent while there is too much`() throws {
    let unsold = try level(20, maximum: 100)
    #expect(book().rules(for: unsold) == .overstock)
    let sold = try level(20, maximum: 100, sold30: 1)
    #expect(book().rules(for: sold) == .shareOfMaximum)
  }

  @Test func `a unit reserved is not available, and all reserved is told apart from none`() throws {
    #expect(try level(4, reserved: 4).isAllReserved)
    #expect(try !level(4, reserved: 3).isAllReserved)
    #expect(try !level(0).isAllReserved)
  }

  @Test func `a kilo counts in grams`() throws {
    var sugar = try level(0, minimum: 5, maximum: 100, sold30: 9)
    sugar.onHand = Quantity(thousandths: 5001)
    #expect(book().rules(for: sugar) == .shareOfMaximum)
    sugar.onHand = Quantity(thousandths: 5000)
    #expect(book().rules(for: sugar) == [.minimum, .shareOfMaximum])
  }
}

struct SlowStockRuleTests {
  @Test(arguments: [(0, nil, true), (1, nil, false), (4, 5, true), (5, 5, false)] as [(Int64, Int64?, Bool)])
  func `too much is more than 45 days of sales that are few`(sold30: Int64, few: Int64?, holds: Bool) throws {
    var settings = RuleSettings()
    settings.lowSales30 = few.map { Quantity($0) }
    let level = try level(50, sold30: sold30)
    #expect(book(settings).rules(for: level).contains(.overstock) == holds)
  }

  @Test(arguments: [(6, false), (7, true)] as [(Int64, Bool)])
  func `4 sold in 30 days allow 6 on the shelf`(onHand: Int64, holds: Bool) throws {
    var settings = RuleSettings()
    settings.lowSales30 = Quantity(5)
    #expect(book(settings).rules(for: try level(onHand, sold30: 4)).contains(.overstock) == holds)
  }

  @Test(arguments: [(79, false), (80, false), (81, true), (705, true)])
  func `more than 80 days without a sale are too many`(days: Int, holds: Bool) throws {
    let level = try level(10, sold30: 1, history: unsold(days))
    #expect(book().rules(for: level).contains(.noSales) == holds)
  }

  @Test(arguments: [(0, false), (2, false), (3, true)] as [(Int64, Bool)])
  func `what is out of stock or under the floor is not called unsold`(onHand: Int64, holds: Bool) throws {
    let level = try level(onHand, sold30: 1, history: unsold(100))
    #expect(book().rules(for: level).contains(.noSales) == holds)
  }

  @Test(arguments: [
    (0, true, true, false), (21, true, true, false), (22, false, true, true), (21, false, true, false),
    (21, false, false, true),
  ]) func `a change of price forgives 21 days`(days: Int, isCut: Bool, anyChange: Bool, holds: Bool) throws {
    var settings = RuleSettings()
    settings.onlyCutsGiveGrace = !anyChange
    let change = StockLevel.PriceChange(day: today - days, isCut: isCut)
    let level = try level(10, sold30: 1, history: unsold(100, priceChange: change))
    #expect(book(settings).rules(for: level).contains(.noSales) == holds)
  }

  @Test(arguments: [
    // days since the cut, days since the last sale, is a cut, setting → holds
    (22, 40, true, true, true), (21, 40, true, true, false), (22, 22, true, true, false),
    (22, 10, true, true, false), (22, 40, false, true, false), (22, 40, true, false, false),
  ]) func `a cut that sold nothing is unsold before its 80 days`(
    cut: Int, sale: Int, isCut: Bool, setting: Bool, holds: Bool
  ) throws {
    var settings = RuleSettings()
    settings.alertsOfCutsWithoutEffect = setting
    let change = StockLevel.PriceChange(day: today - cut, isCut: isCut)
    let level = try level(10, sold30: 1, history: unsold(sale, priceChange: change))
    #expect(book(settings).rules(for: level).contains(.noSales) == holds)
    let hit = book(settings).hit(.noSales, for: level)
    #expect(hit.followsPriceCut == holds)
    if holds { #expect((hit.value, hit.threshold) == (.days(22), .days(21))) }
  }

  @Test func `what never sold counts from the entry that ended a stock of 0`() throws {
    let history = StockLevel.History(
      firstEntry: today - 800, lastRestock: today - 705, lastMovement: today - 705)
    let level = try level(10, history: history)
    #expect(book().hit(.noSales, for: level).value == .days(705))
    #expect(book().rules(for: level) == [.overstock, .noSales, .noMovement])
    #expect(StockLevel.History().daysWithoutSale(on: today) == nil)
  }

  @Test(arguments: [(29, false), (30, true)])
  func `a product younger than 30 days is not slow`(age: Int, holds: Bool) throws {
    var settings = RuleSettings()
    settings.daysWithoutSale.yellow = 5
    settings.daysWithoutMovement = 5
    let history = StockLevel.History(
      firstEntry: today - age, lastRestock: today - age, lastMovement: today - age)
    let rules = book(settings).rules(for: try level(10, history: history))
    #expect(rules == (holds ? [.overstock, .noSales, .noMovement] : []))
  }

  @Test(arguments: [(79, false), (80, true)])
  func `80 days without a movement are too many, and a sale is a movement`(days: Int, holds: Bool) throws {
    var history = StockLevel.History(firstEntry: today - 300, lastMovement: today - days)
    #expect(book().rules(for: try level(10, sold30: 1, history: history)).contains(.noMovement) == holds)
    history.lastSale = today - 3
    #expect(!book().rules(for: try level(10, sold30: 1, history: history)).contains(.noMovement))
  }

  @Test(
    arguments: [
      (-1, .expired, -1, 0), (0, .expiringSoon, 0, 30), (30, .expiringSoon, 30, 30), (31, [], 31, 30),
    ] as [(Int, StockRules, Int, Int)])
  func `a lot expires when its day has passed`(
    days: Int, expected: StockRules, value: Int, threshold: Int
  ) throws {
    let level = try level(10, sold30: 1, expiry: today + days)
    #expect(book().rules(for: level) == expected)
    let hit = book().hit(days < 0 ? .expired : .expiringSoon, for: level)
    #expect((hit.value, hit.threshold) == (.days(value), .days(threshold)))
  }

  @Test(
    arguments: [(80, nil), (81, .yellow), (100, .yellow), (101, .orange), (120, .orange), (121, .red)]
      as [(Int, SalesGap?)])
  func `the list turns yellow, orange and red`(days: Int, gap: SalesGap?) {
    #expect(SalesGap(days: days) == gap)
  }
}

struct RuleHitTests {
  @Test func `hits come highest first with the figures compared`() throws {
    let level = try level(2, minimum: 5, maximum: 100, strategic: true, sold7: 7, sold30: 30)
    let hits = book(fast: [30]).hits(for: level)
    #expect(hits.map(\.rule) == [.floor, .minimum, .projection, .shareOfMaximum])
    #expect(hits.map(\.value.decimal) == ["2", "2", "2", "2"])
    #expect(hits.map(\.threshold.decimal) == ["3", "5", "10.5", "50"])
    #expect(hits.map(\.severity.level) == [.warning, .warning, .critical, .info])
    #expect(hits.map(\.severity.priority) == [.high, .medium, .high, .low])
  }

  @Test(
    arguments: [
      ([.outOfStock, .floor, .projection], .outOfStock, .outOfStock),
      ([.floor, .minimum, .projection], .floor, .projection), ([.minimum, .expired], .minimum, .minimum),
      ([.noSales, .noMovement], .noSales, .noSales), ([], nil, nil),
    ] as [(StockRules, StockRule?, StockRule?)])
  func `the highest rule is shown and the shortest cover explains`(
    rules: StockRules, shown: StockRule?, explaining: StockRule?
  ) {
    #expect(rules.highest == shown)
    #expect(rules.explaining == explaining)
  }

  @Test(
    arguments: [
      (.outOfStock, "critical", "alta"), (.floor, "warning", "alta"), (.minimum, "warning", "media"),
      (.projection, "warning", "media"), (.shareOfMaximum, "info", "baja"), (.overstock, "info", "baja"),
      (.noSales, "info", "media"), (.expired, "critical", "alta"), (.expiringSoon, "warning", "media"),
      (.noMovement, "info", "baja"),
    ] as [(StockRule, String, String)])
  func `each rule has its place on both scales`(rule: StockRule, level: String, priority: String) {
    let severity = rule.severity(isStrategic: false)
    #expect(severity.level.rawValue == level)
    #expect(severity.priority.rawValue == priority)
  }

  @Test(
    arguments: [
      // stock, sold in 7 days, strategic, cost of a price of 100 → critical
      (9, 10, false, 90, true), (10, 10, false, 90, false), (4, 0, true, 50, true), (4, 0, true, 51, false),
      (4, 0, false, 10, false), (4, 0, true, 0, false), (15, 10, true, 40, true), (16, 10, true, 40, false),
    ] as [(Int64, Int64, Bool, Int64, Bool)])
  func `critical is below the projection, or short, strategic and of high margin`(
    stock: Int64, sold7: Int64, strategic: Bool, cost: Int64, critical: Bool
  ) throws {
    let level = try level(
      stock, minimum: 5, maximum: 10, strategic: strategic, price: 100, cost: cost, sold7: sold7, sold30: 40)
    #expect(book().isCritical(level) == critical)
  }

  @Test func `every hit is true of its figures, and every rule that holds has a hit`() throws {
    var random = SplitMix64(seed: 1)
    func days(_ range: ClosedRange<Int>) -> BusinessDay? {
      Bool.random(using: &random) ? today - Int.random(in: range, using: &random) : nil
    }
    var seen: StockRules = []
    for _ in 0..<2000 {
      var level = try level(
        Int64.random(in: 0...60, using: &random), reserved: Int64.random(in: 0...3, using: &random),
        minimum: Int64.random(in: 0...9, using: &random), maximum: Int64.random(in: 10...200, using: &random),
        strategic: Bool.random(using: &random), sold7: Int64.random(in: 0...40, using: &random),
        sold30: Int64.random(in: 0...3, using: &random) * 10, expiry: days(-60...10))
      level.history = StockLevel.History(
        lastSale: days(0...200), firstEntry: days(0...300), lastRestock: days(0...300),
        lastMovement: days(0...200),
        priceChange: days(0...60).map { .init(day: $0, isCut: Bool.random(using: &random)) })
      let book = book(fast: [30, 20, 10])
      let hits = book.hits(for: level)
      #expect(hits.map(\.rule) == book.rules(for: level).rules)
      for hit in hits { #expect(holds(hit, strategic: level.isStrategic), "\(hit)") }
      seen.formUnion(book.rules(for: level))
    }
    #expect(seen.rules == StockRule.allCases)
  }

  private func holds(_ hit: RuleHit, strategic: Bool) -> Bool {
    switch (hit.rule, hit.value, hit.threshold) {
    case (.outOfStock, .quantity(let value), .quantity(let threshold)),
      (.minimum, .quantity(let value), .quantity(let threshold)),
      (.shareOfMaximum, .quantity(let value), .quantity(let threshold)):
      value <= threshold
    case (.floor, .quantity(let value), .quantity(let threshold)): value < threshold
    case (.projection, .quantity(let value), .quantity(let threshold)):
      strategic ? value <= threshold : value < threshold
    case (.overstock, .quantity(let value), .quantity(let threshold)): value > threshold
    case (.noSales, .days(let value), .days(let threshold)): value > threshold
    case (.expired, .days(let value), .days(let threshold)): value < threshold
    case (.expiringSoon, .days(let value), .days(let threshold)): (0...threshold).contains(value)
    case (.noMovement, .days(let value), .days(let threshold)): value >= threshold
    default: false
    }
  }
}
