internal import Inventory

/// A text scalar by scalar without case and accents, so that places in it are places in the text itself.
struct FoldedText: Hashable, Sendable {
  var scalars: [Unicode.Scalar]

  init(_ text: some StringProtocol) { scalars = text.unicodeScalars.map(\.plain) }

  init(scalars: some Sequence<Unicode.Scalar>) { self.scalars = Array(scalars) }

  var text: String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  var count: Int { scalars.count }

  /// Whether it can be looked for: shorter ones, and short numbers, stand anywhere by chance.
  var isName: Bool {
    let hasLetter = scalars.contains { $0.isLetter }
    return count >= 6 || (count >= 3 && hasLetter)
      || (count == 2 && hasLetter && scalars.contains(where: \.isDigit))
  }

  /// The stretches of letters and digits.
  var wordPlaces: [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    for index in 0...count {
      let isInWord = index < count && scalars[index].isWordPart
      if isInWord, start == nil { start = index }
      if !isInWord, let begun = start {
        words.append(begun..<index)
        start = nil
      }
    }
    return words
  }

  func part(_ place: Range<Int>) -> FoldedText { FoldedText(scalars: scalars[place]) }

  mutating func blank(_ place: Range<Int>) {
    for index in place { scalars[index] = "\u{B6}" }
  }

  /// The word that stands before `index`, but for spaces; empty where there is none.
  func word(before index: Int) -> String {
    let ahead = scalars[..<index].reversed().drop { $0 == " " }
    return FoldedText(scalars: ahead.prefix { $0.isWordPart }.reversed()).text
  }

  /// The word that stands at `index` or behind it, but for spaces; empty where there is none.
  func word(after index: Int) -> (text: String, end: Int) {
    let start = scalars[index...].firstIndex { $0 != " " } ?? count
    let word = scalars[start...].prefix { $0.isWordPart }
    return (FoldedText(scalars: word).text, start + word.count)
  }

  /// Where `name` stands in it as words of its own.
  func places(of name: FoldedText) -> [Range<Int>] {
    guard let first = name.scalars.first, name.count <= count else { return [] }
    var places: [Range<Int>] = []
    var start = 0
    while start + name.count <= count {
      if scalars[start] == first, scalars[start..<start + name.count].elementsEqual(name.scalars),
        !(start > 0 && scalars[start - 1].isWordPart && first.isWordPart),
        !(start + name.count < count && scalars[start + name.count].isWordPart
          && scalars[start + name.count - 1].isWordPart)
      {
        places.append(start..<start + name.count)
        start += name.count
      } else {
        start += 1
      }
    }
    return places
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { (0x30...0x39).contains(value) }
  /// The tables of Unicode are asked of the other scripts alone: they take longer than all else that is done here.
  var isLetter: Bool { isASCII ? (0x61...0x7A).contains(value | 0x20) : properties.isAlphabetic }
  var isWordPart: Bool { isDigit || isLetter }
}
