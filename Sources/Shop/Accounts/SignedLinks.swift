internal import Crypto
package import Inventory
internal import Store

/// A link that shows one thing of a shop to whoever has it, such as what a QR code leads to.
package struct SignedLink: Sendable, Hashable {
  package enum Kind: String, Sendable {
    case product = "p"
    case sale = "v"
  }

  package let kind: Kind
  package let shop: OrganizationID
  /// The thing's unguessable public id.
  package let publicID: String
  package let expires: Instant

  package init(_ kind: Kind, shop: OrganizationID, publicID: String, expires: Instant) {
    (self.kind, self.shop, self.publicID, self.expires) = (kind, shop, publicID, expires)
  }

  /// What is signed, in seconds: `p.1.e5a1….1793491200`.
  fileprivate var unsignedText: String {
    "\(kind.rawValue).\(shop.value).\(publicID).\(expires.milliseconds / 1000)"
  }

  fileprivate init?(unsigned text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, let kind = Kind(rawValue: String(parts[0])), let shop = Int64(parts[1]),
      let seconds = Int64(parts[3]), seconds < Int64.max / 1000
    else { return nil }
    self.init(
      kind, shop: OrganizationID(shop), publicID: String(parts[2]),
      expires: Instant(milliseconds: seconds * 1000))
    // One link has one text.
    guard unsignedText == text else { return nil }
  }
}

/// The addresses of a served shop's pages to which its codes lead.
package struct PageLinks: Sendable {
  private let accounts: Accounts
  private let origin: String

  /// `origin` is where browsers reach the server: `https://tienda.example`.
  package init(_ accounts: Accounts, origin: String) { (self.accounts, self.origin) = (accounts, origin) }

  /// What a code of a product or a sale says: the address of its page, as it is printed.
  package func address(
    of kind: SignedLink.Kind, publicID: String, _ session: Session
  ) async throws -> String {
    address(of: try await accounts.printedLink(kind, publicID: publicID, session))
  }

  /// The address of the page of a link's text.
  package func address(of link: String) -> String { "\(origin)/q/\(link)" }
}

extension MACKey {
  /// The first half of an HMAC-SHA256, which RFC 2104 §5 allows: 128 bits in 22 characters, for a smaller QR code.
  fileprivate func signature(of link: SignedLink) -> [UInt8] {
    Array(code(for: "enlace:" + link.unsignedText, .hmacSHA256).bytes.prefix(16))
  }
}

extension Accounts {
  /// The link's text with its signature under the shop's own key: fit for one segment of a URL's path.
  package func sign(
    _ kind: SignedLink.Kind, publicID: String, expires: Instant, _ session: Session
  ) async throws -> String {
    try session.require(.lookUp)
    let link = SignedLink(kind, shop: session.organization, publicID: publicID, expires: expires)
    return "\(link.unsignedText).\(try await signingKey(session.organization).signature(of: link).base64URL)"
  }

  /// The text of a link that is to be printed: good for five years or more, and the same for a year at a time, so that
  /// a picture of it stays what it was.
  package func printedLink(
    _ kind: SignedLink.Kind, publicID: String, _ session: Session
  ) async throws -> String {
    let year = 366
    let end = BusinessDay(ordinal: (session.clock.day(of: shop.now()).ordinal / year + 6) * year)
    return try await sign(
      kind, publicID: publicID, expires: session.clock.instant(of: end, minute: 0), session)
  }

  /// What a link leads to; nil for one that this store's shops did not sign, or that has expired.
  package func verify(link text: String) async throws -> SignedLink? {
    guard text.utf8.count <= 200, let dot = text.lastIndex(of: "."),
      let link = SignedLink(unsigned: text[..<dot]), link.expires > shop.now(),
      let signature = [UInt8](base64URL: String(text[text.index(after: dot)...])),
      let key = try await shop.store.read(link.shop, { try $0.signingKey() }).flatMap(MACKey.init)
    else { return nil }
    return isEqualInConstantTime(key.signature(of: link), signature) ? link : nil
  }

  /// A session that may look at what a link shows, and do nothing.
  package func guest(of link: SignedLink) async throws -> Session {
    let owner = try await shop.store.read(link.shop) { books in
      try books.people().first { $0.role == .owner }.flatMap { try books.member($0.id) }
    }
    guard let owner else { throw ShopError.notFound(.shop, name: "") }
    return Session(
      shop: owner.shop, person: Person(id: owner.person.id, name: "", role: .readOnly), home: owner.branch,
      scope: nil, door: "qr", granted: [.lookUp, .seeAllSales])
  }

  /// The shop's key, made when it is first asked for.
  private func signingKey(_ organization: OrganizationID) async throws -> MACKey {
    var kept = try await shop.store.read(organization) { try $0.signingKey() }
    if kept == nil {
      let fresh = random(32)
      kept = try await shop.store.write(organization) { books in
        if let kept = try books.signingKey() { return kept }
        try books.insertSigningKey(fresh)
        return fresh
      }
    }
    guard let key = kept.flatMap(MACKey.init) else { throw StoreDamage(what: "the signing key is empty") }
    return key
  }
}
