package import Inventory
package import Store

/// What names a sale.
package enum SaleKey: Sendable, Hashable {
  case id(SaleID)
  case folio(String)

  fileprivate var text: String {
    switch self {
    case .id(let id): String(id.value)
    case .folio(let folio): folio
    }
  }
}

extension Session {
  /// Whether the person may look at a sale: at the least at those they wrote down or attended.
  func sees(_ sale: Sale) -> Bool {
    may(.seeAllSales) || sale.person == person.id || sale.professional == person.id
  }
}

extension Shop {
  /// A sale of a shop's own, with its items.
  package func sale(_ key: SaleKey, _ session: Session) async throws -> SaleStatus {
    try await read(.lookUp, session) { books in
      try books.status(books.existingSale(key, session))
    }
  }

  /// The sale that a link or a QR code names.
  package func sale(publicID: String, _ session: Session) async throws -> SaleStatus {
    try await read(.lookUp, session) { books in
      guard let sale = try books.sale(publicID: publicID), session.sees(sale) else {
        throw ShopError.notFound(.sale, name: publicID)
      }
      return try books.status(sale)
    }
  }

  /// A page of the sales that fit `filter`, newest first, of which a person may have typed the folio.
  package func sales(
    matching filter: SaleFilter = SaleFilter(), called folio: String? = nil, page: Page = .first,
    _ session: Session
  ) async throws -> Paged<SaleStatus> {
    try await read(.lookUp, in: filter.branch, session) { books, branch in
      var filter = filter
      filter.branch = branch
      if !session.may(.seeAllSales) { filter.involved = session.person.id }
      filter.sales = try folio.map { try books.sales(called: $0).map(\.id) }
      let sales = try books.sales(filter, page)
      return Paged(try books.statuses(sales.items), total: sales.total)
    }
  }

  /// Changes what may be changed of a sale that is made: its note, its customer, its professional.
  package func updateSale(
    _ key: SaleKey, ifVersion version: Int64? = nil, _ session: Session,
    _ edit: @escaping @Sendable (inout SaleFields) throws -> Void
  ) async throws -> SaleStatus {
    try await write(.sell, session) { books in
      let sale = try books.existingSale(key, session)
      let before = SaleFields(sale)
      if let fields = try edited(before, version: sale.version, expected: version, edit) {
        try books.save(fields, of: sale, before: before)
      }
      return try books.status(books.existingSale(sale.folio.text))
    }
  }
}

extension Transaction {
  func existingSale(_ folio: String) throws -> Sale {
    guard let sale = try sale(folio: folio) else { throw ShopError.notFound(.sale, name: folio) }
    return sale
  }

  /// - Throws: `ShopError.notFound` also for a sale that the person may not see.
  func existingSale(_ key: SaleKey, _ session: Session) throws -> Sale {
    let found =
      switch key {
      case .id(let id): try sale(id)
      case .folio(let folio): try sale(bearing: folio)
      }
    guard let found, session.sees(found) else { throw ShopError.notFound(.sale, name: key.text) }
    return found
  }

  /// - Throws: `ShopError.notFound` for a customer that is not the shop's or was withdrawn.
  func activeCustomer(_ id: CustomerID) throws -> CustomerRecord {
    let customer = try existing(id)
    guard customer.fields.isActive else { throw ShopError.noSuch(.customer, id) }
    return customer
  }

  /// - Throws: `ShopError.notFound` for a person that does not work in the shop.
  func checkProfessional(_ id: PersonID) throws {
    guard try people().contains(where: { $0.id == id }) else { throw ShopError.noSuch(.professional, id) }
  }

  fileprivate func save(_ fields: SaleFields, of sale: Sale, before: SaleFields) throws {
    try checkText(fields.note, upTo: 500, field: "notas")
    if let professional = fields.professional, professional != before.professional {
      try checkProfessional(professional)
    }
    var name = sale.customer
    if fields.customer != before.customer {
      name = try fields.customer.map { try activeCustomer($0).fields.name }
      if name == nil, sale.state != .layaway { try checkDebt(ofNobody: sale.owed) }
    }
    try update(sale.id, to: fields, customerName: name)
  }
}

extension SaleFields {
  fileprivate init(_ sale: Sale) {
    self.init(customer: sale.customerID, professional: sale.professional, note: sale.note)
  }
}

extension Transaction {
  /// - Throws: `ShopError.notFound` where its branch is missing.
  func status(_ sale: Sale) throws -> SaleStatus {
    guard let status = try statuses([sale]).first else { throw ShopError.noSuch(.branch, sale.branch) }
    return status
  }

  /// The sales with the names of those who have left and of what was closed too.
  func statuses(_ sales: [Sale]) throws -> [SaleStatus] {
    let (branches, people) = (try allBranches(), try allPeopleNames())
    let payments = try payments(of: sales.map(\.id))
    return sales.compactMap { sale in
      branches[sale.branch].map {
        SaleStatus(
          sale: sale, payments: payments[sale.id] ?? [], branch: $0,
          seller: people[sale.professional ?? sale.person] ?? "")
      }
    }
  }
}
