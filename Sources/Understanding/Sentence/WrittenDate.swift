internal import Inventory

extension Sentence {
  /// The day, month and perhaps year that a word is written as: «5/11», «5-11-2026», «05/11/26», «2026-11-05»; nil for
  /// any other, and for a day that no month has.
  ///
  /// The day stands first, but behind a year of four digits, or where only the second number can be one.
  func writtenDate(at position: Int) -> (day: Int, month: Int, year: Int?)? {
    guard words[position].value == nil, words[position].kind != .word else { return nil }
    let parts = self[position].split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "-")
    }
    var numbers = parts.compactMap { $0.count <= 4 ? Int(digits: String(decoding: $0, as: UTF8.self)) : nil }
    guard (2...3).contains(numbers.count), numbers.count == parts.count else { return nil }
    if numbers.count == 3, parts[0].count == 4 { numbers = [numbers[2], numbers[1], numbers[0]] }
    let (day, month) = numbers[1] > 12 ? (numbers[1], numbers[0]) : (numbers[0], numbers[1])
    guard numbers.count == 3 else {
      // A year that has a 29th of February.
      return BusinessDay(year: 2024, month: month, day: day).map { _ in (day, month, nil) }
    }
    let year = numbers[2] < 100 ? 2000 + numbers[2] : numbers[2]
    guard (2000...2099).contains(year), BusinessDay(year: year, month: month, day: day) != nil else {
      return nil
    }
    return (day, month, year)
  }
}
