internal import Crypto
package import Inventory
package import Store

/// A code that a person reads from one screen and types into another, once.
package struct OneTimeCode: Sendable, Hashable {
  package static let lifetimeSeconds: Int64 = 600
  /// After so many wrong guesses at it the code is worthless.
  static let allowedAttempts = 5
  private static let selectorLength = 3
  private static let length = 8
  /// Digits and letters without those that look alike (Douglas Crockford's base 32): 5 bits each.
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  /// Eight signs: three by which the code is found, five that are its secret.
  private let signs: String

  /// The code of `length` random bytes.
  init(random bytes: [UInt8]) {
    signs = String(bytes.prefix(Self.length).map { Self.alphabet[Int($0 % 32)] })
  }

  static func random(_ random: (Int) -> [UInt8]) -> OneTimeCode { OneTimeCode(random: random(length)) }

  /// Reads what a person typed, in either case, with O for 0 or L for 1, parted or not; nil for no code.
  package init?(_ typed: String) {
    guard typed.utf8.count <= 4 * Self.length, !Self.isSaid(typed) else { return nil }
    let signs = typed.uppercased().filter { $0 != " " && $0 != "-" }.map { (sign: Character) -> Character in
      switch sign {
      case "O": "0"
      case "I", "L": "1"
      default: sign
      }
    }
    guard signs.count == Self.length, signs.allSatisfy(Self.alphabet.contains) else { return nil }
    self.signs = String(signs)
  }

  /// Whether it is ordinary words, as «hay leche»: parted otherwise than a code is, or small letters alone.
  private static func isSaid(_ typed: String) -> Bool {
    let parts = typed.split { $0 == " " || $0 == "-" }.map(\.count)
    guard parts == [length] || parts == [length / 2, length / 2] else { return true }
    return typed.contains(where: \.isLowercase) && !typed.contains { $0.isNumber || $0 == "-" }
  }

  /// As it is shown: `K7Q4-X9MB`.
  package var text: String { signs.prefix(4) + "-" + signs.dropFirst(4) }

  var selector: String { String(signs.prefix(Self.selectorLength)) }
  var digest: [UInt8] { sha256(Array(signs.utf8)) }
}

extension Accounts {
  /// Makes a code that stands for the session's person for ten minutes; an earlier one is worthless then.
  ///
  /// - Throws: `ShopError.beyondToken` for a token that reaches less than the person.
  package func makeCode(
    for purpose: OneTimeCodeRecord.Purpose, _ session: Session
  ) async throws -> (code: OneTimeCode, expires: Instant) {
    try session.requireWholeRole()
    let now = shop.now()
    let expires = now.adding(seconds: OneTimeCode.lifetimeSeconds)
    // Of 32,768 selectors a few live at a time: a second draw is rare, and a hundredth does not happen.
    for _ in 0..<100 {
      let code = OneTimeCode.random(random)
      let record = OneTimeCodeRecord(
        selector: code.selector, person: session.person.id, purpose: purpose, digest: code.digest,
        expires: expires)
      if try await shop.store.write(session.organization, { try $0.insertCode(record, at: now) }) {
        return (code, expires)
      }
    }
    throw AccessError.busy
  }

  /// Lets in whoever holds a code for it, and opens a session called `device`.
  ///
  /// - Throws: `AccessError.wrongCode`.
  package func signIn(code typed: String, device: String, door: String) async throws -> SignedIn {
    let (member, _) = try await redeem(typed, for: .signIn) { _, _ in }
    return try await openSession(of: member.person.id, device: device, door: door, member.shop.id)
  }

  /// Takes a code and does with it what it is for, both or neither.
  ///
  /// - Throws: `AccessError.wrongCode`.
  func redeem<T: Sendable>(
    _ typed: String, for purpose: OneTimeCodeRecord.Purpose,
    _ use: @escaping @Sendable (Transaction, Member) throws -> T
  ) async throws -> (Member, T) {
    guard let code = OneTimeCode(typed),
      let organization = try await shop.store.organization(ofCode: code.selector)
    else { throw AccessError.wrongCode }
    let now = shop.now()
    // A wrong guess must stay counted, so it is told by nil and not by an error, which would undo it.
    let used: (Member, T)? = try await shop.store.write(organization) { books in
      guard let kept = try books.code(code.selector), kept.purpose == purpose, kept.expires > now,
        kept.attempts < OneTimeCode.allowedAttempts
      else { return nil }
      guard isEqualInConstantTime(kept.digest, code.digest) else {
        try books.countAttempt(atCode: code.selector)
        return nil
      }
      try books.deleteCode(code.selector)
      return try books.member(kept.person).map { ($0, try use(books, $0)) }
    }
    guard let used else { throw AccessError.wrongCode }
    return used
  }
}
