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
  /// What `person` sold or bought of `goods` in `days`; what came back is taken off on the day of the return, as from
  /// all that they sold or bought.
  package func sales(
    of goods: GoodsSelection, with person: SalePerson, in days: DayRange, branch: BranchID? = nil,
    _ session: Session
  ) async throws -> PersonSum {
    try await read(.seeReports, in: branch, session) { books, branch in
      let products = try books.productsSold(in: days, of: goods) ?? []
      let sales = try books.sales(of: products, with: person, in: days, branch: branch)
      let returned = try books.returned(of: products, with: person, in: days, branch: branch)
      return try PersonSum(of: Set(products), in: sales, less: returned)
    }
  }
}

extension PersonSum {
  /// What `sales` came to of some products, less what came back of them.
  init(of products: Set<ProductID>, in sales: [Sale], less returned: [ReturnedGoods]) throws {
    count = sales.count
    var (units, income) = (Quantity.zero, Money.zero)
    for sale in sales {
      let incomes = netIncomes(sale.lines.map(\.item), discount: sale.totals.discount)
      for (line, net) in zip(sale.lines, incomes) where products.contains(line.item.product) {
        units += line.item.quantity
        income += net
      }
    }
    for goods in returned { (units, income) = (units - goods.units, income - goods.amount) }
    (self.units, self.income) = (units, income)
  }
}
