/// The number under which a document is filed: `POS-2025-0001`.
package struct Folio: Hashable, Sendable {
  package let text: String

  package init(_ text: String) { self.text = text }

  /// The digits at its end: `VENTA-00125` and `POS-2025-0125` are both 125; nil where it ends otherwise.
  package var number: Int64? {
    let digits = text.utf8.reversed().prefix { (48...57).contains($0) }
    guard !digits.isEmpty else { return nil }
    return Int64(String(decoding: digits.reversed(), as: UTF8.self))
  }

  /// What a person typed, upper case and without spaces, `#` or a leading «folio».
  package static func normalised(_ typed: String) -> String {
    let isPlain = typed.utf8.first != UInt8(ascii: "F") && typed.utf8.allSatisfy(isPlainInFolio)
    if isPlain { return typed }
    let text = String(typed.uppercased().unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "#" })
    return text.hasPrefix("FOLIO") ? String(text.dropFirst(5)) : text
  }

  /// Whether `typed` may stand for it: the same letters, or none, and the last of the same numbers, whatever the signs
  /// and zeros between them.
  ///
  /// `V-180`, `v 0180` and `180` stand for `V-00180`, and `F-180` does not; «venta 180» and «N° 180» have no letters of
  /// their own.
  package func isMeant(by typed: Folio) -> Bool {
    let (mine, theirs) = (parts, typed.parts)
    guard mine.numbers.reversed().starts(with: theirs.numbers.reversed()) else { return false }
    if theirs.letters == mine.letters { return true }
    let own = theirs.letters.filter { !Self.generic.contains($0) }
    return own.isEmpty || own == mine.letters
  }

  /// Its runs of letters, and its runs of digits without the zeros before them.
  private var parts: (letters: [String], numbers: [String]) {
    var (letters, numbers): ([String], [String]) = ([], [])
    var isOpen = (letter: false, digit: false)
    for character in text.uppercased() {
      let (isLetter, isDigit) = (character.isLetter, character.isASCII && character.isNumber)
      if isLetter {
        if !isOpen.letter { letters.append("") }
        letters[letters.count - 1].append(character)
      } else if isDigit {
        if !isOpen.digit { numbers.append("") }
        numbers[numbers.count - 1].append(character)
      }
      isOpen = (isLetter, isDigit)
    }
    return (letters, numbers.map { String($0.drop { $0 == "0" }) })
  }

  /// What people call any document.
  private static let generic: Set<String> = [
    "VENTA", "TICKET", "FACTURA", "BOLETA", "RECIBO", "N", "Nº", "NRO", "NUM",
  ]

  private static func isPlainInFolio(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"): true
    default: false
    }
  }
}

/// The documents that a shop numbers by itself; the raw value begins their folios.
///
/// How those of its sales read the shop may choose.
package enum FolioSeries: String, CaseIterable, Sendable {
  case sale = "POS"
  case customerReturn = "DEV"
  case cancellation = "CAN"
  case payment = "PAG"
  case movement = "MOV"
  case reversal = "REV"
  case transfer = "TRA"
  case entry = "ENT"
  case adjustment = "AJU"
  case importation = "IMP"
}
