/// What one character becomes when letters are compared without case and accents.
enum Folded {
  /// One or two plain letters, or a digit.
  case letters(UInt8, UInt8?)
  /// A letter of a script that is not folded: kept as its UTF-8 bytes.
  case foreign
  /// An emoji, arrow or fraction: a word of its own.
  case symbol
  /// A zero-width or combining mark, an emoji modifier: as if absent.
  case nothing
  /// Punctuation and spaces.
  case boundary

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7a: self = .letters(UInt8(truncatingIfNeeded: scalar.value), nil)
    case 0x41...0x5a: self = .letters(UInt8(truncatingIfNeeded: scalar.value + 32), nil)
    case 0..<0x80: self = .boundary
    case 0xaa: self = .letters(UInt8(ascii: "a"), nil)
    case 0xba: self = .letters(UInt8(ascii: "o"), nil)
    case 0xad: self = .nothing
    case 0xdf: self = .letters(UInt8(ascii: "s"), UInt8(ascii: "s"))
    case 0xc0...0x17f: self = Self.latin(scalar.value)
    case 0xbc...0xbe: self = .symbol
    case 0x80..<0xc0: self = .boundary
    case 0x300...0x36f, 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x206f, 0xfe00...0xfe0f, 0xfeff,
      0x1f3fb...0x1f3ff, 0xe0000...0xe0fff:
      self = .nothing
    case 0x2000...0x206f: self = .boundary
    case 0x2190...0x2bff, 0x1f000...0x1faff: self = .symbol
    case 0x2070...0x218f, 0x3000...0x303f, 0xff00...0xff0f: self = .boundary
    default: self = .foreign
    }
  }

  /// Plain letters for U+00C0–U+017F, in the order of the code points; `.` is no letter.
  private static let latinLetters: [UInt8] = Array(
    ("aaaaaaaceeeeiiiidnooooo.ouuuuyt.aaaaaaaceeeeiiiidnooooo.ouuuuyty"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssss"
      + "ttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)

  private static func latin(_ value: UInt32) -> Folded {
    let index = Int(value) - 0xc0
    guard latinLetters.indices.contains(index) else { return .foreign }
    let letter = latinLetters[index]
    if letter == UInt8(ascii: ".") { return .boundary }
    switch value {
    case 0xc6, 0xe6: return .letters(UInt8(ascii: "a"), UInt8(ascii: "e"))
    case 0x152, 0x153: return .letters(UInt8(ascii: "o"), UInt8(ascii: "e"))
    default: return .letters(letter, nil)
    }
  }
}

extension Unicode.Scalar {
  /// The plain letter or digit that it is without case and accent; itself where it is neither.
  package var plain: Unicode.Scalar {
    if case .letters(let letter, _) = Folded(self) { Unicode.Scalar(letter) } else { self }
  }
}
