internal import Inventory

/// Numbers as spreadsheets of the region write them.
enum FieldText {
  /// A plain decimal from `1234.5`, `1.234,5`, `1,234.50`, `12,50` or `$ 12`.
  ///
  /// The last separator is the decimal one when it stands alone; one that repeats parts thousands. Text whose
  /// thousands are not in groups of three stays as it is, which no number is.
  static func decimal(_ text: String) -> String {
    if isPlain(text) { return text }
    let bytes = bare(text)
    guard let last = bytes.lastIndex(where: isSeparator) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    let isDecimal = bytes.count { $0 == bytes[last] } == 1
    let groups = (isDecimal ? bytes[..<last] : bytes[...])
      .split(omittingEmptySubsequences: false, whereSeparator: isSeparator)
    guard groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return text }
    let fraction = isDecimal ? [UInt8(ascii: ".")] + bytes[(last + 1)...] : []
    return String(decoding: groups.joined() + fraction, as: UTF8.self)
  }

  /// Whether it needs no second look, as most fields of most files: digits, and at most two more behind a point.
  private static func isPlain(_ text: String) -> Bool {
    var decimals: Int?
    for byte in text.utf8 {
      if let count = decimals, isDigit(byte), count < 2 {
        decimals = count + 1
      } else if decimals == nil, byte == UInt8(ascii: ".") {
        decimals = 0
      } else if decimals != nil || !isDigit(byte) {
        return false
      }
    }
    return true
  }

  /// Like `decimal`, for money: `1.850` and `1,850` are one thousand eight hundred and fifty, since no price has
  /// three decimals but one below 1.
  static func amount(_ text: String) -> String {
    if isPlain(text) { return text }
    let parts = bare(text).split(maxSplits: 2, omittingEmptySubsequences: false, whereSeparator: isSeparator)
    guard parts.count == 2, (1...3).contains(parts[0].count), parts[1].count == 3,
      parts[0].first != UInt8(ascii: "0"), parts.joined().allSatisfy(isDigit)
    else { return decimal(text) }
    return String(decoding: parts.joined(), as: UTF8.self)
  }

  /// The text without spaces and the currency's sign.
  private static func bare(_ text: String) -> [UInt8] {
    text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "$") }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
  }

  /// The unit that a shop's abbreviation stands for.
  static func unit(_ text: String) -> Unit? {
    switch text.lowercased().split(separator: ".").first {
    case "unidad", "unidades", "un", "u", "und", "unid", "uds", "pieza", "piezas", "pza", "pz": .unit
    case "kilo", "kilos", "kg", "kgs", "k", "kilogramo", "kilogramos": .kilo
    case "litro", "litros", "l", "lt", "lts", "ltr": .litre
    case "caja", "cajas", "cja", "cj": .box
    default: nil
    }
  }

  static func isTrue(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "1", "true", "si", "sí", "yes", "x", "verdadero": true
    case "0", "false", "no", "falso": false
    default: nil
    }
  }
}

/// Why one line of a file cannot be read.
struct LineFault: Error {
  let reason: String
}

extension ShopClock {
  func pastInstant(_ text: String) throws(LineFault) -> Instant {
    guard let instant = instant(parsing: text) else {
      throw LineFault(reason: "fecha «\(text)»: se espera 2025-11-20, con o sin hora, o 20/11/2025")
    }
    return instant
  }
}

extension Quantity {
  init(field text: String, _ heading: String) throws(LineFault) {
    guard let quantity = Quantity(decimal: FieldText.decimal(text)) else {
      throw LineFault(reason: "\(heading) «\(text)»: se espera un número con hasta tres decimales")
    }
    self = quantity
  }
}
