internal import Foundation
internal import Inventory

extension Currency {
  /// Reads an amount, with the currency before it or behind, or without: `Bs 5`, `5 BOB`, `$ 5`.
  func money(field text: String, _ heading: String) throws(LineFault) -> Money {
    guard let money = money(FieldText.amount(bare(text)), rounding: true) else {
      throw LineFault(reason: "\(heading) «\(text)»: se espera un importe, como 12.50")
    }
    return money
  }

  private func bare(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last, first &- 0x30 >= 10 || last &- 0x30 >= 10
    else { return text }
    for mark in [symbol + ".", symbol, code] {
      for side in [NSString.CompareOptions.anchored, [.anchored, .backwards]] {
        guard let range = text.range(of: mark, options: side.union(.caseInsensitive)) else { continue }
        return text.replacingCharacters(in: range, with: "").trimmingCharacters(in: .whitespaces)
      }
    }
    return text
  }
}
