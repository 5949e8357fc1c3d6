internal import Inventory

/// Numbers as spreadsheets of the region write them.
enum FieldText {
  /// `1234.5`, `1.234,5`, `1,234.50`, `12,50`, `$ 12`; nil for anything else.
  ///
  /// With one separator alone, three digits behind it make it a thousands' separator only when `.` parts groups and
  /// the whole has no other sign of decimals: `1.850` is read as 1.85 where a decimal is as likely, so files should
  /// say which; both separators together leave no doubt.
  static func decimal(_ text: String) -> String? {
    if text.utf8.allSatisfy({ (48...57).contains($0) }) { return text }
    let bytes = Array(text.utf8.filter { $0 != 32 && $0 != 36 })
    guard let last = bytes.lastIndex(where: { $0 == 46 || $0 == 44 }) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    var plain: [UInt8] = []
    let isSingle = bytes.filter { $0 == bytes[last] }.count == 1
    for (index, byte) in bytes.enumerated() {
      if byte == 46 || byte == 44 {
        if index == last, isSingle { plain.append(46) }
      } else {
        plain.append(byte)
      }
    }
    return String(decoding: plain, as: UTF8.self)
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
    guard let decimal = FieldText.decimal(text), let quantity = Quantity(decimal: decimal) else {
      throw LineFault(reason: "\(heading) «\(text)»: se espera un número con hasta tres decimales")
    }
    self = quantity
  }
}

extension Currency {
  func money(field text: String, _ heading: String) throws(LineFault) -> Money {
    guard let decimal = FieldText.decimal(text), let money = money(decimal, rounding: true) else {
      throw LineFault(reason: "\(heading) «\(text)»: se espera un importe, como 12.50")
    }
    return money
  }
}
