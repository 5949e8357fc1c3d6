internal import Inventory

extension Sentence {
  /// The day, month and perhaps year that a word is written as: «5/11», «5-11-2026», «05/11/26»; nil for any other.
  ///
  /// The day stands first, but where only the second number can be one.
  func writtenDate(at position: Int) -> (day: Int, month: Int, year: Int?)? {
    guard words[position].value == nil, words[position].kind != .word else { return nil }
    let parts = self[position].split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "-")
    }
    let numbers = parts.compactMap { $0.count <= 4 ? Int(digits: String(decoding: $0, as: UTF8.self)) : nil }
    guard (2...3).contains(numbers.count), numbers.count == parts.count else { return nil }
    let (day, month) = numbers[1] > 12 ? (numbers[1], numbers[0]) : (numbers[0], numbers[1])
    guard (1...31).contains(day), (1...12).contains(month) else { return nil }
    guard numbers.count == 3 else { return (day, month, nil) }
    let year = numbers[2] < 100 ? 2000 + numbers[2] : numbers[2]
    return (2000...2099).contains(year) ? (day, month, year) : nil
  }
}
