internal import Inventory
internal import Store

/// Who or what the shop keeps a file of, under an id.
protocol OnFile: Sendable {
  associatedtype File: FileRecord

  static var kind: ShopError.Kind { get }
  static func file(_ id: Identifier<Self>, in books: Transaction) throws -> File?
}

/// A file as it was read: fields that a person fills in, under a version.
protocol FileRecord: Sendable {
  associatedtype Fields: Equatable & Sendable

  var fields: Fields { get }
  var version: Int64 { get }
}

extension Transaction {
  /// The file of that id, withdrawn or not.
  ///
  /// - Throws: `ShopError.notFound` for what never was the shop's.
  func existing<Subject: OnFile>(_ id: Identifier<Subject>) throws -> Subject.File {
    guard let file = try Subject.file(id, in: self) else { throw ShopError.noSuch(Subject.kind, id) }
    return file
  }
}

extension Identifier {
  /// What the receipt of something added refers to.
  var reference: String { String(value) }

  /// Of a receipt that refers to something else, an id that nothing has.
  init(reference: String) { self.init(Int64(reference) ?? 0) }
}

extension Shop {
  /// Adds what `insert` checks and writes, once for a key, and reads its file.
  func create<Subject: OnFile>(
    _ operation: OperationKind, _ permission: Permission, _ session: Session, key: IdempotencyKey?,
    _ insert: @escaping @Sendable (Transaction) throws -> Identifier<Subject>
  ) async throws -> Subject.File {
    try await perform(operation, permission, session, key: key) { books, _ in
      try insert(books).reference
    } reading: {
      try $0.existing(Identifier<Subject>(reference: $1))
    }
  }

  /// Changes the fields that `edit` sets by what `save` checks and writes, unless all stays as it was.
  ///
  /// - Throws: `ShopError.outdated` where a version is expected that is not the current one; `notFound`.
  func update<Subject: OnFile>(
    _ id: Identifier<Subject>, ifVersion version: Int64?, _ permission: Permission, _ session: Session,
    _ edit: @escaping @Sendable (inout Subject.File.Fields) throws -> Void,
    save: @escaping @Sendable (Transaction, Subject.File, Subject.File.Fields) throws -> Void
  ) async throws -> Subject.File {
    try await write(permission, session) { books in
      let file = try books.existing(id)
      if let fields = try edited(file.fields, version: file.version, expected: version, edit) {
        try save(books, file, fields)
      }
      return try books.existing(id)
    }
  }
}

// MARK: - What is on file

extension Record: FileRecord {}
extension PersonRecord: FileRecord {}
extension ProductRecord: FileRecord {}

extension Product: OnFile {
  static let kind = ShopError.Kind.product
  static func file(_ id: ProductID, in books: Transaction) throws -> ProductRecord? {
    try books.productRecord(id, branch: nil)
  }
}

extension Category: OnFile {
  static let kind = ShopError.Kind.category
  static func file(_ id: CategoryID, in books: Transaction) throws -> CategoryRecord? {
    try books.categoryRecord(id)
  }
}

extension Supplier: OnFile {
  static let kind = ShopError.Kind.supplier
  static func file(_ id: SupplierID, in books: Transaction) throws -> SupplierRecord? {
    try books.supplierRecord(id)
  }
}

extension Customer: OnFile {
  static let kind = ShopError.Kind.customer
  static func file(_ id: CustomerID, in books: Transaction) throws -> CustomerRecord? {
    try books.customerRecord(id)
  }
}

extension Branch: OnFile {
  static let kind = ShopError.Kind.branch
  static func file(_ id: BranchID, in books: Transaction) throws -> BranchRecord? {
    try books.branchRecord(id)
  }
}

extension Person: OnFile {
  static let kind = ShopError.Kind.person
  static func file(_ id: PersonID, in books: Transaction) throws -> PersonRecord? {
    try books.personRecord(id)
  }
}
