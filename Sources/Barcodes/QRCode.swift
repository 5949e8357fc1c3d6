/// A QR code (ISO/IEC 18004) at error correction M: 15 % of it may be damaged.
package struct QRCode: Hashable, Sendable {
  /// Square rows from the top, dark modules true, without the quiet zone.
  package let modules: [[Bool]]

  /// Modules that stay light on every side (ISO/IEC 18004 §6.3.8).
  package static let quietZone = 4
  /// In bytes of UTF-8: long links fit, and the code stays under 94 modules a side.
  package static let maximumLength = 500

  /// - Throws: `.empty`, `.tooLong`.
  package init(_ text: String) throws(BarcodeError) {
    guard !text.isEmpty else { throw .empty }
    guard text.utf8.count <= Self.maximumLength else { throw .tooLong(maximum: Self.maximumLength) }
    modules = try Symbology.qrCodeM.modules(of: text)
  }
}
