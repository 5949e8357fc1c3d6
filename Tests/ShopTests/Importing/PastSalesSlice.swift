import Inventory
import Shop
import Testing

/// A line of an invoice log as a file would have it.
struct LogLine: Sendable {
  let folio: String
  let day: String
  let sku: String
  var name = "Artículo"
  let quantity: String
  let price: String
}

/// A few weeks of a shop's invoices, with everything that such logs hold: returns under C-folios, charges that are no
/// products, lines without a price, identical lines, folios that come back later, SKUs in either case.
enum Slice {
  static let lines: [LogLine] = [
    LogLine(
      folio: "5001", day: "2011-11-05", sku: "85123A", name: "Farol blanco", quantity: "6", price: "2.55"),
    LogLine(
      folio: "5001", day: "2011-11-05", sku: "71053", name: "Farol metal", quantity: "6", price: "3.39"),
    LogLine(folio: "5001", day: "2011-11-05", sku: "POST", name: "ENVÍO", quantity: "1", price: "18"),
    LogLine(folio: "5002", day: "2011-11-10", sku: "22752", name: "Cajas", quantity: "12", price: "7.65"),
    LogLine(folio: "5002", day: "2011-11-10", sku: "22752", name: "Cajas", quantity: "12", price: "7.65"),
    LogLine(folio: "5002", day: "2011-11-10", sku: "22752", name: "Cajas", quantity: "12", price: "0"),
    LogLine(folio: "C5003", day: "2011-11-20", sku: "22752", name: "Cajas", quantity: "-5", price: "7.65"),
    LogLine(folio: "5004", day: "2011-12-03", sku: "85123a", name: "FAROL", quantity: "20", price: "2.55"),
    LogLine(folio: "5004", day: "2011-12-03", sku: "22752", quantity: "7", price: "7.65"),
    LogLine(folio: "5005", day: "2011-12-05", sku: "71053", quantity: "3", price: "3.39"),
    LogLine(folio: "5004", day: "2011-12-06", sku: "71053", quantity: "2", price: "3.395"),
    LogLine(folio: "C5006", day: "2011-12-08", sku: "85123A", quantity: "-4", price: "2.55"),
    LogLine(folio: "5007", day: "2011-12-09", sku: "85123A", quantity: "1", price: "-1"),
    LogLine(folio: "5007", day: "2011-12-09", sku: "BANK CHARGES", quantity: "1", price: "15"),
    LogLine(folio: "5007", day: "2011-12-09", sku: "84406B", name: "Jarra", quantity: "9", price: "2.75"),
    LogLine(folio: "", day: "2011-12-09", sku: "84406B", name: "Jarra", quantity: "9", price: "2.75"),
    LogLine(folio: "5008", day: "2011-12-09", sku: "84406B", name: "Jarra", quantity: "0", price: "2.75"),
  ]

  static let refusals: [Int: String] = [
    4: "«POST» no parece un producto; si lo es, impórtelo antes con «import products»",
    7: "sin precio: el precio unitario debe ser mayor que cero",
    14: "sin precio: el precio unitario debe ser mayor que cero",
    15: "«BANK CHARGES» no parece un producto; si lo es, impórtelo antes con «import products»",
    17: "falta folio", 18: "la cantidad es cero",
  ]

  /// The lines as the reader of a file hands them over; the first is line 2, below the headings.
  static func parsed(_ lines: [LogLine] = lines, in test: TestShop) throws -> [PastSaleLine] {
    let currency = test.session.currency
    return try lines.enumerated().map { index, line in
      PastSaleLine(
        line: index + 2, folio: line.folio,
        at: test.session.clock.instant(of: try TestShop.day(line.day), minute: 600), sku: line.sku,
        name: line.name,
        quantity: try units(line.quantity),
        unitPrice: try #require(currency.money(line.price, rounding: true)),
        customer: nil, branch: test.session.home.id)
    }
  }
}

/// The figures of the low stock report worked out from the log alone, in whole units.
struct Recalculation {
  var last7: [String: Int] = [:]
  var last30: [String: Int] = [:]

  /// The windows end on `last`; days are compared as text, and a folio's first day is the day of all its lines.
  init(_ lines: [LogLine], last7 week: ClosedRange<String>, last30 month: ClosedRange<String>) throws {
    var days: [String: String] = [:]
    for line in lines {
      let day = days[line.folio] ?? line.day
      days[line.folio] = day
      let digits = line.sku.filter(\.isNumber).count
      guard !line.folio.isEmpty, digits >= 2, !line.price.hasPrefix("-"), line.price != "0" else { continue }
      let quantity = try #require(Int(line.quantity))
      let sku = line.sku.uppercased()
      if week.contains(day) { last7[sku, default: 0] += quantity }
      if month.contains(day) { last30[sku, default: 0] += quantity }
    }
  }

  func suggestion(_ sku: String, stock: Int) -> Int { max(2 * last7[sku, default: 0] - stock, 0) }
}
