internal import Inventory

/// A number as a text writes it in digits.
struct Figure: Sendable {
  /// Its magnitude in ten-thousandths.
  let value: Int64
  /// What else the same digits may mean: «1.250» is a thousand or one and a quarter.
  let other: Int64?
  /// The last mark in it, behind which stand the decimals of `other`; nil for digits alone.
  let mark: Unicode.Scalar?
  /// Digits behind the mark.
  let decimals: Int
  let isPercent: Bool
  let place: Range<Int>
  /// The word behind it, such as its unit.
  let unit: String
}

extension FoldedText {
  /// The numbers in it, whatever they count; a code such as `CRE-001` is none.
  var figures: [Figure] {
    var figures: [Figure] = []
    for word in digitWords {
      if let figure = figure(at: word) { figures.append(figure) }
    }
    return figures
  }

  /// The stretches that hold digits, with what is written together with them.
  var digitWords: [Range<Int>] {
    var words: [Range<Int>] = []
    var start = 0
    while start < count {
      guard scalars[start].isWordPart else {
        start += 1
        continue
      }
      var end = start + 1
      while end < count, scalars[end].isWordPart || isInner(end) { end += 1 }
      if scalars[start..<end].contains(where: \.isDigit) { words.append(start..<end) }
      start = end
    }
    return words
  }

  /// Whether the mark there joins what stands on both its sides.
  private func isInner(_ index: Int) -> Bool {
    guard index + 1 < count, ".,-/:_".unicodeScalars.contains(scalars[index]) else { return false }
    let (before, after) = (scalars[index - 1], scalars[index + 1])
    if scalars[index] == "." || scalars[index] == "," { return before.isDigit && after.isDigit }
    return before.isWordPart && after.isWordPart
  }

  /// The number that a stretch is; nil for a code, a date or a time, and for one that is so many thousands: «60k».
  func figure(at place: Range<Int>) -> Figure? {
    let digits = scalars[place].prefix { $0.isDigit || $0 == "." || $0 == "," }
    let suffix = scalars[place].dropFirst(digits.count)
    guard let first = digits.first, first.isDigit, suffix.count <= 3, suffix.allSatisfy(\.isLetter),
      !["k", "mil", "mi"].contains(FoldedText(scalars: suffix).text)
    else { return nil }
    var end = place.upperBound
    while end < count, scalars[end] == " " || scalars[end] == "\u{A0}" || scalars[end] == "\u{202F}" {
      end += 1
    }
    let unit =
      suffix.isEmpty
      ? String(String.UnicodeScalarView(scalars[end...].prefix(while: \.isLetter)))
      : String(String.UnicodeScalarView(suffix))
    let isPercent = isPercent(at: end)
    guard let (value, decimals) = Self.value(digits, isGrouped: true) else { return nil }
    let other = Self.value(digits, isGrouped: false)?.value
    return Figure(
      value: value, other: other == value ? nil : other, mark: digits.last { !$0.isDigit },
      decimals: decimals, isPercent: isPercent,
      place: place, unit: unit)
  }

  /// Whether what stands there says that the number before it is of a hundred: «%», «por ciento».
  func isPercent(at index: Int) -> Bool {
    let words = FoldedText(scalars: scalars[index...].drop { $0 == " " }.prefix(10)).text
    return words.hasPrefix("%") || words.hasPrefix("percent") || words == "por ciento"
  }

  /// Reads «1.250,50» and «1,250.50»; three digits behind a single mark are thousands where `isGrouped`.
  private static func value(
    _ digits: ArraySlice<Unicode.Scalar>, isGrouped: Bool
  ) -> (value: Int64, decimals: Int)? {
    let marks = digits.indices.filter { !digits[$0].isDigit }
    var point = marks.last
    if let last = point {
      let isRepeated = marks.dropLast().contains { digits[$0] == digits[last] }
      let hasThree = digits.endIndex - last - 1 == 3
      if isRepeated
        || (hasThree && isGrouped && marks.allSatisfy { digits[$0] == digits[last] }
          && digits.first != "0")
      {
        point = nil
      }
    }
    var text = ""
    for index in digits.indices {
      if digits[index].isDigit {
        text.unicodeScalars.append(digits[index])
      } else if index == point {
        text += "."
      }
    }
    let decimals = point.map { digits.endIndex - $0 - 1 } ?? 0
    return FixedPoint.parse(text, scale: 4, rounding: true).map { ($0, decimals) }
  }
}
