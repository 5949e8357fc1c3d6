/// The words of a product's name as they are matched: sizes in one form, glue apart from what distinguishes.
struct NameWord: Sendable {
  enum Role: Sendable {
    case distinctive
    /// A size or another number: `500ml`, `1/4`, `24`.
    case size
    /// «de», «para»: says nothing about which product is meant.
    case glue
  }
  let bytes: ArraySlice<UInt8>
  let role: Role

  static func words(of text: NormalizedText) -> [NameWord] {
    var words: [NameWord] = []
    words.reserveCapacity(text.tokens.count)
    var index = 0
    while index < text.tokens.count {
      let word = text.word(index)
      switch text.tokens[index].kind {
      case .word:
        words.append(NameWord(bytes: word, role: isGlue(word) ? .glue : .distinctive))
      case .number:
        if index + 1 < text.tokens.count, let unit = SizeUnit(text.word(index + 1)) {
          words.append(NameWord(bytes: word + unit.symbol, role: .size))
          index += 1
        } else {
          words.append(NameWord(bytes: word, role: .size))
        }
      case .code:
        words.append(
          NameWord(bytes: SizeUnit.canonical(word), role: SizeUnit.isSize(word) ? .size : .distinctive))
      case .symbol: break
      }
      index += 1
    }
    return words
  }

  private static let glue: Set<ArraySlice<UInt8>> = Set(
    "de del la el los las para con sin en y a e o x por al c of for with the and in to".utf8
      .split(separator: UInt8(ascii: " ")).map { ArraySlice(Array($0)) })

  private static func isGlue(_ word: ArraySlice<UInt8>) -> Bool { word.count <= 4 && glue.contains(word) }
}

/// A unit of size as labels and people write it, under its usual symbol.
package enum SizeUnit: String, CaseIterable, Sendable {
  case millilitre = "ml"
  case litre = "l"
  case gallon = "gal"
  case milligram = "mg"
  case gram = "g"
  case kilogram = "kg"
  case metre = "m"
  case centimetre = "cm"
  case millimetre = "mm"
  case ounce = "oz"
  case pound = "lb"
  case watt = "w"
  case volt = "v"
  case gigabyte = "gb"
  case terabyte = "tb"
  case inch = "in"

  package init?(_ word: ArraySlice<UInt8>) {
    guard word.count <= 11, let unit = Self.spellings[word] else { return nil }
    self = unit
  }

  /// How many thousandths of a kilo or of a litre one of it is; nil for what is neither weight nor volume.
  package var thousandths: Int64? {
    switch self {
    case .gram, .millilitre: 1
    case .kilogram, .litre: 1000
    case .ounce: 28
    case .pound: 454
    case .gallon: 3785
    case .milligram, .metre, .centimetre, .millimetre, .watt, .volt, .gigabyte, .terabyte, .inch: nil
    }
  }

  package var symbol: [UInt8] { Array(rawValue.utf8) }

  private static let spellings: [ArraySlice<UInt8>: SizeUnit] = {
    let words: [(SizeUnit, String)] = [
      (.millilitre, "ml mls cc mililitro mililitros"), (.litre, "l lt lts ltr litro litros liter liters"),
      (.gallon, "gal galon galones gallon gallons"), (.milligram, "mg mgs miligramo miligramos"),
      (.gram, "g gr grs gramo gramos gram grams"), (.kilogram, "kg kgs kilo kilos kilogramo kilogramos"),
      (.metre, "m mt mts metro metros"), (.centimetre, "cm cms centimetros"), (.millimetre, "mm"),
      (.ounce, "oz onza onzas"), (.pound, "lb lbs libra libras"), (.watt, "w watt watts vatio vatios"),
      (.volt, "v volt volts voltio voltios"),
      (.gigabyte, "gb gigas giga"), (.terabyte, "tb teras"), (.inch, "in pulgada pulgadas inch inches"),
    ]
    var spellings: [ArraySlice<UInt8>: SizeUnit] = [:]
    for (unit, text) in words {
      for word in text.utf8.split(separator: UInt8(ascii: " ")) { spellings[ArraySlice(Array(word))] = unit }
    }
    return spellings
  }()

  /// The two parts of `500ml`; nil for any other word.
  package static func split(_ word: ArraySlice<UInt8>) -> (digits: ArraySlice<UInt8>, unit: SizeUnit)? {
    guard let letter = word.firstIndex(where: { $0 >= 0x61 }), letter > word.startIndex,
      let unit = SizeUnit(word[letter...])
    else { return nil }
    return (word[..<letter], unit)
  }

  package static func isSize(_ word: ArraySlice<UInt8>) -> Bool { split(word) != nil }

  /// `500ml`, `500mls` and `500cc` as `500ml`; any other word as it is.
  package static func canonical(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let (digits, unit) = split(word) else { return word }
    return digits + unit.symbol
  }
}
