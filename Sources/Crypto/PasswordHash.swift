internal import CSodium
internal import Foundation

/// A password as it is kept: Argon2id (RFC 9106) in the standard encoded form, salt and parameters included.
package struct PasswordHash: Sendable, Hashable {
  /// `$argon2id$v=19$m=…,t=…,p=1$salt$hash`, ASCII.
  package let encoded: String

  /// What one hash costs whoever makes it, and so whoever guesses.
  package struct Cost: Sendable, Hashable {
    package let passes: UInt64
    /// The memory taken while it runs, in bytes.
    package let memory: Int

    package init(passes: UInt64, memory: Int) { (self.passes, self.memory) = (passes, memory) }

    /// Two passes over 64 MiB: libsodium's choice for a person who waits.
    package static let interactive = Cost(
      passes: UInt64(crypto_pwhash_OPSLIMIT_INTERACTIVE), memory: Int(crypto_pwhash_MEMLIMIT_INTERACTIVE))

    /// As little as the function allows: for tests alone.
    package static let least = Cost(
      passes: UInt64(crypto_pwhash_OPSLIMIT_MIN), memory: Int(crypto_pwhash_MEMLIMIT_MIN))
  }

  /// The machine lacks the memory that the cost asks for.
  package struct OutOfMemory: Error {}

  /// A hash that was kept.
  package init(encoded: String) { self.encoded = encoded }

  /// Hashes `password` under a fresh salt; blocks for the whole cost.
  ///
  /// - Throws: `OutOfMemory`.
  package init(of password: String, cost: Cost) throws(OutOfMemory) {
    Sodium.ready
    let bytes = password.passwordBytes
    var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    let isMade = unsafe crypto_pwhash_str_alg(
      &text, bytes, UInt64(bytes.count), cost.passes, cost.memory, crypto_pwhash_ALG_ARGON2ID13)
    guard isMade == 0 else { throw OutOfMemory() }
    encoded = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Whether `password` is the one; false for a malformed hash.
  ///
  /// It blocks for the cost that the hash was made at.
  package func matches(_ password: String) -> Bool {
    Sodium.ready
    let bytes = password.passwordBytes
    return unsafe crypto_pwhash_str_verify(encoded, bytes, UInt64(bytes.count)) == 0
  }

  /// Whether it was made at another cost, and should be made anew when the password is next at hand.
  package func isMade(otherThanAt cost: Cost) -> Bool {
    Sodium.ready
    return unsafe crypto_pwhash_str_needs_rehash(encoded, cost.passes, cost.memory) != 0
  }
}

extension String {
  /// The same bytes for the same password however a keyboard composes its accents (RFC 8265 §4.2: NFC).
  fileprivate var passwordBytes: [CChar] {
    precomposedStringWithCanonicalMapping.utf8.map(CChar.init(bitPattern:))
  }
}
