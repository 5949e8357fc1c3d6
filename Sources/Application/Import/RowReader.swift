internal import Foundation
internal import Inventory
internal import Shop
internal import Wire

/// Turns the records of a file into rows of the shop, or says what is wrong with a line.
struct RowReader {
  let map: ColumnMap
  let session: Session
  let branches: [Branch]
  private let instants: PastInstants

  init(map: ColumnMap, session: Session, branches: [Branch], now: Instant) {
    (self.map, self.session, self.branches) = (map, session, branches)
    instants = PastInstants(session.clock, now: now)
  }

  func product(_ record: CSVRecord) throws(LineFault) -> ProductRow {
    let price = try needed("precio_venta", record)
    var row = ProductRow(
      line: record.line, sku: map.text("sku", record), name: try needed("nombre", record),
      salePrice: try session.currency.money(field: price, "precio_venta"))
    row.category = map.text("categoria", record)
    row.supplier = map.text("proveedor", record)
    if let cost = map.text("precio_compra", record) {
      row.cost = try session.currency.money(field: cost, "precio_compra")
    }
    if let minimum = map.text("stock_minimo", record) {
      row.minimum = try Quantity(field: minimum, "stock_minimo")
    }
    if let maximum = map.text("stock_maximo", record) {
      row.maximum = try Quantity(field: maximum, "stock_maximo")
    }
    row.barcode = map.text("codigo_barras", record)
    if let unit = map.text("unidad_medida", record) {
      guard let known = FieldText.unit(unit) else {
        throw LineFault(reason: "unidad_medida «\(unit)»: se espera unidad, litro, kilo o caja")
      }
      row.unit = known
    }
    if let strategic = map.text("is_strategic", record) {
      guard let value = FieldText.isTrue(strategic) else {
        throw LineFault(reason: "is_strategic «\(strategic)»: se espera sí o no")
      }
      row.isStrategic = value
    }
    row.aliases = map.text("alias", record).map(aliases)
    return row
  }

  /// Whose product a line would have been that cannot be read; nil where that is not said.
  func unread(_ record: CSVRecord) -> UnreadProduct? {
    guard let sku = map.text("sku", record), let name = map.text("nombre", record) else { return nil }
    return UnreadProduct(line: record.line, sku: sku, name: name)
  }

  func stock(_ record: CSVRecord) throws(LineFault) -> StockRow {
    StockRow(
      line: record.line, sku: try needed("sku", record), branch: try branch(record),
      quantity: try Quantity(field: try needed("cantidad", record), "cantidad"))
  }

  func sale(_ record: CSVRecord) throws(LineFault) -> PastSaleLine {
    PastSaleLine(
      line: record.line, folio: Folio.normalised(try needed("folio", record)),
      at: try instants.instant(try needed("fecha", record)), sku: map.text("sku", record) ?? "",
      name: map.text("nombre", record) ?? "",
      quantity: try Quantity(field: try needed("cantidad", record), "cantidad"),
      unitPrice: try session.currency.money(field: try needed("precio_unitario", record), "precio_unitario"),
      customer: map.text("cliente", record), branch: try branch(record))
  }

  func name(_ kind: ImportKind, _ record: CSVRecord) throws(LineFault) -> NameRow {
    let name = try needed("nombre", record)
    switch kind {
    case .branches:
      return NameRow(
        line: record.line, name: name, kind: .branch(aliases: map.text("alias", record).map(aliases) ?? []))
    case .suppliers:
      let days = map.text("dias_entrega_estimado", record)
      guard days == nil || days.flatMap({ Int($0) }) != nil else {
        throw LineFault(reason: "dias_entrega_estimado «\(days ?? "")»: se espera un número de días")
      }
      return NameRow(
        line: record.line, name: name,
        kind: .supplier(
          phone: map.text("telefono", record), email: map.text("email", record),
          leadTime: days.flatMap { Int($0) }))
    case .users:
      let role = try needed("rol", record)
      guard let known = Role(rawValue: role.lowercased()) else {
        let roles = Role.allCases.map(\.rawValue).joined(separator: ", ")
        throw LineFault(reason: "rol «\(role)»: se espera uno de \(roles)")
      }
      return NameRow(line: record.line, name: name, kind: .person(known))
    case .products, .stock, .sales, .customers:
      return NameRow(line: record.line, name: name, kind: .customer(phone: map.text("telefono", record)))
    }
  }

  private func needed(_ heading: String, _ record: CSVRecord) throws(LineFault) -> String {
    guard let text = map.text(heading, record) else { throw LineFault(reason: "falta \(heading)") }
    return text
  }

  private func aliases(_ text: String) -> [String] {
    text.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  private func branch(_ record: CSVRecord) throws(LineFault) -> BranchID {
    guard let name = map.text("sucursal", record) else { return session.home.id }
    guard let branch = branches.first(called: name) else {
      let names = branches.map(\.name).joined(separator: ", ")
      throw LineFault(
        reason: "sucursal «\(name)»: no existe; hay \(names), y otras entran con «bodeguero import branches»")
    }
    return branch.id
  }
}

/// Reads the times of lines; those of one sale most often bear the same.
private final class PastInstants {
  private let clock: ShopClock
  private let today: BusinessDay
  private var last: (text: String, instant: Instant)?

  init(_ clock: ShopClock, now: Instant) { (self.clock, today) = (clock, clock.day(of: now)) }

  func instant(_ text: String) throws(LineFault) -> Instant {
    if let last, last.text == text { return last.instant }
    let instant = try clock.pastInstant(text)
    guard clock.day(of: instant) <= today else {
      throw LineFault(reason: "fecha «\(text)»: todavía no ha llegado; se espera una de hasta hoy, \(today)")
    }
    last = (text, instant)
    return instant
  }
}
