package import Inventory
package import Store

/// A sale with what changed hands for it, and the names that its ids stand for.
package struct SaleStatus: Sendable, Hashable {
  package let sale: Sale
  /// In the order in which it did; nothing of an imported sale before it is given back.
  package let payments: [FiledPayment]
  package let branch: Branch
  package let seller: String
}

/// What looking up a folio found.
package enum SaleLookup: Sendable, Hashable {
  case sale(SaleStatus)
  /// Several sales end in that number.
  case several([SaleStatus])
  /// None is of that folio; these end in its number.
  case others([SaleStatus])
  /// It is the folio of a return.
  case customerReturn(folio: String, total: Money, day: BusinessDay)
  case nothing
}

/// What was sold over some days.
package struct SalesSummary: Sendable {
  package let days: DayRange
  package let count: Int
  package let total: SalesSum
  package let branches: [(branch: Branch, count: Int, sum: SalesSum)]
  /// The day of the shop's first sale; nil before it.
  package let firstSale: BusinessDay?

  /// Income per sale, rounded half up; nil without sales.
  package var averageTicket: Money? {
    guard count > 0, let average = scaled(total.income.minorUnits, by: 1, over: Int64(count)) else {
      return nil
    }
    return Money(minorUnits: average)
  }
}

extension SalesSummary {
  /// What was sold in all branches but some.
  package func without(_ leftOut: Set<BranchID>) -> SalesSummary {
    let others = branches.filter { !leftOut.contains($0.branch.id) }
    return SalesSummary(
      days: days, count: others.reduce(0) { $0 + $1.count },
      total: others.reduce(into: SalesSum()) { $0 += $1.sum }, branches: others, firstSale: firstSale)
  }
}

/// What one day sold.
package struct DaySales: Sendable, Hashable {
  package let day: BusinessDay
  package let count: Int
  package let sum: SalesSum
}

/// A person with what they sold.
package struct SellerSales: Sendable, Hashable {
  package let person: PersonID
  package let name: String
  package let count: Int
  package let income: Money
}

/// A product with what it sold.
package struct ProductSales: Sendable {
  package let product: Product
  package let sum: SalesSum
}

/// The products that sold most.
package struct RankedSales: Sendable {
  package let products: [ProductSales]
  /// How many there are before any limit.
  package let total: Int

  /// Those of them that are one of some products; all where none are named.
  package func among(_ some: Set<ProductID>?) -> RankedSales {
    guard let some else { return self }
    let products = products.filter { some.contains($0.product.id) }
    return RankedSales(products: products, total: products.count)
  }
}

/// By what products that were sold are ranked.
package enum SalesRank: Sendable {
  case units, income, profit

  fileprivate func worth(_ sum: SalesSum) -> Int64 {
    switch self {
    case .units: sum.units.thousandths
    case .income: sum.income.minorUnits
    case .profit: sum.profit.minorUnits
    }
  }
}

extension Shop {
  /// Finds a sale by what a person typed: `POS-2025-0001`, `venta-00125`, `#125`, `V-180` for `V-00180`.
  package func sale(_ typed: String, _ session: Session) async throws -> SaleLookup {
    try await glance(.lookUp, session) { books in
      let text = Folio.normalised(typed)
      if let sale = try books.sale(bearing: typed), session.sees(sale) {
        return .sale(try books.status(sale))
      }
      if let found = try books.returned(folio: text),
        try session.may(.seeAllSales) || found.sale.flatMap({ try books.sale($0) }).map(session.sees) ?? false
      {
        return .customerReturn(folio: text, total: found.total, day: found.day)
      }
      let folio = Folio(text)
      guard let number = folio.number else { return .nothing }
      let numbered = try books.sales(numbered: number).filter(session.sees)
      let meant = numbered.filter { $0.folio.isMeant(by: folio) }
      let sales = try books.statuses(Array((meant.isEmpty ? numbered : meant).prefix(6)))
      guard let first = sales.first else { return .nothing }
      if meant.isEmpty { return .others(sales) }
      return sales.count == 1 ? .sale(first) : .several(sales)
    }
  }

  /// Folios of the sales that the person may look at that begin with `prefix`, newest first.
  package func folios(startingWith prefix: String, limit: Int, _ session: Session) async throws -> [String] {
    try session.require(.lookUp)
    let person = session.may(.seeAllSales) ? nil : session.person.id
    return try await store.read(session.organization) {
      try $0.folios(startingWith: prefix.uppercased(), involving: person, limit: max(0, limit))
    }
  }

  /// What was sold of `goods` in `days`; a branch that has closed is named where it sold something.
  package func salesSummary(
    _ days: DayRange, branch: BranchID? = nil, of goods: GoodsSelection = .all, _ session: Session
  ) async throws -> SalesSummary {
    try await read(.seeReports, in: branch, session) { books, branch in
      let products = try books.productsSold(in: days, of: goods)
      let sums = try books.salesByBranch(in: days, of: products)
      let counts = try books.saleCounts(in: days, of: products)
      let closed = try books.closedBranches().filter { sums[$0.id] != nil || counts[$0.id] != nil }
      let branches = (try books.branches().map(\.branch) + closed).filter { branch == nil || $0.id == branch }
        .map { (branch: $0, count: counts[$0.id] ?? 0, sum: session.shown(sums[$0.id] ?? SalesSum())) }
      let total = branches.reduce(into: SalesSum()) { $0 += $1.sum }
      return SalesSummary(
        days: days, count: branches.reduce(0) { $0 + $1.count }, total: total, branches: branches,
        firstSale: try books.firstSaleDay())
    }
  }

  /// What each day of `days` sold of `goods`, oldest first; a day on which nothing happened is left out.
  package func dailySales(
    _ days: DayRange, branch: BranchID? = nil, of goods: GoodsSelection = .all, _ session: Session
  ) async throws -> [DaySales] {
    try await read(.seeReports, in: branch, session) { books, branch in
      let products = try books.productsSold(in: days, of: goods)
      let sums = try books.salesByDay(in: days, branch: branch, of: products)
      let counts = try books.saleCountsByDay(in: days, branch: branch, of: products)
      return Set(sums.keys).union(counts.keys).sorted().map {
        DaySales(day: $0, count: counts[$0] ?? 0, sum: session.shown(sums[$0] ?? SalesSum()))
      }
    }
  }

  /// What each person sold in `days`, most income first, those who have left too.
  package func sellers(
    _ days: DayRange, branch: BranchID? = nil, _ session: Session
  ) async throws -> [SellerSales] {
    try await read(.seeReports, in: branch, session) { books, branch in
      let names = try books.allPeopleNames()
      return try books.salesByPerson(in: days, branch: branch)
        .compactMap { person, sum in
          names[person].map {
            SellerSales(person: person, name: $0, count: sum.count, income: sum.income)
          }
        }
        .sorted { ($1.income, $0.name) < ($0.income, $1.name) }
    }
  }

  /// What each product of `goods` sold in `days`, most first, those of which more came back than went left out.
  package func topSellers(
    _ days: DayRange, branch: BranchID? = nil, of goods: GoodsSelection = .all, by rank: SalesRank = .units,
    limit: Int?, _ session: Session
  ) async throws -> RankedSales {
    let sold = try await salesByProduct(days, branch: branch, of: goods, session)
      .filter { $0.sum.units > .zero }
      .sorted { a, b in (rank.worth(b.sum), a.product.id) < (rank.worth(a.sum), b.product.id) }
    return RankedSales(products: Array(sold.prefix(max(0, limit ?? .max))), total: sold.count)
  }

  /// What each product of `goods` sold in `days`, less what came back of it in them: together what the shop sold.
  package func salesByProduct(
    _ days: DayRange, branch: BranchID? = nil, of goods: GoodsSelection = .all, _ session: Session
  ) async throws -> [ProductSales] {
    try await read(.seeReports, in: branch, session) { books, branch in
      let sums = try books.salesByProduct(in: days, branch: branch)
      let products = try books.products(Array(sums.keys))
      let isMeant = try books.isMeant(by: goods)
      return sums.compactMap { id, sum in
        products[id].map { ProductSales(product: session.shown($0), sum: session.shown(sum)) }
      }
      .filter { isMeant($0.product) }
    }
  }
}

extension Transaction {
  /// The sale that bears a folio as a person typed it.
  func sale(bearing typed: String) throws -> Sale? {
    let text = Folio.normalised(typed)
    return try sale(folio: text) ?? sale(folio: typed) ?? sale(numberedAs: text)
  }

  /// The sale that bears a typed folio, or else all that may be meant by its number, newest first.
  func sales(called typed: String) throws -> [Sale] {
    if let sale = try sale(bearing: typed) { return [sale] }
    let folio = Folio(Folio.normalised(typed))
    guard let number = folio.number else { return [] }
    return try sales(numbered: number).filter { $0.folio.isMeant(by: folio) }
  }

  /// So many sales of one number, at most, are looked through for the folio that is meant.
  fileprivate func sales(numbered number: Int64) throws -> [Sale] { try sales(numbered: number, limit: 60) }

  /// The sale of a folio of the shop's own that was typed with fewer zeros, or with more.
  fileprivate func sale(numberedAs text: String) throws -> Sale? {
    let format = try folioFormat(of: .sale)
    guard let (year, number) = format.read(Folio(text)) else { return nil }
    return try sale(folio: format.folio(year: year, number: number).text)
  }
}
