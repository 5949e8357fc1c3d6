package import Crypto
internal import Inventory
internal import Store

/// Who is let in, by what, and as whom: the doorkeeper of every shop in the store.
///
/// What it lets in is a `Session`, for which it vouches to `Shop`.
package struct Accounts: Sendable {
  package let shop: Shop
  /// The one of the process.
  let passwords: PasswordHasher
  /// Gives so many unguessable bytes.
  let random: @Sendable (Int) -> [UInt8]

  package init(shop: Shop, passwords: PasswordHasher, random: @escaping @Sendable (Int) -> [UInt8]) {
    (self.shop, self.passwords, self.random) = (shop, passwords, random)
  }
}

/// Why somebody was not let in; nothing in it tells whether an account exists.
package enum AccessError: Error, Hashable, Sendable {
  case wrongCredentials
  /// The code is wrong, used, expired, or was guessed at too often.
  case wrongCode
  /// Several shops share the store, and none was named.
  case shopNotNamed
  /// Too many attempts at this account, or too many people at the door.
  case tooMany(retryAfterSeconds: Int64)

  /// The refusal as one Spanish sentence.
  package var reason: String {
    switch self {
    case .wrongCredentials: "El usuario o la contraseña no son correctos"
    case .wrongCode: "El código no es correcto o ya venció; pida uno nuevo"
    case .shopNotNamed: "Indique el comercio"
    case .tooMany(let seconds): "Demasiados intentos; vuelva a probar en \(seconds) segundos"
    }
  }
}

extension Accounts {
  /// The session of a member who came with a token of that kind.
  func session(_ member: Member, by kind: AccessToken.Kind = .session, door: String) -> Session {
    Session(
      shop: member.shop, person: member.person, home: member.branch, scope: nil, door: door,
      granted: kind.permissions)
  }
}

extension Session {
  /// Whether the person is here in person, or by a token that reaches as much.
  ///
  /// - Throws: `ShopError.beyondToken` otherwise: a token must not make its bearer more than it is.
  func requireWholeRole() throws(ShopError) {
    guard permissions == person.role.permissions else { throw .beyondToken() }
  }

  /// - Throws: `ShopError.denied` or `beyondToken` for what belongs to another person, unless people are managed.
  func require(owning owner: PersonID) throws(ShopError) {
    if owner == person.id { try requireWholeRole() } else { try require(.managePeople) }
  }
}
