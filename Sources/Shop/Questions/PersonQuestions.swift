package import Inventory
package import Store

/// What one person sold of some products, or a customer bought, less what came back of it.
package struct PersonSum: Sendable, Hashable {
  /// In how many sales.
  package let count: Int
  package let units: Quantity
  package let income: Money

  package init(count: Int, units: Quantity, income: Money) {
    (self.count, self.units, self.income) = (count, units, income)
  }
}

extension Shop {
  /// What `person` sold or bought in `days` of one product, category or supplier, and but for `except`; what came back
  /// is taken from a seller on the day of the return, as from all that they sold, and from a customer's own sale.
  package func sales(
    of product: ProductID?, category: CategoryID?, supplier: SupplierID? = nil, except: [GoodsGroup] = [],
    with person: SalePerson, in days: DayRange, branch: BranchID? = nil, _ session: Session
  ) async throws -> PersonSum {
    try session.require(.seeReports)
    let branch = branch ?? session.scope?.id
    return try await store.read(session.organization) { books in
      let groups = GoodsGroup.groups(product, category, supplier)
      let products = try books.productsSold(in: days, of: groups, but: except) ?? []
      let sales = try books.sales(of: products, with: person, in: days, branch: branch)
      guard case .seller(let seller) = person else { return try PersonSum(keptOf: sales, of: Set(products)) }
      let returned = try books.returned(of: products, soldBy: seller, in: days, branch: branch)
      let sold = try PersonSum(sales, of: Set(products)) { $0.item.quantity }
      return PersonSum(
        count: sold.count, units: sold.units - returned.units, income: sold.income - returned.amount)
    }
  }
}

extension PersonSum {
  /// What was kept of some products in `sales`.
  init(keptOf sales: [Sale], of products: Set<ProductID>) throws {
    try self.init(sales, of: products) { $0.item.quantity - $0.returned }
  }

  fileprivate init(
    _ sales: [Sale], of products: Set<ProductID>, counting counted: (Sale.Line) -> Quantity
  ) throws {
    count = sales.count
    var (units, income) = (Quantity.zero, Money.zero)
    for sale in sales {
      let incomes = netIncomes(sale.lines.map(\.item), discount: sale.totals.discount)
      for (line, net) in zip(sale.lines, incomes) where products.contains(line.item.product) {
        units += counted(line)
        income += try net.share(counted(line), of: line.item.quantity)
      }
    }
    (self.units, self.income) = (units, income)
  }
}
