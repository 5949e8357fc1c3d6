/// A secret of 256 random bits that lets its bearer in: kept as its digest, shown once.
package struct SecretToken: Sendable {
  package static let byteCount = 32

  /// By which people and scanners of leaked secrets know what it is.
  package static let prefix = "bod_"

  /// The prefix and 43 characters of base64url.
  package let text: String
  /// The SHA-256 of the random bytes, by which it is found again; unsalted, since nobody guesses 256 bits.
  package let digest: [UInt8]

  /// The token of 32 random bytes.
  package init(random bytes: [UInt8]) {
    precondition(bytes.count == Self.byteCount, "a token has \(Self.byteCount) bytes")
    text = Self.prefix + bytes.base64URL
    digest = sha256(bytes)
  }

  /// A token that somebody showed; nil for a text that cannot be one.
  package init?(_ text: String) {
    guard text.hasPrefix(Self.prefix), text.utf8.count < 100,
      let bytes = [UInt8](base64URL: String(text.dropFirst(Self.prefix.count))), bytes.count == Self.byteCount
    else { return nil }
    self.init(random: bytes)
  }
}
