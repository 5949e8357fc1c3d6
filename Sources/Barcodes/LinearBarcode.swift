/// A code of bars side by side.
package struct LinearBarcode: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Retail products (ISO/IEC 15420).
    case ean13
    /// Any text of ASCII (ISO/IEC 15417).
    case code128
  }

  package let kind: Kind
  /// What is printed under the bars for people.
  package let text: String
  /// Modules from left to right, dark ones true, without the quiet zones.
  package let modules: [Bool]

  /// In characters of Code 128.
  package static let maximumLength = 50

  /// The code of thirteen digits, the last of which checks the others.
  ///
  /// - Throws: `.notThirteenDigits`, `.wrongCheckDigit`.
  package init(ean13 digits: String) throws(BarcodeError) {
    guard digits.utf8.count == 13, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .notThirteenDigits
    }
    try self.init(.ean13, digits, .ean13)
  }

  /// - Throws: `.empty`, `.tooLong`, `.unprintable`.
  package init(code128 text: String) throws(BarcodeError) {
    guard !text.isEmpty else { throw .empty }
    guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { throw .unprintable }
    guard text.utf8.count <= Self.maximumLength else { throw .tooLong(maximum: Self.maximumLength) }
    try self.init(.code128, text, .code128)
  }

  private init(_ kind: Kind, _ text: String, _ symbology: Symbology) throws(BarcodeError) {
    (self.kind, self.text) = (kind, text)
    modules = try symbology.modules(of: text).first ?? []
  }

  /// Modules that stay light on either side: GS1 General Specifications §5.2.3.4; ISO/IEC 15417 §4.5.
  package var quietZones: (left: Int, right: Int) {
    switch kind {
    case .ean13: (11, 7)
    case .code128: (10, 10)
    }
  }
}
