package import Inventory
package import Store

/// On whose behalf, where and through which door something is asked or done.
package struct Session: Sendable, Hashable {
  package let shop: ShopRecord
  package let person: Person
  /// The branch that writes go to when nothing else is said.
  package var home: Branch
  /// The branch that questions are limited to; nil for the whole shop.
  package var scope: Branch?
  /// The channel the person came by, such as `terminal` or `whatsapp`.
  package var door: String
  /// What may be done: what the person's role reaches, or the part of it that was granted.
  package let permissions: Set<Permission>

  /// A session of a person, or of a token that grants less than the person's role reaches.
  package init(
    shop: ShopRecord, person: Person, home: Branch, scope: Branch?, door: String,
    granted: Set<Permission> = Set(Permission.allCases)
  ) {
    (self.shop, self.person, self.home, self.scope, self.door) = (shop, person, home, scope, door)
    permissions = person.role.permissions.intersection(granted)
  }

  /// The same person with the same rights, come by another door.
  package func entering(by door: String) -> Session {
    Session(shop: shop, person: person, home: home, scope: scope, door: door, granted: permissions)
  }

  var organization: OrganizationID { shop.id }
  package var currency: Currency { shop.currency }
  package var clock: ShopClock { shop.clock }
}

extension Shop {
  /// The shops of the store.
  package func shops() async throws -> [ShopRecord] { try await store.shops() }

  /// Opens a session; each name left out stands for the only shop, the branch Principal, the owner.
  ///
  /// - Throws: `ShopError.notFound` for a name the store does not know, or when there is no shop; `conflict` when
  ///   several shops are meant.
  package func open(
    shop name: String? = nil, branch: String? = nil, user: String? = nil, door: String
  ) async throws -> Session {
    let shops = try await store.shops()
    let named = shops.filter { name == nil || $0.name.lowercased() == name?.lowercased() }
    guard named.count <= 1 else {
      throw ShopError.conflict(
        .severalShops(named.map(\.name)))
    }
    guard let shop = named.first else { throw ShopError.notFound(.shop, name: name ?? "") }
    return try await session(in: shop, branch: branch, user: user, door: door)
  }

  /// A session in a shop that is known already; names left out stand for the branch Principal, the owner.
  ///
  /// - Throws: `ShopError.notFound` for a name the shop does not know.
  package func session(
    in shop: ShopRecord, branch: String? = nil, user: String? = nil, door: String
  ) async throws -> Session {
    try await store.glance(shop.id) { books in
      let branches = try books.branches()
      let people = try books.people()
      guard let principal = (branches.first { $0.isPrincipal } ?? branches.first)?.branch else {
        throw ShopError.notFound(.branch, name: "Principal")
      }
      var chosen: Branch?
      if let branch {
        chosen = branches.map(\.branch).first(called: branch)
        guard chosen != nil else { throw ShopError.notFound(.branch, name: branch) }
      }
      let person =
        user.map { user in
          people.first { $0.name.lowercased() == user.lowercased() } ?? people.only(calledFirst: user)
        }
        ?? people.first { $0.role == .owner }
      guard let person else { throw ShopError.notFound(.person, name: user ?? "propietario") }
      return Session(shop: shop, person: person, home: chosen ?? principal, scope: chosen, door: door)
    }
  }

  /// Makes an empty shop with its branch Principal, its owner and the base categories (requirements §1.11).
  ///
  /// - Throws: `ShopError.invalid` for a name that is blank, too long or no line.
  package func createShop(
    name: String, currency: Currency, clock: ShopClock, language: Language = .spanish,
    address: ShopRecord.Address = .tuteo, folios: FolioFormat = FolioFormat(.sale), owner: String
  ) async throws {
    try checkLine(name, 1...200, field: "nombre")
    try checkLine(owner, 1...200, field: "propietario")
    _ = try await store.createShop(
      name: name, currency: currency, clock: clock, language: language, address: address, folios: folios,
      owner: owner, at: now()
    ) { books in
      for (order, (parent, children)) in baseCategories.enumerated() {
        let id = try books.insertCategory(name: parent, parent: nil, order: order)
        for (order, child) in children.enumerated() {
          _ = try books.insertCategory(name: child, parent: id, order: order)
        }
      }
    }
  }
}

/// The categories of source document 004 with their children.
private let baseCategories: [(String, [String])] = [
  ("Cabello", ["Shampoo", "Acondicionador", "Tratamientos", "Tintes"]),
  ("Rostro", ["Cremas", "Mascarillas", "Sueros", "Limpiadores"]),
  ("Cuerpo", ["Exfoliantes", "Hidratantes", "Protectores solares"]),
  ("Manos y Pies", ["Cremas", "Esmaltes", "Removedores"]),
  ("Maquillaje", ["Bases", "Labiales", "Sombras", "Máscaras"]),
  ("Herramientas", ["Tijeras", "Peines", "Secadores", "Planchas"]),
  ("Equipamiento", ["Sillas", "Camillas", "Lámparas"]),
  ("Desechables", ["Guantes", "Toallas", "Capas"]),
  ("Higiene", ["Desinfectantes", "Jabones", "Sanitizantes"]),
  ("Suplementos", ["Vitaminas", "Proteínas"]),
  ("Otros", []),
]

extension [Person] {
  /// The only one whose name begins with the words of `name`, accents or not: «lucia».
  fileprivate func only(calledFirst name: String) -> Person? {
    let words = Normalizer.normalize(name).words
    let called = filter { Normalizer.normalize($0.name).words.starts(with: words) }
    return called.count == 1 && !words.isEmpty ? called[0] : nil
  }
}
