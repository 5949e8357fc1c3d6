package import Inventory
internal import Store

/// A name with what goes with it: a branch, supplier, customer or person of a file.
package struct NameRow: Sendable {
  package enum Kind: Sendable, Hashable {
    case branch(aliases: [String])
    case supplier(phone: String?, email: String?, leadTime: Int?)
    case customer(phone: String?)
    case person(Role)
  }

  package let line: Int
  package let name: String
  package let kind: Kind

  package init(line: Int, name: String, kind: Kind) { (self.line, self.name, self.kind) = (line, name, kind) }

  fileprivate var isPerson: Bool { if case .person = kind { true } else { false } }
}

extension Shop {
  /// Adds branches, suppliers, customers or people whose name is new; all lines in one transaction.
  package func importNames(_ rows: [NameRow], _ session: Session) async throws -> ImportOutcome {
    try session.require(.importData)
    if rows.contains(where: \.isPerson) { try session.require(.managePeople) }
    return try await store.write(session.organization) { books in
      var names = try NamesOnFile(books)
      return try report(of: rows, line: \.line) { try names.file($0, books) }
    }
  }
}

/// What the shop's branches, people and suppliers are called, read once for all the lines of a file.
private struct NamesOnFile {
  /// In lower case, with their aliases.
  private var branches: Set<String>
  /// As they are compared when somebody signs in, like `logins`.
  private var people: Set<String>
  /// Names and e-mails.
  private var logins: Set<String>
  private var suppliers: SuppliersOnFile

  init(_ books: Transaction) throws {
    let accounts = try books.accounts()
    branches = try books.branchNames(except: nil)
    people = Set(accounts.map(\.person.name.asLogin))
    logins = Set(accounts.flatMap(\.logins))
    suppliers = try SuppliersOnFile(books)
  }

  /// Adds what `row` names; false where it is on file already.
  mutating func file(_ row: NameRow, _ books: Transaction) throws -> Bool {
    try checkLine(row.name, 1...200, field: "nombre")
    switch row.kind {
    case .branch(let aliases):
      let fields = BranchFields(name: row.name, aliases: aliases)
      try fields.check()
      guard !branches.contains(row.name.lowercased()) else { return false }
      try fields.checkUntaken(by: branches)
      _ = try books.insertBranch(name: fields.name, kind: fields.kind, aliases: fields.aliases)
      branches.formUnion(fields.names)
    case .supplier(let phone, let email, let leadTime):
      let fields = SupplierFields(name: row.name, phone: phone, email: email, leadTime: leadTime ?? 7)
      try fields.check()
      return try suppliers.file(fields, books).isNew
    case .customer(let phone):
      let fields = CustomerFields(name: row.name, phone: phone)
      try fields.check()
      guard try books.customer(named: row.name) == nil else { return false }
      _ = try books.insert(fields)
    case .person(let role):
      let login = row.name.asLogin
      guard !people.contains(login) else { return false }
      try checkUntaken(row.name, field: "nombre", by: logins)
      _ = try books.insertPerson(name: row.name, role: role)
      people.insert(login)
      logins.insert(login)
    }
    return true
  }
}
