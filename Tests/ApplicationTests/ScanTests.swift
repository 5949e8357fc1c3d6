import Inventory
import Testing
import Understanding

@testable import Application

@Suite struct `Scanning at the counter` {
  @Test(
    arguments: [
      ("7790001000019", false, "7790001000019", 1), ("3 7790001000019", false, "7790001000019", 3),
      ("3x7790001000019", false, "7790001000019", 3), ("7790001000019 x 12", false, "7790001000019", 12),
      ("12345678", false, "12345678", 1), ("SHA-001-ROJO", true, "SHA-001-ROJO", 1),
    ] as [(String, Bool, String, Int64)])
  func `a code is read with how many of it`(_ line: String, _ scanned: Bool, _ code: String, _ units: Int64)
    throws
  {
    let read = try #require(ScannedCode(line, scanned: scanned))
    #expect(read.text == code)
    #expect(read.units == units)
  }

  @Test(
    arguments: [
      "stock coca", "1250", "125", "0 7790001000019", "1000 7790001000019", "7790001000019 7790001000026",
      "vendí 3 7790001000019", "SHA-001-ROJO",
    ])
  func `a typed line that says more than a code is none`(_ line: String) {
    #expect(ScannedCode(line, scanned: false) == nil)
  }

  @Test(
    arguments: [
      ("TIN-001", "TIN-001", 1), ("3x TIN-001", "TIN-001", 3), ("3 tin-001", "tin-001", 3),
      ("2 x 7790001000019", "7790001000019", 2),
    ] as [(String, String, Int64)])
  func `while a sale is open a SKU is typed into it`(_ line: String, _ code: String, _ units: Int64) throws {
    let read = try #require(ScannedCode(line, scanned: false, open: true))
    #expect(read.text == code)
    #expect(read.units == units)
  }

  @Test(arguments: ["cobrar", "3x", "2 colas", "vendí 3 TIN-001", "quitar", "40"])
  func `while a sale is open what is no code is none`(_ line: String) {
    #expect(ScannedCode(line, scanned: false, open: true) == nil)
  }

  @Test(arguments: [("2x", 2), ("x12", 12), ("3 *", 3), ("2", nil), ("x", nil), ("2x3", nil), ("0x", nil)])
  func `how many of the next one is said ahead`(_ line: String, _ units: Int64?) {
    #expect(Multiplier(line)?.units == units)
  }

  @Test func `an amount of money may turn out to be no code`() throws {
    #expect(try #require(ScannedCode("12500000", scanned: false)).isUnmistakable == false)
    #expect(try #require(ScannedCode("7790001000019", scanned: false)).isUnmistakable)
  }

  @Test(
    arguments: [
      ("cobrar", .checkout(saying: "")), ("Cobrar con QR", .checkout(saying: "con qr")),
      ("cobrar, paga con 200", .checkout(saying: "paga con 200")), ("deshacer", .takeBack),
      ("/deshacer", .takeBack), ("quitar", .takeBack), ("cancelar", .empty),
      ("quitar la venta 125", nil), ("cancelar la venta 125", nil), ("stock coca", nil),
    ] as [(String, BasketWord?)])
  func `a line about the basket`(_ line: String, _ word: BasketWord?) {
    #expect(BasketWord(line) == word)
  }

  @Test func `the last scan is taken back, units and all`() throws {
    var basket = ScanBasket()
    let (soap, milk) = (try product(1, "Jabón", 500), try product(2, "Leche", 800))
    basket.add(soap, units: 1)
    basket.add(milk, units: 3)
    basket.add(soap, units: 1)
    #expect(basket.count == 5)
    #expect(try basket.total() == Money(minorUnits: 2 * 500 + 3 * 800))
    #expect(basket.takeBack() == soap)
    #expect(basket.takeBack() == milk)
    #expect(basket.items.map(\.quantity) == [SlotValue.Number(1)])
    #expect(basket.takeBack() == soap)
    #expect(basket.isEmpty)
    #expect(basket.takeBack() == nil)
  }

  private func product(_ id: Int64, _ name: String, _ price: Int64) throws -> Product {
    Product(id: ProductID(id), name: name, sku: nil, prices: try Prices(sale: Money(minorUnits: price)))
  }
}
