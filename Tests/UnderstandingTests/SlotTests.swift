import Inventory
import Testing

@testable import Understanding

@Suite(.threadOfItsOwn) struct SlotTests {
  @Test(arguments: [
    ("ventas de hoy", "today"), ("ventas del día de ayer", "yesterday"),
    ("ventas de antier", "day_before_yesterday"),
    ("ventas de la semana pasada", "last_week"), ("ventas de los últimos siete días", "last_7_days"),
    ("ventas de las últimas 2 semanas", "last_14_days"), ("ventas de octubre", "month:10"),
    ("ventas de octubre de 2024", "month:2024-10"), ("ventas del 2024", "year:2024"),
    ("ventas del 3 al 9 de mayo", "range:05-03..05-09"),
    ("ventas del 28 de mayo al 3 de junio", "range:05-28..06-03"),
    ("ventas de enero a marzo", "range:01-01..03-31"), ("ventas del segundo trimestre", "quarter:2"),
    ("ventas del martes", "last_weekday:tuesday"), ("ventas de los últimos 3 meses", "last_3_months"),
    ("ventas del año pasado", "last_year"), ("ventas del finde", "this_weekend"),
    ("ventas del 5/11", "range:11-05..11-05"), ("ventas del 5-11-2025", "range:2025-11-05..2025-11-05"),
    ("ventas del 5/11 al 8/11", "range:11-05..11-05~range:11-08..11-08"),
    ("ventas del 5 de mayo de 2025", "range:2025-05-05..2025-05-05"),
    ("ventas de hace dos semanas", "ago:2:week"), ("ventas de hace tres meses", "ago:3:month"),
    ("ventas del mes antepasado", "ago:2:month"), ("qué no se vende hace 2 semanas", "last_14_days"),
    ("ventas de la semana del 10", "week:day:10"),
    ("ventas de la semana del 10 de mayo", "week:range:05-10..05-10"),
    ("ventas de la primera quincena de mayo", "half:1:month:05"),
    ("ventas de marzo del año pasado", "month:03@last_year"),
    ("cuánto vendí el primer trimestre del año anterior", "quarter:1@last_year"),
    ("sales in March of last year", "month:03@last_year"),
    ("ventas desde octubre", "month:10~today"),
    ("sales in the first half of may", "half:1:month:05"), ("sales two weeks ago", "ago:2:week"),
    ("sales in the week of may 10", "week:range:05-10..05-10"),
    ("sales last month", "last_month"),
    ("sales for the past 10 days", "last_10_days"), ("sales in march", "month:03"),
    ("sales ytd", "this_year"),
  ])
  func `periods are read in every wording`(text: String, period: String) throws {
    let slots = try TestShop.shared.get().read(text).request.slots
    #expect(slots[.period]?.text == period)
  }

  @Test(arguments: [
    ("vendí dos quesos criollos", 2000), ("vendí media docena de quesos criollos", 6000),
    ("vendí una docena de quesos criollos", 12_000), ("vendí treinta y cinco quesos criollos", 35_000),
    ("vendí 1.850 quesos criollos", 1_850_000), ("vendí 0,25 quesos criollos", 250),
    ("vendí queso criollo x3", 3000), ("vendí un queso criollo", 1000),
    ("sold a dozen Queso Criollo", 12_000), ("sold half a dozen Queso Criollo", 6000),
    ("vendí doscientos cincuenta quesos criollos", 250_000), ("vendí mil quesos criollos", 1_000_000),
    ("vendí 2 mil quesos criollos", 2_000_000), ("vendí un par de quesos criollos", 2000),
    ("vendí docena y media de quesos criollos", 18_000), ("vendí medio kilo de queso criollo", 500),
    ("vendí kilo y cuarto de queso criollo", 1250), ("vendí cuarto de queso criollo", 250),
    ("vendí 250g de queso criollo", 250), ("vendí 3/4 de queso criollo", 750),
    ("vendí ½ kilo de queso criollo", 500), ("vendí 250 ml de queso criollo", 250),
    ("sold a quarter kilo of Queso Criollo", 250),
  ])
  func `numbers are read in digits and words`(text: String, thousandths: Int64) throws {
    let items = try #require(try TestShop.shared.get().read(text).request.slots[.items])
    #expect(items.map(\.quantity) == [SlotValue.Number(thousandths: thousandths)])
  }

  @Test(arguments: [
    ("vendí -3 quesos criollos", Reading.UnreadFigure.negative),
    ("llegaron 3 quesos criollos con 10 %", .percent),
    ("llegaron 3 quesos criollos, diez por ciento menos", .percent),
    ("vendí 3 quesos criollos con 10% off", nil),
    ("vendí 2 chocolate amargo 70%", nil), ("vendí 2-3 quesos criollos", .unclear("2-3")),
    ("vendí 3x2 quesos criollos", .unclear("3x2")), ("vendí 3x quesos criollos", nil),
    ("vendí 99999999999999999999 quesos criollos", .unclear("99999999999999999999")),
    ("vendí 2 focos de 12w el 3 de mayo", nil),
    ("vendí 3 quesos criollos a 2 lucas", .lucas("2 lucas")),
    ("vendí 2 quesos criollos y 1 mantequilla, todo a 10", .eachOrAll("todo a 10")),
    ("vendí 2 quesos criollos y 1 mantequilla, todo a 10 cada uno", nil),
    ("vendí 2 quesos criollos y 1 mantequilla por 10 en total", nil),
  ])
  func `a figure that has no place is told apart`(text: String, figure: Reading.UnreadFigure?) throws {
    #expect(try TestShop.shared.get().read(text).unread == figure)
  }

  @Test(arguments: [
    ("vendí 3 focos de 9w y 2 pilas", 2), ("vendí queso criollo, mantequilla y 2 latas de atún", 3),
    ("se llevaron 2 aguas de 2 litros y 1 agua de 600ml", 2),
    ("vendí 1 chocolate con leche y 2 leches descremadas", 2),
    ("sold 2 Cerveza Negra and 1 Cerveza Rubia", 2),
  ])
  func `no word names two products`(text: String, count: Int) throws {
    let shop = try TestShop.shared.get()
    let analysis = Analysis(text, shop.interpreter.lexicon, shop.index)
    let ranges = analysis.products.map(\.words)
    for (before, after) in zip(ranges, ranges.dropFirst()) { #expect(before.upperBound <= after.lowerBound) }
    #expect(shop.read(text).request.slots[.items]?.count == count)
  }

  @Test(arguments: [
    "hay queso azul?", "cuánto queda de foco de 15w", "stock de martillo de acero", "precio del televisor",
    "hay agua mineral de 5 litros", "precio de leche entera", "vendí 2 jugos de manzana", "hay pilas AAA",
    "stock de mantequilla sin sal", "llegaron 10 jabones de manos", "hay chocolate amargo 85%",
    "cuánto hay de lavandina en gel", "do we have almond milk", "price of hand soap",
    "hay bolsas para pilas", "cuánto queda de leche sin azúcar", "precio de cepillo para detergente",
    "hay mantequilla para perros", "stock de cortina de atún", "hay azúcar marca Patito",
    "hay fideo de gato", "do we have dog shampoo", "any cheese grater left?", "stock of sugar free juice",
  ])
  func `what the shop does not have is never a near neighbour`(text: String) throws {
    let slots = try TestShop.shared.get().read(text).request.slots
    #expect(slots.certainProducts.isEmpty)
    #expect(slots.hasUnknown)
  }

  @Test(arguments: [
    ("hay qeso criollo", "Queso Criollo"), ("cuánto queda de kueso criollo", "Queso Criollo"),
    ("stock de champu manzaniya", "Shampoo Manzanilla"), ("hay quesos criollos", "Queso Criollo"),
    ("stock de mantequila", "Mantequilla con Sal 200g"), ("stock de foquito", "Foco LED 9W"),
    ("stock de deterg en polvo", "Detergente en Polvo 1kg"),
    ("stock de deterg. en polvo", "Detergente en Polvo 1kg"),
    ("hay martillito de goma", "Martillo Mango de Goma"),
    ("cuánto queda de quesito criollo", "Queso Criollo"),
    ("hay juguito de naranja", "Jugo de Naranja 1L"),
    ("stock de agua mineral de 2 litros", "Agua Mineral 2L"),
    ("cuánto hay de QUE-401", "Queso Criollo"), ("que 401", "Queso Criollo"), ("que-401", "Queso Criollo"),
  ])
  func `products are known by what people call them`(text: String, product: String) throws {
    #expect(try TestShop.shared.get().read(text).request.slots[.product] == product)
  }
}
