internal import Crypto
package import Inventory
package import Store

/// Somebody to be added.
package struct NewPerson: Sendable, Hashable {
  package let name: String
  package let role: Role
  /// What they may sign in with beside their name.
  package let email: String?
  /// The branch they work in; Principal without one.
  package let branch: BranchID?

  package init(name: String, role: Role, email: String? = nil, branch: BranchID? = nil) {
    (self.name, self.role, self.email, self.branch) = (name, role, email, branch)
  }
}

extension Accounts {
  /// Adds a person who signs in with a password.
  ///
  /// The content of `key` must tell nothing of the password.
  /// - Throws: `ShopError.invalid`, `duplicate` when the name or the e-mail signs somebody else in, `notFound` for
  ///   the branch.
  package func add(
    _ new: NewPerson, password: String, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> Person {
    try session.require(.managePeople)
    try checkLine(new.name, 1...200, field: "nombre")
    try checkEmail(new.email)
    try checkPassword(password, login: new.name)
    let hash = try await hash(password)
    return try await shop.perform(.personCreation, .managePeople, session, key: key) { books, now in
      let id = try books.insert(new)
      try books.setPassword(hash: hash.encoded, of: id, at: now)
      return id.reference
    } reading: { _, id in
      Person(id: PersonID(reference: id), name: new.name, role: new.role)
    }
  }

  /// Gives a person a password, and ends every session that an earlier one opened.
  ///
  /// - Throws: `ShopError.invalid`, `notFound`.
  package func setPassword(_ password: String, of person: PersonID, _ session: Session) async throws {
    try session.require(.managePeople)
    try await replacePassword(of: person, by: password, session.organization)
  }

  /// Changes one's own password, and ends every session that the old one opened but the one it is changed in.
  ///
  /// - Throws: `AccessError.wrongCredentials` when `current` is not the password, `tooMany`; `ShopError.invalid`.
  package func changePassword(
    from current: String, to new: String, in own: AccessTokenID? = nil, _ session: Session
  ) async throws {
    try session.requireWholeRole()
    let account = try await shop.store.read(session.organization) { books in
      try books.accounts().first { $0.person.id == session.person.id }
    }
    guard let account else { throw AccessError.wrongCredentials }
    try await attempt(account.person.name, password: current, against: account, session.organization)
    try await replacePassword(
      of: session.person.id, by: new, field: "nueva", keeping: own, session.organization)
  }

  /// Lets a person in again, or no longer by any way; what they did stays.
  ///
  /// - Throws: `ShopError.notFound`; `conflict` for the last owner, who would leave the shop without one.
  package func setActive(_ isActive: Bool, _ person: PersonID, _ session: Session) async throws {
    _ = try await shop.updatePerson(person, session) { $0.isActive = isActive }
  }

  private func replacePassword(
    of person: PersonID, by password: String, field: String = "contrasena", keeping own: AccessTokenID? = nil,
    _ organization: OrganizationID
  ) async throws {
    let name = try await shop.store.read(organization) { try $0.allPeopleNames()[person] }
    guard let name else { throw ShopError.noSuch(.person, person) }
    try checkPassword(password, login: name, field: field)
    let hash = try await hash(password)
    let now = shop.now()
    try await shop.store.write(organization) { books in
      try books.setPassword(hash: hash.encoded, of: person, at: now)
      try books.keepSessions(0, of: person, and: own)
    }
  }

  /// - Throws: `AccessError.tooMany` while the queue is full.
  func hash(_ password: String) async throws -> PasswordHash {
    do { return try await passwords.hash(password) } catch is PasswordHasher.Busy { throw AccessError.busy }
  }
}

extension Transaction {
  /// Keeps a person whose name and e-mail sign nobody else in.
  fileprivate func insert(_ new: NewPerson) throws -> PersonID {
    try checkLogin(new.name, field: "nombre", except: nil)
    if let email = new.email { try checkLogin(email, field: "email", except: nil) }
    if let branch = new.branch, try !has(branch) {
      throw ShopError.noSuch(.branch, branch)
    }
    return try insertPerson(
      name: new.name, role: new.role, email: new.email?.asLogin, branch: new.branch)
  }
}

extension Transaction {
  /// No person bears a name or an e-mail that signs another in, even one who has left.
  ///
  /// - Throws: `ShopError.duplicate`.
  func checkLogin(_ login: String, field: String, except person: PersonID?) throws {
    let others = try accounts().filter { $0.person.id != person }
    try checkUntaken(login, field: field, by: Set(others.flatMap(\.logins)))
  }
}

/// - Throws: `ShopError.duplicate` for a name or e-mail that is among `taken`, as `asLogin` writes them.
func checkUntaken(_ login: String, field: String, by taken: Set<String>) throws(ShopError) {
  guard !taken.contains(login.asLogin) else { throw .duplicate(field: field, value: login) }
}

extension AccessError {
  /// The answer to one who comes while the queue of passwords is full.
  static let busy = AccessError.tooMany(retryAfterSeconds: 2)
}

extension AccountRecord {
  /// What the person may be signed in by.
  var logins: [String] { [person.name.asLogin] + (email.map { [$0] } ?? []) }
}

extension String {
  /// A name or e-mail as it is compared when somebody signs in.
  var asLogin: String {
    let trimmed = unicodeScalars.drop { $0.properties.isWhitespace }.reversed()
      .drop { $0.properties.isWhitespace }.reversed()
    return String(UnicodeScalarView(trimmed)).lowercased()
  }
}

/// NIST SP 800-63B §3.1.1.2: a least length, any character, no rules of composition.
private func checkPassword(_ password: String, login: String, field: String = "contrasena") throws(ShopError)
{
  try checkLine(password, 8...256, field: field)
  guard password.asLogin != login.asLogin else { throw .invalid(field: field, .sameAsName) }
}
