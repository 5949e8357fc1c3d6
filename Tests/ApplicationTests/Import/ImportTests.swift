import Foundation
import Inventory
import Shop
import Store
import Testing

@testable import Application

/// Its files go with each test.
@Suite final class `Importing files`: Sendable {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  @Test func `lines that do not serve are told with their number and reason, the rest goes in`() async throws
  {
    let open = try await shop()
    let outcome = try await open.importFile(
      file("productos.csv", "sku,nombre,precio_venta\nA1,Uno,10\nA2,Dos,0\nA3,Tres,caro\nA4,Cuatro,4.50\n"),
      kind: .products, renames: nil, movesStock: false)
    #expect(outcome.imported == 2)
    #expect(outcome.refused.map(\.line) == [3, 4])
    #expect(outcome.refused.last?.reason == "precio_venta «caro»: se espera un importe, como 12.50")
  }

  @Test func `a line longer than its heading is refused, but for separators at its end`() async throws {
    let open = try await shop()
    let outcome = try await open.importFile(
      file("p.csv", "sku,nombre,precio_venta\nD9,X,5,50\nD8,Y,7,,\n"), kind: .products, renames: nil,
      movesStock: false)
    #expect(outcome.imported == 1)
    #expect(outcome.refused.map(\.line) == [2])
    #expect(outcome.refused.first?.reason.hasPrefix("tiene 4 campos y el encabezado 3") == true)
  }

  @Test func `quotes that do not close are told where they open, and what stands before goes in`()
    async throws
  {
    let open = try await shop()
    let outcome = try await open.importFile(
      file("p.csv", "sku,nombre,precio_venta\nA1,Uno,1\nA2,\"Dos,2\nA3,Tres,3\nA4,Cuatro,4\n"),
      kind: .products, renames: nil, movesStock: false)
    #expect(outcome.imported == 1)
    #expect(outcome.refused.map(\.line) == [3])
    #expect(
      outcome.refused.first?.reason
        == "aquí se abren unas comillas que no se cierran, y no se leyeron las 2 líneas siguientes")
  }

  @Test(arguments: [
    (ImportKind.customers, "nombre,telefono\r\nMarta,70000001\r\n"),
    (.suppliers, "nombre,telefono,email,dias_entrega_estimado\r\nPil,,ventas@pil.com,3\r\n"),
    (.branches, "nombre,alias\r\nPrincipal,\r\nNorte,el norte|sucursal norte\r\n"),
    (.users, "nombre,rol\r\nAna,propietario\r\nLuis,cajero\r\n"),
  ])
  func `what is imported of people and places is exported as it came`(kind: ImportKind, text: String)
    async throws
  {
    let open = try await shop()
    _ = try await open.importFile(try file("in.csv", text), kind: kind, renames: nil, movesStock: false)
    let out = folder.appendingPathComponent("out.csv").path
    try await open.exportFile(out, kind: kind)
    #expect(try String(contentsOfFile: out, encoding: .utf8) == text)
  }

  @Test func `a sale of a day that has not come is refused with its line`() async throws {
    let open = try await shop()
    _ = try await open.importFile(
      file("p.csv", "sku,nombre,precio_venta\nA1,Uno,10\n"), kind: .products, renames: nil, movesStock: false)
    let outcome = try await open.importFile(
      file(
        "v.csv", "folio,fecha,sku,cantidad,precio_unitario\nV1,2020-01-02,A1,1,10\nV2,9999-01-02,A1,1,10\n"),
      kind: .sales, renames: nil, movesStock: false)
    #expect(outcome.imported == 1)
    #expect(outcome.refused.map(\.line) == [3])
    #expect(outcome.refused.first?.reason.hasPrefix("fecha «9999-01-02»: todavía no ha llegado") == true)
  }

  @Test func `a SKU that a file repeats is told, and the first line counts`() async throws {
    let open = try await shop()
    let path = try file("p.csv", "sku,nombre,precio_venta\nA1,Uno,10\na1,Otro,20\n")
    let outcome = try await open.importFile(path, kind: .products, renames: nil, movesStock: false)
    #expect(outcome.imported == 1)
    #expect(outcome.refused.map(\.reason) == ["el sku «a1» se repite: vale la primera línea que lo lleva"])
    #expect(try await open.shop.product(called: "A1", open.session)?.name == "Uno")
    let again = try await open.importFile(path, kind: .products, renames: nil, movesStock: false)
    #expect(again.unchanged == 1)
  }

  @Test func `columns are known by the words of every day, and those that are not are told`() async throws {
    let open = try await shop()
    let report = try await open.importReport(
      file(
        "p.csv",
        """
        Código;Descripción;PRECIO VENTA;Costo;Mínimo;Stock máximo;EAN;Rubro;Proveedor;Color;Notas
        A1;Leche;Bs 7,50;5 BOB;3;40;7501031311309;Lácteos;Pil;rojo;

        """),
      kind: .products, renames: nil, movesStock: false)
    #expect(report.outcome.imported == 1)
    #expect(report.outcome.unusedColumns == ["Color", "Notas"])
    #expect(report.text.contains("Columnas que no conozco y no se usaron: Color y Notas"))
    #expect(report.json.contains(#""unused_columns":["Color","Notas"]"#))
    let milk = try #require(await open.shop.product(called: "7501031311309", open.session))
    #expect((milk.sku, milk.name) == ("A1", "Leche"))
    #expect((milk.prices.sale.minorUnits, milk.prices.cost.minorUnits) == (750, 500))
    #expect(milk.limits == (try StockLimits(minimum: Quantity(3), maximum: Quantity(40))))
  }

  @Test func `a line does not take the place of another product's that was refused`() async throws {
    let open = try await shop()
    let outcome = try await open.importFile(
      file(
        "p.csv",
        """
        sku,nombre,precio_venta,codigo_barras
        A1,Leche,caro,
        A1,Queso,10,
        B1,Pan,3,7501031311300
        B1,Torta,9,
        B1,Pan,3,

        """),
      kind: .products, renames: nil, movesStock: false)
    #expect(outcome.imported == 1)
    #expect(outcome.refused.map(\.line) == [2, 3, 4, 5])
    #expect(outcome.refused[1].reason.contains("línea 2"))
    #expect(outcome.refused[2].reason.contains("codigo_barras «7501031311300»"))
    #expect(outcome.refused[3].reason.contains("línea 4"))
    #expect(try await open.shop.names(open.session).products.map(\.name) == ["Pan"])
  }

  @Test(
    arguments: [
      ("Kg.", .kilo), ("LT", .litre), ("und", .unit), ("Pza.", .unit), ("caja", .box), ("docena", nil),
      (".", nil),
    ] as [(String, Inventory.Unit?)])
  func `a unit is known by its abbreviations`(_ text: String, _ unit: Inventory.Unit?) {
    #expect(FieldText.unit(text) == unit)
  }

  @Test func `what a spreadsheet would run comes back as it was`() async throws {
    let open = try await shop()
    let products = try file("p.csv", "sku,nombre,precio_venta\n=A1,+Energía,10\n-B,@casa,5\n")
    _ = try await open.importFile(products, kind: .products, renames: nil, movesStock: false)
    let out = folder.appendingPathComponent("fuera.csv").path
    try await open.exportFile(out, kind: .products)
    let again = try await open.importFile(out, kind: .products, renames: nil, movesStock: false)
    #expect(again.unchanged == 2)
    #expect(again.imported == 0)
  }

  @Test func `a Latin-1 file with semicolons and decimal commas is read`() async throws {
    let open = try await shop()
    let bytes = Array(
      "sku;nombre;precio_venta;precio_compra\nN1;Piña en almíbar;1.250,50;12,5\n".unicodeScalars
    )
    .map { UInt8($0.value) }
    let path = folder.appendingPathComponent("latin.csv").path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let outcome = try await open.importFile(path, kind: .products, renames: nil, movesStock: false)
    #expect(outcome.imported == 1)
    let product = try #require(await open.shop.product(called: "N1", open.session))
    #expect(product.name == "Piña en almíbar")
    #expect(product.prices.sale.minorUnits == 125_050)
    #expect(product.prices.cost.minorUnits == 1250)
  }

  @Test func `importing a file again changes nothing`() async throws {
    let open = try await shop()
    let sales = try file(
      "ventas.csv",
      """
      Factura;Fecha;Código;Detalle;Cant;Precio
      F1;20/11/2025 10:15;A01;Arroz;2;8,50
      F1;20/11/2025 10:15;A01;Arroz;2;8,50
      F2;20/11/2025;A02;Aceite;1;14
      C3;20/11/2025;A01;Arroz;-1;8,50
      F4;20/11/2025;ENVIO;Envío;1;5

      """)
    let map = "Factura=folio,Fecha=fecha,Código=sku,Detalle=nombre,Cant=cantidad,Precio=precio_unitario"
    let first = try await open.importFile(sales, kind: .sales, renames: map, movesStock: false)
    #expect(first.imported == 4)
    #expect(first.refused.map(\.line) == [6])
    let second = try await open.importFile(sales, kind: .sales, renames: map, movesStock: false)
    #expect(second.imported == 0)
    #expect(second.unchanged == 4)
    #expect(try await open.shop.verify(open.session).isEmpty)
  }

  @Test func `what is exported can be imported into another shop`() async throws {
    let open = try await shop()
    _ = try await open.importFile(
      file(
        "p.csv",
        "sku,nombre,categoria,proveedor,precio_venta,alias\nA1,Crema,Rostro > Cremas,Sur,10.50,la rosa|crema r\n"
      ),
      kind: .products, renames: nil, movesStock: false)
    _ = try await open.importFile(
      file("s.csv", "sku,cantidad\nA1,12\n"), kind: .stock, renames: nil, movesStock: false)
    let products = folder.appendingPathComponent("out.csv").path
    let stock = folder.appendingPathComponent("stock.csv").path
    try await open.exportFile(products, kind: .products)
    try await open.exportFile(stock, kind: .stock)
    let other = try await shop("otra.sqlite")
    #expect(
      try await other.importFile(products, kind: .products, renames: nil, movesStock: false).refused.isEmpty)
    #expect(try await other.importFile(stock, kind: .stock, renames: nil, movesStock: false).imported == 1)
    let product = try #require(await other.shop.product(called: "A1", other.session))
    #expect(product.aliases == ["la rosa", "crema r"])
    #expect(try await other.shop.stock(of: product.id, other.session).total.decimal == "12")
  }

  @Test func `the sales that are exported come to the same in another shop`() async throws {
    let open = try await shop()
    let products = try file("p.csv", "sku,nombre,precio_venta\n,Pan,100\nA1,Crema,50\n")
    _ = try await open.importFile(products, kind: .products, renames: nil, movesStock: false)
    let norte = try await open.shop.createBranch(BranchFields(name: "Norte"), open.session).id
    let stock = try file("s.csv", "sku,cantidad,sucursal\nPan,5,Principal\nA1,1,Norte\n")
    _ = try await open.importFile(stock, kind: .stock, renames: nil, movesStock: false)
    func sell(_ name: String, in branch: BranchID?, for total: Int64) async throws -> Sale {
      let product = try #require(try await open.shop.product(called: name, open.session))
      return try await open.shop.sell(
        SaleDraft(
          lines: [SaleDraft.Line(product: product.id, quantity: Quantity(1))],
          reduction: .agreedTotal(Money(minorUnits: total * 100)), branch: branch), open.session)
    }
    let bread = try await sell("Pan", in: nil, for: 90)
    _ = try await open.shop.returnSale(ReturnDraft(folio: bread.folio.text), open.session)
    _ = try await sell("Crema", in: norte, for: 45)
    _ = try await open.shop.closeBranch(norte, open.session)
    let path = folder.appendingPathComponent("ventas.csv").path
    try await open.exportFile(path, kind: .sales)
    let other = try await shop("otra.sqlite")
    _ = try await other.importFile(products, kind: .products, renames: nil, movesStock: false)
    let refused = try await other.importFile(path, kind: .sales, renames: nil, movesStock: false).refused
    let reason =
      "sucursal «Norte»: no existe; hay Principal, y otras entran con «bodeguero import branches»"
    #expect(refused.map(\.reason) == [reason])
    _ = try await other.shop.createBranch(BranchFields(name: "Norte"), other.session)
    let outcome = try await other.importFile(path, kind: .sales, renames: nil, movesStock: false)
    #expect((outcome.imported, outcome.unchanged, outcome.refused.count) == (1, 2, 0))
    let today = other.session.clock.day(of: other.shop.now())
    let sums = try await other.shop.salesSummary(DayRange(today, today), other.session)
    // 90 − 90, and 45 in the branch that has closed since.
    #expect(sums.branches.map(\.sum.income.minorUnits) == [0, 4500])
  }

  @Test func `other names are kept without the blanks around them`() async throws {
    let open = try await shop()
    let path = try file("p.csv", "sku,nombre,precio_venta,alias\nA1,Crema,10,pomada | la rosa | \n")
    _ = try await open.importFile(path, kind: .products, renames: nil, movesStock: false)
    #expect(try await open.shop.product(called: "A1", open.session)?.aliases == ["pomada", "la rosa"])
  }

  @Test func `an export keeps what it cannot replace and writes through what is no file`() async throws {
    let open = try await shop()
    let path = try file("viejo.csv", "viejo")
    let seller = try await seller(of: open)
    await #expect(throws: (any Error).self) { try await seller.exportFile(path, kind: .stock) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "viejo")
    let link = folder.appendingPathComponent("enlace.csv").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    try await open.exportFile(link, kind: .stock)
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("sku,sucursal,cantidad"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
    await #expect(throws: Failure.self) { try await open.exportFile(folder.path, kind: .stock) }
  }

  private func seller(of open: OpenShop) async throws -> OpenShop {
    _ = try await open.shop.importNames(
      [NameRow(line: 2, name: "Caja", kind: .person(.cashier))], open.session)
    let session = try await open.shop.open(user: "Caja", door: "terminal")
    return OpenShop(
      shop: open.shop, session: session, accounts: open.accounts, database: open.database, path: open.path,
      isDemo: false)
  }

  @Test(
    arguments: [
      ("nombre,monto\nX,1\n", nil, "malo.csv, línea 1: faltan las columnas precio_venta"),
      ("", nil, "el archivo está vacío"),
      ("nombre,p\nX,1\n", "q=precio_venta", "no tiene la columna «q»"),
      ("nombre,p\nX,1\n", "p=precio", "se espera «su encabezado=nuestro»"),
    ] as [(String, String?, String)])
  func `a header that does not serve is refused whole`(text: String, map: String?, says: String) async throws
  {
    let open = try await shop()
    let path = try file("malo.csv", text)
    let failure = await #expect(throws: Failure.self) {
      _ = try await open.importFile(path, kind: .products, renames: map, movesStock: false)
    }
    #expect(failure?.message.contains(says) ?? false, "\(failure?.message ?? "")")
    #expect(try await open.shop.names(open.session).products.isEmpty)
  }

  @Test(arguments: [
    ("12", "12"), ("12.5", "12.5"), ("12,50", "12.50"), ("1.234,5", "1234.5"), ("1,234.50", "1234.50"),
    ("1.234.567", "1234567"), ("$ 12", "12"), ("$ 1.850", "1850"), ("$12,345", "12345"),
    ("$ 1.850,50", "1850.50"), ("1.850", "1850"), ("1,850", "1850"), ("0.001", "0.001"),
    ("0,850", "0.850"), ("12.5000", "12.5000"), ("caro", "caro"),
    ("12.34.56", "12.34.56"), ("1,23.4", "1,23.4"), ("12.3456,7", "12.3456,7"), (",50", ".50"),
  ])
  func `an amount is read as spreadsheets write it`(text: String, plain: String) {
    #expect(FieldText.amount(text) == plain)
  }

  @Test func `three decimals of a quantity are decimals`() {
    #expect(FieldText.decimal("1.850") == "1.850")
    #expect(FieldText.decimal("0,250") == "0.250")
  }

  private func shop(_ name: String = "tienda.sqlite") async throws -> OpenShop {
    var configuration = Configuration(environment: [:], executable: "")
    configuration.store = folder.appendingPathComponent(name).path
    configuration.now = "2025-11-20T21:00"
    _ = try await configuration.createShop(
      name: "Prueba", currency: "BOB", timeZone: "America/La_Paz", owner: "Ana", address: "vos",
      isAnother: false)
    return try await configuration.open(door: "terminal")
  }

  private func file(_ name: String, _ text: String) throws -> String {
    let url = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: url)
    return url.path
  }
}
