internal import Inventory

/// Sizes as they are said, in the writing of names.
extension Sentence {
  /// «medio litro» as «500ml», «dos litros» as «2l», and how many words it is.
  func size(at position: Int) -> (text: [UInt8], length: Int)? {
    if let text = partOfUnit(at: position) { return (text, 1) }
    let next = position + 1
    guard words[position].kind == .number, next < words.count, words[next].gap == .space,
      let unit = SizeUnit(self[next])
    else { return nil }
    return (digits(at: position) + unit.symbol, 2)
  }

  /// «medio litro», «un cuarto de kilo», which are read as one word.
  private func partOfUnit(at position: Int) -> [UInt8]? {
    guard let value = words[position].value, value < 1000,
      let last = Normalizer.normalize(typed(position..<position + 1)).words.last, let unit = SizeUnit(last)
    else { return nil }
    switch unit {
    case .litre: return Array("\(value)ml".utf8)
    case .kilogram: return Array("\(value)g".utf8)
    default: return nil
    }
  }

  /// A number in digits, however it was written: the «dos» of «dos litros».
  private func digits(at position: Int) -> ArraySlice<UInt8> {
    let typed = self[position]
    guard let value = words[position].value, value % 1000 == 0, typed.allSatisfy({ $0 &- 0x30 >= 10 }) else {
      return typed
    }
    return Array(String(value / 1000).utf8)[...]
  }
}
