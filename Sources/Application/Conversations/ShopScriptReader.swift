internal import Foundation
internal import Inventory
internal import Shop
internal import Store

/// What a line about the shop may begin with.
enum ShopKey: String, ScriptKey {
  case name = "nombre|name"
  case currency = "moneda|currency"
  case zone = "zona|time zone"
  case closing = "cierra|closes"
  case language = "idioma|language"
  case address = "trato|address"
  case owner = "dueño|dueña|owner"
  case branch = "sucursal|branch"
  case employee = "empleado|empleada|employee"
  case supplier = "proveedor|supplier"
  case customer = "cliente|clienta|customer"
  case product = "producto|product"
  case sale = "venta|sale"
}

/// What an indented line below a product may begin with.
enum ProductKey: String, ScriptKey {
  case sku
  case barcode = "código de barras|barcode"
  case price = "precio|price"
  case cost = "costo|cost"
  case category = "categoría|category"
  case supplier = "proveedor|supplier"
  case minimum = "mínimo|minimum"
  case maximum = "máximo|maximum"
  case unit = "unidad|unit"
  case strategic = "estratégico|strategic"
  case alias = "alias|aliases"
  case stock = "hay|stock"
  case lot = "lote|lot"
  case arrival = "llegó|arrived"
  case sold = "vendió|sold"
}

/// What an indented line below a sale may begin with.
enum SaleKey: String, ScriptKey {
  case item = "lleva|item"
  case customer = "cliente|clienta|customer"
  case branch = "en|at"
}

/// Reads the lines that describe a shop.
struct ShopScriptReader {
  private(set) var script = ShopScript()

  /// Whose indented lines are read.
  private enum Block { case none, product, sale }
  private var block = Block.none

  init() {}

  /// The shop that a file of its own describes.
  static func read(_ text: String, file: String) throws(ScriptFault) -> ShopScriptReader {
    var reader = ShopScriptReader()
    for line in ScriptLine.lines(of: text, file: file) {
      guard try reader.take(line) else { throw line.fault("se espera una de: \(ShopKey.spanishNames)") }
    }
    return reader
  }

  /// Takes a line; false when it is not about the shop.
  mutating func take(_ line: ScriptLine) throws(ScriptFault) -> Bool {
    guard let (word, value) = line.field else { return false }
    if line.isIndented {
      try takeDetail(word, value, line)
      return true
    }
    guard let key = ShopKey(word: word) else { return false }
    guard !value.isEmpty else { throw line.fault("falta lo que va detrás de «\(word):»") }
    block = .none
    try take(key, value, line)
    return true
  }

  private mutating func take(_ key: ShopKey, _ value: String, _ line: ScriptLine) throws(ScriptFault) {
    let parts = value.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    switch key {
    case .name: script.name = value
    case .currency:
      script.currency = try line.known(
        Currency(code: value), "«\(value)» no es una moneda conocida, como BOB o MXN")
    case .zone:
      script.zone = try line.known(TimeZoneName(value), "«\(value)» no es una zona como America/La_Paz")
    case .closing: script.closingMinute = try line.closingMinute(value)
    case .language:
      script.language = try line.known(Language(value), "«\(value)» no es un idioma: se espera es o en")
    case .address:
      script.address = try line.known(
        ShopRecord.Address(rawValue: value.folded), "«\(value)» no es un trato: se espera vos, tu o usted")
    case .owner: script.owner = value
    case .branch:
      add(parts.first, .branch(aliases: Array(parts.dropFirst())), line)
    case .employee:
      let role = try line.known(
        parts.last.flatMap { Role(script: $0) },
        "se espera «nombre, rol», con rol \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
      add(parts.first, .person(role), line)
    case .supplier:
      let days = try parts.dropFirst().first.map { (text) throws(ScriptFault) in
        try line.count(text.prefix { $0.isNumber })
      }
      let phone = parts.dropFirst(2).first { !$0.contains("@") }
      add(parts.first, .supplier(phone: phone, email: parts.first { $0.contains("@") }, leadTime: days), line)
    case .customer: add(parts.first, .customer(phone: parts.dropFirst().first), line)
    case .product:
      script.products.append(ShopScript.StockedProduct(line: line, name: value))
      block = .product
    case .sale:
      guard parts.count == 2 else {
        throw line.fault("se espera «folio, fecha», como «125, 2025-11-19 10:30»")
      }
      script.sales.append(ShopScript.PastSale(line: line, folio: parts[0], at: parts[1]))
      block = .sale
    }
  }

  private mutating func add(_ name: String?, _ kind: NameRow.Kind, _ line: ScriptLine) {
    script.names.append(ShopScript.Named(line: line, name: name ?? "", kind: kind))
  }

  private mutating func takeDetail(_ word: String, _ value: String, _ line: ScriptLine) throws(ScriptFault) {
    switch block {
    case .product:
      guard let key = ProductKey(word: word) else {
        throw line.fault("un producto no tiene «\(word)»: se espera una de \(ProductKey.spanishNames)")
      }
      try script.products[script.products.count - 1].take(key, value, line)
    case .sale:
      guard let key = SaleKey(word: word) else {
        throw line.fault("una venta no tiene «\(word)»: se espera una de \(SaleKey.spanishNames)")
      }
      try script.sales[script.sales.count - 1].take(key, value, line)
    case .none: throw line.fault("esta línea está sangrada, pero no hay un producto o una venta encima")
    }
  }
}

extension ShopScript.StockedProduct {
  fileprivate mutating func take(_ key: ProductKey, _ value: String, _ line: ScriptLine) throws(ScriptFault) {
    switch key {
    case .sku: sku = value
    case .barcode: barcode = value
    case .price: price = try line.number(value)
    case .cost: cost = try line.number(value)
    case .category: category = value
    case .supplier: supplier = value
    case .minimum: minimum = Quantity(thousandths: try line.number(value))
    case .maximum: maximum = Quantity(thousandths: try line.number(value))
    case .unit: unit = try line.known(Unit(rawValue: value.folded), "se espera unidad, litro, kilo o caja")
    case .strategic: isStrategic = try line.known(FieldText.isTrue(value), "se espera sí o no")
    case .alias: aliases = value.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    case .stock:
      for part in value.split(separator: ",") {
        var phrase = ScriptPhrase(part, line)
        let quantity = try phrase.quantity()
        stock.append(ShopScript.Shelf(line: line, quantity: quantity, branch: try phrase.branch(), lot: nil))
      }
    case .lot: stock.append(try lotted(value, line))
    case .arrival:
      var phrase = ScriptPhrase(value, line)
      arrival = try phrase.days()
    case .sold:
      var phrase = ScriptPhrase(value, line)
      let quantity = try phrase.quantity()
      let days = try phrase.days()
      sold.append(ShopScript.Sold(line: line, quantity: quantity, days: days, branch: try phrase.branch()))
    }
  }

  /// Reads `L1, 6 en Norte, vence 2025-12-01`.
  private func lotted(_ value: String, _ line: ScriptLine) throws(ScriptFault) -> ShopScript.Shelf {
    let parts = value.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    guard (2...3).contains(parts.count) else {
      throw line.fault("se espera «código, cantidad, vence fecha», como «L1, 6 en Norte, vence 2025-12-01»")
    }
    var phrase = ScriptPhrase(parts[1], line)
    let quantity = try phrase.quantity()
    let expiry = try parts.dropFirst(2).first.map { (text) throws(ScriptFault) in
      var phrase = ScriptPhrase(text, line)
      guard ["vence", "expires"].contains(String(try phrase.next("la fecha")).folded) else {
        throw line.fault("«\(text)»: se espera «vence 2025-12-01»")
      }
      return try line.day(phrase.rest)
    }
    return ShopScript.Shelf(
      line: line, quantity: quantity, branch: try phrase.branch(),
      lot: ShopScript.Shelf.LotName(code: parts[0], expiry: expiry))
  }
}

extension ShopScript.PastSale {
  fileprivate mutating func take(_ key: SaleKey, _ value: String, _ line: ScriptLine) throws(ScriptFault) {
    switch key {
    case .customer: customer = value
    case .branch: branch = value
    case .item:
      var phrase = ScriptPhrase(value, line)
      let quantity = try phrase.quantity()
      let (product, price) = try priced(phrase.rest, line)
      items.append(Item(line: line, product: product, quantity: quantity, price: price))
    }
  }

  /// Reads `Shampoo a 60`, `Shampoo at 60` or `Shampoo`.
  private func priced(
    _ text: String, _ line: ScriptLine
  ) throws(ScriptFault) -> (product: String, price: Int64?) {
    guard !text.isEmpty else { throw line.fault("falta el producto") }
    for sign in [" a ", " at "] {
      guard let range = text.ranges(of: sign).last, text[range.upperBound...].allSatisfy({ !$0.isLetter })
      else {
        continue
      }
      return (String(text[..<range.lowerBound]), try line.number(text[range.upperBound...]))
    }
    return (text, nil)
  }
}

extension ScriptLine {
  fileprivate func known<Value>(_ value: Value?, _ reason: String) throws(ScriptFault) -> Value {
    guard let value else { throw fault(reason) }
    return value
  }

  fileprivate func closingMinute(_ text: String) throws(ScriptFault) -> Int {
    guard let minute = ShopClock.closingMinute(text) else {
      throw fault("«\(text)» no es una hora como 20:00")
    }
    return minute
  }
}

extension Role {
  /// The role under its name in the store or in English.
  fileprivate init?(script text: String) {
    let english: [String: Role] = [
      "owner": .owner, "manager": .manager, "cashier": .cashier, "receptionist": .receptionist,
      "professional": .professional, "read only": .readOnly, "solo lectura": .readOnly,
    ]
    guard let role = Role(rawValue: text.folded) ?? english[text.folded] else { return nil }
    self = role
  }
}
