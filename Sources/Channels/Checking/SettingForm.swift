internal import Wire

/// How the value of a setting is written.
package struct SettingForm: Sendable {
  /// What it looks like, for people: «solo cifras, como 106540352242922».
  package let words: String
  private let isRight: @Sendable (String) -> Bool

  init(_ words: String, _ isRight: @escaping @Sendable (String) -> Bool) {
    (self.words, self.isRight) = (words, isRight)
  }

  package func fits(_ value: String) -> Bool { isRight(value) }

  /// Any text without spaces: keys are copied from a page.
  static let key = SettingForm("una sola palabra, sin espacios") { !$0.contains(where: \.isWhitespace) }
  /// What somebody made up.
  static let line = SettingForm("un texto de una sola línea") {
    !$0.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
  static let number = SettingForm("solo cifras, como 106540352242922") { $0.isMade(of: .digits) }
  static let url = SettingForm("una dirección como https://ejemplo.com") { HTTPURL($0) != nil }
  static let graphVersion = SettingForm("una versión como v23.0") {
    $0.wholeMatch(of: /v[0-9]+\.[0-9]+/) != nil
  }
}

enum SignSet {
  case digits
  case hexadecimal
  /// Letters, digits, `_` and `-`.
  case word

  fileprivate func contains(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self != .digits
    case UInt8(ascii: "g")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "-"):
      self == .word
    default: false
    }
  }
}

extension StringProtocol {
  /// Whether it has signs, and only such.
  func isMade(of signs: SignSet) -> Bool { !isEmpty && utf8.allSatisfy(signs.contains) }
}
