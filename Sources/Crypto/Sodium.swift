internal import CSodium

/// libsodium, made ready once; everything that calls it goes through `ready`.
enum Sodium {
  static let ready: Void = {
    // It fails only where the machine gives no random bytes, and then nothing may go on.
    guard sodium_init() >= 0 else { fatalError("libsodium finds no source of random bytes") }
  }()
}

/// `count` bytes from the machine's cryptographic generator.
package func randomBytes(_ count: Int) -> [UInt8] {
  Sodium.ready
  var bytes = [UInt8](repeating: 0, count: count)
  unsafe randombytes_buf(&bytes, count)
  return bytes
}

/// Whether both hold the same bytes, in a time that depends on their lengths alone.
package func isEqualInConstantTime(_ a: [UInt8], _ b: [UInt8]) -> Bool {
  Sodium.ready
  return unsafe a.count == b.count && sodium_memcmp(a, b, a.count) == 0
}

/// As for bytes, over the texts' UTF-8.
package func isEqualInConstantTime(_ a: String, _ b: String) -> Bool {
  isEqualInConstantTime(Array(a.utf8), Array(b.utf8))
}

/// The SHA-256 digest (FIPS 180-4): 32 bytes.
package func sha256(_ message: [UInt8]) -> [UInt8] {
  Sodium.ready
  var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
  _ = unsafe crypto_hash_sha256(&digest, message, UInt64(message.count))
  return digest
}
