import Inventory
import Testing

struct FixedPointTests {
  @Test(
    arguments: [
      ("0", 0), ("12", 12_000), ("12.5", 12_500), ("+0.25", 250), ("-3.125", -3125), (".5", 500),
      ("7.", 7000),
      ("1.2340", 1234), ("1.2345", nil), ("", nil), ("-", nil), (".", nil), ("1,5", nil), ("1.2.3", nil),
      (" 1", nil), ("1e3", nil), ("٣", nil), ("9223372036854775.807", .max), ("9223372036854775.808", nil),
      ("99999999999999999999", nil),
    ] as [(String, Int64?)])
  func `decimal text is read exactly or not at all`(text: String, value: Int64?) {
    #expect(FixedPoint.parse(text, scale: 3) == value)
  }

  @Test(
    arguments: [("1.004", 100), ("1.005", 101), ("-1.005", -101), ("1.0049", 100), ("0.995", 100)]
      as [(String, Int64)])
  func `digits too many round half up when asked`(text: String, value: Int64) {
    #expect(FixedPoint.parse(text, scale: 2, rounding: true) == value)
  }

  @Test(
    arguments: [
      (0, 3, 0, "0"), (1500, 3, 0, "1.5"), (-1, 3, 0, "-0.001"), (1000, 3, 2, "1.00"), (5, 0, 0, "5"),
      (.min, 3, 0, "-9223372036854775.808"), (250, 2, 2, "2.50"),
    ] as [(Int64, Int, Int, String)])
  func `text has the places it needs`(value: Int64, scale: Int, decimals: Int, text: String) {
    #expect(FixedPoint.text(value, scale: scale, decimals: decimals) == text)
  }

  @Test func `what is written is read back`() {
    var value: Int64 = 1
    for _ in 0..<500 {
      value = value &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      #expect(FixedPoint.parse(FixedPoint.text(value, scale: 3), scale: 3) == value)
    }
  }

  @Test(
    arguments: [
      (10, 1, 4, 3), (10, 1, 3, 3), (-10, 1, 4, -3), (10, -1, 4, -3), (-10, -1, 4, 3), (0, 5, 7, 0),
      (.max, 1000, 1000, .max), (.max, 2, 1, nil), (.min, 1, 1, nil), (.max, 3, 4, 6_917_529_027_641_081_855),
    ] as [(Int64, Int64, Int64, Int64?)])
  func `a product is divided without losing digits on the way`(
    value: Int64, numerator: Int64, denominator: Int64, expected: Int64?
  ) {
    #expect(scaled(value, by: numerator, over: denominator) == expected)
  }
}

struct MoneyTests {
  @Test(
    arguments: [(199, 2500, 498), (333, 1000, 333), (1, 500, 1), (1, 499, 0), (100, -1500, -150)]
      as [(Int64, Int64, Int64)])
  func `a price times a quantity rounds half up`(price: Int64, thousandths: Int64, expected: Int64) throws {
    let money = try Money(minorUnits: price).times(Quantity(thousandths: thousandths))
    #expect(money == Money(minorUnits: expected))
  }

  @Test func `an amount past the limit is refused`() throws {
    #expect(throws: ShopError.amountTooLarge) { try Money.limit.times(Quantity(2)) }
    #expect(throws: ShopError.amountTooLarge) {
      try Money(minorUnits: .max).times(Quantity(thousandths: .max))
    }
    #expect(try Money.limit.times(Quantity(1)) == .limit)
  }

  @Test(arguments: [(1, 3, 33), (2, 3, 67), (3, 3, 100), (1, 0, 0), (1, -1, 0)] as [(Int64, Int64, Int64)])
  func `a share of an amount rounds half up`(part: Int64, whole: Int64, expected: Int64) throws {
    let share = try Money(minorUnits: 100).share(Quantity(part), of: Quantity(whole))
    #expect(share == Money(minorUnits: expected))
  }

  @Test(
    arguments: [(100_00, 60_00, "40"), (3, 2, "33.3"), (80, 100, "-25"), (100, 0, nil)]
      as [(Int64, Int64, String?)])
  func `a margin is a share of the price, unknown without a cost`(sale: Int64, cost: Int64, margin: String?) {
    #expect(Percent(marginOf: Money(minorUnits: sale), cost: Money(minorUnits: cost))?.text == margin)
  }

  @Test(
    arguments: [
      ("BOB", "1250.5", 125_050), ("bob", "0.01", 1), ("BOB", "1.005", nil), ("CLP", "1990", 1990),
      ("CLP", "19.5", nil), ("BOB", "100000000000", 10_000_000_000_000), ("BOB", "100000000000.01", nil),
    ] as [(String, String, Int64?)])
  func `an amount is read in the digits of its currency`(code: String, text: String, minor: Int64?) throws {
    let currency = try #require(Currency(code: code))
    let money = currency.money(text)
    #expect(money == minor.map { Money(minorUnits: $0) })
    if let money { #expect(currency.money(currency.decimal(money)) == money) }
  }

  @Test func `an unknown currency is none`() {
    #expect(Currency(code: "XXX") == nil)
    #expect(Currency(code: "") == nil)
  }
}

struct QuantityTests {
  @Test(
    arguments: [
      ("12", 12_000), ("0.25", 250), ("1000000000", 1_000_000_000_000), ("1000000000.001", nil),
      ("0.0001", nil),
      ("doce", nil),
    ] as [(String, Int64?)])
  func `a quantity has three decimals and a limit`(text: String, thousandths: Int64?) {
    #expect(Quantity(decimal: text)?.thousandths == thousandths)
  }

  @Test func `only units and boxes are counted`() {
    #expect(Unit.allCases.filter(\.isCountable) == [.unit, .box])
    #expect(Quantity(3).isWhole)
    #expect(!Quantity(thousandths: 3001).isWhole)
  }
}
