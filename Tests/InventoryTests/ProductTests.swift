import Inventory
import Testing

struct PricesTests {
  @Test func `wholesale applies from its quantity upwards`() throws {
    let prices = try Prices(
      sale: Money(minorUnits: 1000), cost: Money(minorUnits: 600),
      wholesale: .init(price: Money(minorUnits: 900), quantity: Quantity(12)))
    #expect(prices.unitPrice(for: Quantity(11)) == Money(minorUnits: 1000))
    #expect(prices.unitPrice(for: Quantity(12)) == Money(minorUnits: 900))
  }

  @Test(
    arguments: [
      (0, 0, nil, nil, "El precio de venta debe ser mayor que cero"),
      (10, -1, nil, nil, "El precio de compra no puede ser negativo"),
      (10, 0, 10, 5, "El precio_mayoreo debe ser menor que precio_venta"),
      (10, 0, 9, 0, "Si especificas precio_mayoreo, debes especificar cantidad_mayoreo"),
    ] as [(Int64, Int64, Int64?, Int64?, String)])
  func `prices that contradict each other are refused in the document's words`(
    sale: Int64, cost: Int64, wholesale: Int64?, quantity: Int64?, sentence: String
  ) {
    var terms: Prices.Wholesale?
    if let wholesale, let quantity {
      terms = .init(price: Money(minorUnits: wholesale), quantity: Quantity(quantity))
    }
    let error = #expect(throws: ShopError.self) {
      try Prices(sale: Money(minorUnits: sale), cost: Money(minorUnits: cost), wholesale: terms)
    }
    #expect(error?.reason == sentence)
  }

  @Test func `a price past the limit is refused`() {
    #expect(throws: ShopError.amountTooLarge) { try Prices(sale: Money.limit + Money(minorUnits: 1)) }
  }
}

struct StockLimitsTests {
  @Test(
    arguments: [
      (6, 5, "stock_minimo no puede ser mayor que stock_maximo"),
      (-1, 5, "stock_minimo no puede ser negativo"),
      (0, 0, "stock_maximo debe ser al menos 1"),
    ] as [(Int64, Int64, String)])
  func `limits that contradict each other are refused`(minimum: Int64, maximum: Int64, sentence: String) {
    let error = #expect(throws: ShopError.self) {
      try StockLimits(minimum: Quantity(minimum), maximum: Quantity(maximum))
    }
    #expect(error?.reason == sentence)
  }

  @Test func `the limits of the document are 5 and 100`() {
    #expect(StockLimits.standard.minimum == Quantity(5))
    #expect(StockLimits.standard.maximum == Quantity(100))
    #expect(StockLimits.standard.alertsAtMinimum)
  }
}

struct BarcodeTests {
  @Test(arguments: ["4006381333931", "7501031311309", "ABC-123", "123456789012", "12345678901234", "X"])
  func `an EAN-13 that holds and any Code 128 are barcodes`(text: String) throws {
    #expect(try Barcode(text).text == text)
  }

  @Test(arguments: ["4006381333932", "1234567890123", "", "ñandú", "a\nb", String(repeating: "9", count: 51)])
  func `anything else is refused in the document's words`(text: String) {
    let error = #expect(throws: ShopError.self) { try Barcode(text) }
    #expect(error?.reason == "Código de barras inválido (se espera EAN13 o Code128)")
  }
}
