package import Inventory

enum MeasurePhrase: String, Phrase {
  case listEnd = "list.end(head,last)"
  case percent = "measure.percent(value)"
  case units = "measure.units(n)"
  case litres = "measure.litres(n)"
  case kilos = "measure.kilos(n)"
  case boxes = "measure.boxes(n)"
}

extension Voice {
  /// «Bs 1.250,50», «$1,250.50»; a whole amount without its cents.
  package func money(_ money: Money) -> String {
    let isWhole = money.minorUnits % currency.unit == 0
    let places = isWhole ? 0 : currency.minorDigits
    let amount = grouped(FixedPoint.text(money.minorUnits, scale: currency.minorDigits, decimals: places))
    let gap = currency.symbol.last.map { $0.isLetter || $0 == "." || $0 == "/" } == true ? " " : ""
    return amount.hasPrefix("-")
      ? "-" + currency.symbol + gap + amount.dropFirst() : currency.symbol + gap + amount
  }

  /// The bare number: «12», «1.250», «0,25».
  package func number(_ quantity: Quantity) -> String { grouped(quantity.decimal) }

  /// The same of a count: «1.250».
  package func number(_ count: Int) -> String { grouped(String(count)) }

  /// «1 unidad», «1,5 kilos».
  package func quantity(_ quantity: Quantity, _ unit: Unit) -> String {
    let phrase: MeasurePhrase =
      switch unit {
      case .unit: .units
      case .litre: .litres
      case .kilo: .kilos
      case .box: .boxes
      }
    return say(phrase, ["n": number(quantity)])
  }

  /// «12,5 %».
  package func percent(_ percent: Percent) -> String {
    say(MeasurePhrase.percent, ["value": grouped(percent.text)])
  }

  /// Whether a point stands before the decimals, and not a comma.
  var usesPoint: Bool { language == .english || Self.pointCurrencies.contains(currency.code) }

  /// Puts the marks of thousands and decimals into a plain decimal.
  private func grouped(_ decimal: String) -> String {
    let parts = decimal.split(separator: ".")
    let isNegative = decimal.hasPrefix("-")
    let whole = Array((parts.first ?? "0").utf8.drop { $0 == UInt8(ascii: "-") })
    var text = isNegative ? "-" : ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { text += usesPoint ? "," : "." }
      text.unicodeScalars.append(Unicode.Scalar(digit))
    }
    if parts.count == 2 { text += (usesPoint ? "." : ",") + parts[1] }
    return text
  }

  /// Where Spanish writes the decimal point as English does.
  private static let pointCurrencies: Set<String> = [
    "MXN", "PEN", "GTQ", "HNL", "DOP", "NIO", "PAB", "USD", "CUP",
  ]
}

extension Currency {
  /// How many minor units make one major unit.
  fileprivate var unit: Int64 { (0..<minorDigits).reduce(1) { unit, _ in unit * 10 } }
}
