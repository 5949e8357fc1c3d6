package import Inventory
internal import SQL

/// An organisation's own settings (table `organizaciones`).
package struct ShopRecord: Sendable, Hashable {
  package let id: OrganizationID
  package let name: String
  package let currency: Currency
  package let clock: ShopClock
  package let language: Language
  package let address: Address

  /// How the shop speaks to its people.
  package enum Address: String, CaseIterable, Sendable {
    case voseo = "vos"
    case tuteo = "tu"
    case usted
  }

  package init(
    id: OrganizationID, name: String, currency: Currency, clock: ShopClock, language: Language,
    address: Address
  ) {
    (self.id, self.name, self.currency) = (id, name, currency)
    (self.clock, self.language, self.address) = (clock, language, address)
  }
}

/// What `Row.shop` reads, of the table `organizaciones` as `o`.
let shopColumns: SQL = "o.id, o.nombre, o.moneda, o.zona_horaria, o.idioma, o.trato"

extension Row {
  /// The shop that stands in `shopColumns`, the first of which is `column`.
  func shop(_ column: Int) throws -> ShopRecord {
    guard let currency = Currency(code: text(column + 2)), let zone = TimeZoneName(text(column + 3)),
      let language = Language(text(column + 4))
    else {
      throw StoreDamage(what: "shop \(integer(column)) has an unknown currency, time zone or language")
    }
    return ShopRecord(
      id: id(column), name: text(column + 1), currency: currency,
      clock: ShopClock(zone: zone), language: language, address: try name(column + 5))
  }
}

extension Store {
  /// Every organisation of the store, oldest first.
  package func shops() async throws -> [ShopRecord] {
    try await database.read { connection in
      try connection.all("SELECT \(shopColumns) FROM organizaciones o ORDER BY o.id") { try $0.shop(0) }
    }
  }

  /// Makes an organisation with its branch "Principal" and its owner, and lets `body` add more at once.
  package func createShop(
    name: String, currency: Currency, clock: ShopClock, language: Language, address: ShopRecord.Address,
    folios: FolioFormat, owner: String, at now: Instant,
    _ body: @escaping @Sendable (Transaction) throws -> Void
  ) async throws -> OrganizationID {
    try await database.write(.full) { connection in
      let id: OrganizationID? = try connection.first(
        """
        INSERT INTO organizaciones (nombre, moneda, zona_horaria, idioma, trato, formato_folio, creado_en)
        VALUES (\(name), \(currency.code), \(clock.zone.identifier), \(language.code), \(address.rawValue),
          \(folios.pattern), \(now)) RETURNING id
        """
      ) { $0.id(0) }
      guard let id else { throw StoreDamage(what: "the shop was not written") }
      let books = Transaction(connection, id)
      _ = try books.insertBranch(name: "Principal", kind: .branch, aliases: [], isPrincipal: true)
      _ = try books.insertPerson(name: owner, role: .owner)
      try body(books)
      return id
    }
  }
}

extension Row {
  /// The branch whose id, name, kind and aliases stand from `column` on.
  func branch(_ column: Int) throws -> Branch {
    Branch(
      id: id(column), name: text(column + 1), kind: try name(column + 2), aliases: words(column + 3))
  }

  /// The person whose id, name and role stand from `column` on.
  func person(_ column: Int) throws -> Person {
    Person(id: id(column), name: text(column + 1), role: try name(column + 2))
  }
}

extension Transaction {
  /// The branches that are open, oldest first; Principal is marked.
  package func branches() throws -> [(branch: Branch, isPrincipal: Bool)] {
    try connection.all(
      """
      SELECT id, nombre, tipo, alias, principal FROM sucursales
      WHERE organizacion_id = \(organization) AND activo = 1 ORDER BY id
      """
    ) { row in
      (try row.branch(0), row.bool(4))
    }
  }

  /// The branches that are open.
  package func branchesByID() throws -> [BranchID: Branch] {
    Dictionary(uniqueKeysWithValues: try branches().map { ($0.branch.id, $0.branch) })
  }

  /// Every branch that ever was, closed ones too, for what happened there.
  package func allBranches() throws -> [BranchID: Branch] {
    var branches: [BranchID: Branch] = [:]
    try connection.each(
      "SELECT id, nombre, tipo, alias FROM sucursales WHERE organizacion_id = \(organization)"
    ) {
      branches[$0.id(0)] = Branch(id: $0.id(0), name: $0.text(1), kind: try $0.name(2), aliases: $0.words(3))
    }
    return branches
  }

  /// The names of everybody who works or worked in the shop.
  package func allPeopleNames() throws -> [PersonID: String] {
    var names: [PersonID: String] = [:]
    try connection.each("SELECT id, nombre FROM usuarios WHERE organizacion_id = \(organization)") {
      names[$0.id(0)] = $0.text(1)
    }
    return names
  }

  /// Opens a branch and raises the catalogue's version; a shop has one that `isPrincipal`.
  package func insertBranch(name: String, kind: Branch.Kind, aliases: [String], isPrincipal: Bool = false)
    throws
    -> BranchID
  {
    try raiseCatalogueVersion()
    return try inserted(
      """
      INSERT INTO sucursales (organizacion_id, nombre, tipo, alias, principal)
      VALUES (\(organization), \(name), \(kind.rawValue), \(aliases.joined(separator: "|")), \(isPrincipal))
      RETURNING id
      """)
  }

  /// Everybody who works in the shop now.
  package func people() throws -> [Person] {
    try connection.all(
      """
      SELECT id, nombre, rol FROM usuarios WHERE organizacion_id = \(organization) AND activo = 1 ORDER BY id
      """
    ) { try $0.person(0) }
  }

  /// Whether the branch is open; false once it is closed.
  package func has(_ branch: BranchID) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM sucursales WHERE organizacion_id = \(organization) AND id = \(branch) AND activo = 1"
    ) { _ in true } ?? false
  }

  /// Runs an `INSERT … RETURNING id`.
  func inserted<Subject>(_ sql: SQL) throws -> Identifier<Subject> {
    guard let id: Identifier<Subject> = try connection.first(sql, { $0.id(0) }) else {
      throw StoreDamage(what: "an insert gave no id")
    }
    return id
  }
}
