/// Text as it is compared: words without case, accents, stretched letters and invisible marks, each with the place
/// in the source where it stood.
package struct NormalizedText: Sendable {
  /// What a token is made of.
  package enum Kind: Sendable {
    case word
    /// Digits with separators of thousands and decimals: `12`, `1.850`, `12,50`, `1/4`.
    case number
    /// Letters and digits together: `sha-001`, `500ml`, `b12`.
    case code
    /// An emoji, an arrow, `@`, `+`, `%`.
    case symbol
  }

  /// What parts a word from the one before it.
  package enum Gap: UInt8, Comparable, Sendable {
    case space, comma, sentence
    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// A word, number, code or sign, with how it was written.
  package struct Token: Sendable {
    package var kind: Kind
    package var gap: Gap
    /// A capital letter began it.
    package var isCapitalised: Bool
    /// A currency sign stood before it.
    package var isMoney: Bool
    /// A minus sign stood right before its digits.
    package var isNegative: Bool
    /// A full stop stood right behind it and no capital letter behind that, as behind an abbreviation.
    package var isCut = false
    package var range: Range<Int>
    /// Its bytes in the source's UTF-8.
    package var source: Range<Int>
  }

  package internal(set) var bytes: [UInt8] = []
  package internal(set) var tokens: [Token] = []

  package init() {}

  /// The bytes of a token as they are compared.
  package func word(_ index: Int) -> ArraySlice<UInt8> { bytes[tokens[index].range] }

  /// The words one after the other.
  package var words: [ArraySlice<UInt8>] { tokens.indices.map(word) }
}

/// The one reading of characters that chat and search share.
package struct Normalizer {
  private var text = NormalizedText()
  private var gap = NormalizedText.Gap.sentence
  private var isMoney = false
  private var isNegative = false
  /// Whether a full stop stood right behind the last word.
  private var mayBeCut = false
  private var isCapitalised = false
  private var start: Int?
  private var hasDigit = false
  private var hasLetter = false
  private var sourceStart = 0
  private var sourceEnd = 0

  /// Words of `source`; costs about 10 ns a byte.
  package static func normalize(_ source: String) -> NormalizedText {
    var normalizer = Normalizer()
    normalizer.text.bytes.reserveCapacity(source.utf8.count)
    normalizer.text.tokens.reserveCapacity(source.utf8.count / 4 + 1)
    normalizer.read(source.unicodeScalars)
    return normalizer.text
  }

  private mutating func read(_ scalars: String.UnicodeScalarView) {
    var iterator = scalars.makeIterator()
    var position = 0
    var next = iterator.next()
    while let scalar = next {
      let width = scalar.utf8Width
      next = iterator.next()
      switch Folded(scalar) {
      case .letters(let first, let second):
        add(first, at: position, width, upper: scalar.value != UInt32(first) && Self.isUpper(scalar))
        if let second { add(second, at: position, width, upper: false) }
      case .foreign:
        for byte in UTF8.encode(scalar) ?? .init() { add(byte, at: position, width, upper: false) }
      case .nothing: if start != nil { sourceEnd = position + width }
      case .symbol: addSymbol(UTF8.encode(scalar) ?? .init(), at: position, width)
      case .boundary:
        if joins(scalar, next) {
          text.bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        } else if !Self.isApostrophe(scalar) || start == nil {
          let isApart = start == nil
          close()
          if scalar == ".", !isApart { mayBeCut = true }
          isNegative = isApart && scalar == "-" && next.map { ("0"..."9").contains($0) } ?? false
          meet(scalar, next, at: position, width)
        }
      }
      position += width
    }
    close()
    if mayBeCut, let last = text.tokens.indices.last { text.tokens[last].isCut = true }
  }

  /// Whether a mark between two characters holds them together in one word.
  private func joins(_ scalar: Unicode.Scalar, _ next: Unicode.Scalar?) -> Bool {
    guard start != nil, let last = text.bytes.last, let next else { return false }
    let digitBefore = Self.isDigit(last)
    let digitAfter = ("0"..."9").contains(next)
    switch scalar {
    case ".", ",": return digitBefore && digitAfter && !hasLetter
    case "/": return digitBefore && digitAfter
    case "-":
      let letterAfter = ("a"..."z").contains(next) || ("A"..."Z").contains(next)
      return digitBefore && (digitAfter || letterAfter) || digitAfter && hasLetter
    case "_": return hasLetter
    default: return false
    }
  }

  private mutating func meet(
    _ scalar: Unicode.Scalar, _ next: Unicode.Scalar?, at position: Int, _ width: Int
  ) {
    switch scalar {
    case ",", ":", "(", ")": gap = max(gap, .comma)
    case ".", ";", "?", "!", "\n", "¿", "¡", "…": gap = .sentence
    case "$", "€", "£": isMoney = true
    case "-" where next == ">": gap = max(gap, .space)
    case ">": addSymbol(Array("->".utf8), at: position, width)
    case "@", "+", "%", "#": addSymbol([UInt8(truncatingIfNeeded: scalar.value)], at: position, width)
    default: break
    }
  }

  private mutating func add(_ byte: UInt8, at position: Int, _ width: Int, upper: Bool) {
    if start == nil {
      start = text.bytes.count
      sourceStart = position
      isCapitalised = upper
      (hasDigit, hasLetter) = (false, false)
    }
    if Self.isDigit(byte) { hasDigit = true } else { hasLetter = true }
    text.bytes.append(byte)
    sourceEnd = position + width
  }

  private mutating func addSymbol(_ bytes: some Sequence<UInt8>, at position: Int, _ width: Int) {
    close()
    let from = text.bytes.count
    text.bytes.append(contentsOf: bytes)
    append(.symbol, from, position..<(position + width))
  }

  private mutating func close() {
    guard let from = start else { return }
    start = nil
    if !hasDigit { shortenRuns(from) }
    append(hasDigit ? (hasLetter ? .code : .number) : .word, from, sourceStart..<sourceEnd)
  }

  private mutating func append(_ kind: NormalizedText.Kind, _ from: Int, _ source: Range<Int>) {
    if mayBeCut, let last = text.tokens.indices.last, !isCapitalised, kind == .word {
      text.tokens[last].isCut = true
    }
    mayBeCut = false
    text.tokens.append(
      .init(
        kind: kind, gap: gap, isCapitalised: isCapitalised, isMoney: isMoney, isNegative: isNegative,
        range: from..<text.bytes.count, source: source))
    (gap, isMoney, isNegative, isCapitalised) = (.space, false, false, false)
  }

  /// Three or more of one letter are a stretched one, as in «holaaa», unless they are all there is, as in «AAA».
  private mutating func shortenRuns(_ from: Int) {
    guard text.bytes[from...].contains(where: { $0 != text.bytes[from] }) else { return }
    var write = from
    var read = from
    while read < text.bytes.count {
      var end = read
      while end < text.bytes.count, text.bytes[end] == text.bytes[read] { end += 1 }
      let kept = end - read >= 3 ? 1 : end - read
      let byte = text.bytes[read]
      for _ in 0..<kept {
        text.bytes[write] = byte
        write += 1
      }
      read = end
    }
    text.bytes.removeSubrange(write...)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
    ("A"..."Z").contains(scalar) || scalar.value >= 0xc0 && scalar.properties.isUppercase
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool { scalar == "'" || scalar == "’" }
}

extension Unicode.Scalar {
  fileprivate var utf8Width: Int { value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4 }
}
