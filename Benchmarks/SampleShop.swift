internal import Crypto
internal import Foundation
internal import Inventory
internal import SQLite
internal import Shop
internal import Store

/// A shop of a given size, the same at every run.
struct SampleShop {
  let path: String
  let shop: Shop
  let session: Session
  let names: [String]
  private let database: SQLiteDatabase

  /// A shop with `count` products, each with stock, in the workshop's file `name`.
  init(_ name: String, products count: Int, in workshop: Workshop) async throws {
    workshop.remove(name)
    path = workshop.path(name)
    database = try SQLiteDatabase(path: path)
    let zone = TimeZoneName("America/La_Paz")
    guard let zone, let currency = Currency(code: "BOB") else { throw Unmeasured("no time zone data") }
    let clock = ShopClock(zone: zone)
    let now = clock.instant(of: SampleShop.today, minute: 21 * 60)
    shop = Shop(store: try await Store(database), now: { now }, makeID: { UUID().uuidString.lowercased() })
    try await shop.createShop(name: "Medida", currency: currency, clock: clock, owner: "Elena")
    session = try await shop.open(door: "benchmark")
    names = SampleShop.names(count)
    let new = try names.enumerated().map { index, name in
      let cost = Int64(300 + index * 37 % 9_000)
      return ProductArrival(
        try NewProduct(
          name: name, sku: "SKU-\(100_000 + index)",
          prices: Prices(sale: Money(minorUnits: cost * 3 / 2), cost: Money(minorUnits: cost)),
          isStrategic: index % 25 == 0))
    }
    for start in stride(from: 0, to: count, by: 10_000) {
      _ = try await shop.createProducts(Array(new[start..<min(start + 10_000, count)]), session)
    }
    try stockUp()
  }

  func close() async { await database.close() }

  /// A connection to a copy of the store as it is now, in the workshop's file `name`: what one of the two commits then
  /// empties no cache of the other's.
  func floorBeside(_ name: String, in workshop: Workshop) async throws -> FloorConnection {
    workshop.remove(name)
    try await database.backup(to: workshop.path(name))
    return try FloorConnection(workshop.path(name))
  }

  /// Who is let in to the shop.
  var accounts: Accounts {
    Accounts(shop: shop, passwords: PasswordHasher(cost: .interactive), random: randomBytes)
  }

  /// A new access token of the owner's.
  func token(_ scopes: Set<AccessScope>) async throws -> String {
    let new = NewToken(name: "benchmark", role: .owner, scopes: scopes)
    return try await accounts.makeToken(new, for: session.person.id, session).secret.text
  }

  static let today = BusinessDay(ordinal: 20_410)

  /// Gives every product stock that came in a hundred days ago; a ledger of it is nothing that is asked here.
  private func stockUp() throws {
    let connection = try FloorConnection(path)
    let day = (SampleShop.today - 100).description
    try connection.run(
      """
      INSERT OR REPLACE INTO existencias (organizacion_id, sucursal_id, producto_id, variante_id, cantidad, valor,
        primera_entrada, ultima_entrada, entrada_desde_cero, ultimo_movimiento)
      SELECT organizacion_id, 1, id, 0, 1000 * (id * 31 % 97), id * 31 % 97 * precio_compra, '\(day)', '\(day)',
        '\(day)', '\(day)' FROM productos
      """)
  }

  /// Writes sixty days of sales into the roll-up: three products in ten sell nothing, the others on some days.
  func sellForSixtyDays() throws {
    let connection = try FloorConnection(path)
    try connection.run("BEGIN")
    let insert = try connection.prepare(
      """
      INSERT INTO ventas_diarias (organizacion_id, dia, sucursal_id, producto_id, unidades, ingresos, costo)
      SELECT organizacion_id, ?1, 1, id, 1000 * units, units * precio_venta, units * precio_compra
      FROM (SELECT *, 1 + id % 4 AS units FROM productos WHERE id % 10 > 2 AND (id * 13 + ?2 * 7) % 11 < id % 4)
      """)
    for back in stride(from: 59, through: 0, by: -1) {
      insert.bind((SampleShop.today - back).description, 1)
      insert.bind(Int64(back), 2)
      try insert.run()
    }
    try connection.run(
      """
      UPDATE existencias SET ultima_venta = (SELECT max(v.dia) FROM ventas_diarias v
        WHERE v.organizacion_id = 1 AND v.producto_id = existencias.producto_id);
      COMMIT;
      """)
  }

  /// Names that differ, of the words of a corner shop.
  static func names(_ count: Int) -> [String] {
    let kinds = [
      "Aceite", "Acondicionador", "Arroz", "Atún", "Azúcar", "Café", "Champú", "Crema", "Detergente",
      "Esmalte",
      "Fideos", "Galletas", "Harina", "Jabón", "Jugo", "Leche", "Lentejas", "Mantequilla", "Mermelada",
      "Pañales",
      "Sal", "Servilletas", "Tinte", "Toallas", "Yogur",
    ]
    let makers = [
      "Altura", "Andina", "Aurora", "Bella", "Cantuta", "Cumbre", "Dorada", "Estrella", "Florida", "Girasol",
      "Horizonte", "Illimani", "Jazmín", "Kantu", "Lago", "Madidi", "Nevada", "Oriente", "Pampa", "Quinua",
    ]
    let variants = [
      "Clásico", "Suave", "Natural", "Intenso", "Familiar", "Ligero", "Fresco", "Premium", "Rojo", "Azul",
      "Integral",
      "Dulce", "Silvestre", "Tropical", "Nocturno", "Infantil", "Orgánico", "Dorado", "Blanco", "Especial",
    ]
    let sizes = ["100 g", "250 g", "500 g", "1 kg", "200 ml", "400 ml", "750 ml", "1 l", "x6", "x12"]
    return (0..<count).map { index in
      // The digits of the index, each turned by those before it: all differ, and neighbours in every word.
      let (kind, maker, variant, size) = (index % 25, index / 25 % 20, index / 500 % 20, index / 10_000 % 10)
      return [
        kinds[kind], makers[(maker + kind) % 20], variants[(variant + maker + kind) % 20],
        sizes[(size + variant + kind) % 10],
      ].joined(separator: " ")
    }
  }

  /// Two or three words of a name, as often without accents as not, the last one begun.
  static func typed(_ names: [String]) -> [String] {
    stride(from: 17, to: names.count, by: names.count / 100).map { index in
      let words = names[index].split(separator: " ").prefix(2 + index % 2)
      let text = words.joined(separator: " ").lowercased()
      let plain = index % 2 == 0 ? text : String(text.map { unaccented[$0] ?? $0 })
      return String(plain.dropLast(index % 3))
    }
  }

  private static let unaccented: [Character: Character] = [
    "á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u", "ñ": "n",
  ]
}
