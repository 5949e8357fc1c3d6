import Inventory
import Testing

@testable import Application

@Suite struct `A table of demo products` {
  private static let heading = "= Cabello > Tintes | TIN | Belleza Tajibo\n"

  @Test func `makes a product of each variant, with its price, its alias and its story`() throws {
    let table = try DemoTable(
      Self.heading
        + "Tinte {Negro|Rojo} 60 g | 38/40 | 22.50 | 10 | alias tintura {}, estratégico=Negro, escaso=Rojo")
    #expect(table.rows.map(\.name) == ["Tinte Negro 60 g", "Tinte Rojo 60 g"])
    #expect(table.rows.map(\.prices.sale.minorUnits) == [3_800, 4_000])
    #expect(table.rows.map(\.prices.cost.minorUnits) == [2_250, 2_250])
    #expect(table.rows.map(\.aliases) == [["tintura negro"], ["tintura rojo"]])
    #expect(table.rows.map(\.isStrategic) == [true, false])
    #expect(table.rows.map(\.story) == [nil, .scarce])
    #expect(table.rows.map(\.share) == [10, 7])
    #expect(table.rows.first?.heading.path == ["Cabello", "Tintes"])
  }

  @Test func `reads units, shelf life and the wholesale price`() throws {
    let table = try DemoTable(Self.heading + "Queso Fresco | 42 | 32 | 9 | kilo, vence 18, mayor 5 39.50")
    let row = try #require(table.rows.first)
    #expect(row.unit == .kilo)
    #expect(row.shelfLife == 18)
    #expect(row.prices.wholesale == Prices.Wholesale(price: Money(minorUnits: 3_950), quantity: Quantity(5)))
  }

  @Test(arguments: [
    "Tinte | 38 | 22 | 10", "Tinte | mucho | 22 | 10 |", "Tinte | 38 | 22 | poco |",
    "Tinte {Negro | 38 | 22 | 10 |",
    "Tinte | 38 | 22 | 10 | raro", "Tinte {Negro} | 38 | 22 | 10 | escaso=Rojo", "Tinte | 0 | 22 | 10 |",
    "Tinte | 38 | 22 | 10 | mayor 6 40",
  ])
  func `refuses a line that it cannot read`(line: String) {
    #expect(throws: ShopError.self) { try DemoTable(Self.heading + line) }
  }

  @Test func `refuses a line before any heading`() {
    #expect(throws: ShopError.self) { try DemoTable("Tinte | 38 | 22 | 10 |") }
  }
}

@Suite struct `Seeded chance` {
  @Test func `gives the published sequence`() {
    var chance = SplitMix64(seed: 1_234_567)
    #expect(
      (0..<3).map { _ in chance.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test func `stays in its range and reaches both ends`() {
    var chance = SplitMix64(seed: 1)
    let drawn = Set((0..<500).map { _ in chance.integer(in: 3...7) })
    #expect(drawn == [3, 4, 5, 6, 7])
  }

  @Test func `never draws what has no weight`() {
    var chance = SplitMix64(seed: 1)
    let drawn = Set((0..<500).map { _ in chance.place(in: [0, 2, 0, 1, 0]) })
    #expect(drawn == [1, 3])
  }
}
