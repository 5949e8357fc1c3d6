internal import COpenSSL

/// A key under which messages are authenticated; never empty, since anybody can sign under an empty one.
package struct MACKey: Sendable {
  package enum Algorithm: CaseIterable, Sendable {
    /// RFC 2104 over SHA-1: 20 bytes, for the services that ask for it.
    case hmacSHA1
    /// RFC 2104 over SHA-256: 32 bytes.
    case hmacSHA256
  }

  package let bytes: [UInt8]

  /// The key of those bytes; nil for none.
  package init?(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return nil }
    self.bytes = bytes
  }

  /// The key that a text's UTF-8 is; nil for an empty one.
  package init?(_ secret: String) { self.init(Array(secret.utf8)) }

  /// What shows that somebody with the key wrote `message`.
  package func code(for message: [UInt8], _ algorithm: Algorithm) -> AuthenticationCode {
    var code = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    let digest = unsafe algorithm == .hmacSHA1 ? EVP_sha1() : EVP_sha256()
    let made = unsafe HMAC(digest, bytes, Int32(bytes.count), message, message.count, &code, &count)
    guard unsafe made != nil else { fatalError("OpenSSL has no memory left for an HMAC") }
    return AuthenticationCode(bytes: Array(code.prefix(Int(count))))
  }

  /// The same of a text's UTF-8.
  package func code(for message: String, _ algorithm: Algorithm) -> AuthenticationCode {
    code(for: Array(message.utf8), algorithm)
  }
}

/// What a message bears to show that it came from somebody who has the key.
///
/// It is compared in constant time only, and so is not `Equatable`.
package struct AuthenticationCode: Sendable {
  package let bytes: [UInt8]

  /// Compares in a time that does not tell where they differ.
  package func isEqual(to other: [UInt8]) -> Bool { isEqualInConstantTime(bytes, other) }
}
