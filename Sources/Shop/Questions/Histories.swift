package import Inventory
package import Store

/// What somebody bought or sold of one product.
package struct GoodsTraded: Hashable, Sendable {
  package let product: ProductID
  package let name: String
  package fileprivate(set) var units: Quantity
  package fileprivate(set) var income: Money
}

extension Shop {
  /// What `person` bought or sold in `days` of each product, most income first; what came back of a sale is taken off it,
  /// whenever that was.
  package func goods(
    with person: SalePerson, in days: DayRange, branch: BranchID? = nil, _ session: Session
  ) async throws -> [GoodsTraded] {
    try await read(.seeReports, in: branch, session) { books, branch in
      let sales = try books.sales(with: person, in: days, branch: branch)
      var goods: [ProductID: GoodsTraded] = [:]
      for sale in sales {
        let incomes = netIncomes(sale.lines.map(\.item), discount: sale.totals.discount)
        for (line, net) in zip(sale.lines, incomes) {
          let (sold, left) = (
            line.item.quantity.thousandths, (line.item.quantity - line.returned).thousandths
          )
          let share = sold > 0 ? scaled(net.minorUnits, by: left, over: sold) ?? 0 : 0
          var traded =
            goods[line.item.product]
            ?? GoodsTraded(product: line.item.product, name: line.item.name, units: .zero, income: .zero)
          traded.units += line.item.quantity - line.returned
          traded.income += Money(minorUnits: share)
          goods[line.item.product] = traded
        }
      }
      return goods.values.filter { $0.units > .zero }
        .sorted { ($1.income, $0.name) < ($0.income, $1.name) }
    }
  }

  /// The newest sale of `goods` that stands, with `person` or with anybody; nil where there is none.
  package func lastSale(
    with person: SalePerson? = nil, of goods: GoodsSelection = .all, branch: BranchID? = nil,
    _ session: Session
  ) async throws -> SaleStatus? {
    try await read(.seeReports, in: branch, session) { books, branch in
      let products: [ProductID]? =
        if let product = goods.onlyProduct {
          [product]
        } else if goods == .all {
          nil
        } else {
          try books.products(isActive: true).filter(try books.isMeant(by: goods)).map(\.id)
        }
      return try books.sales(with: person, of: products, branch: branch, limit: 1).first.map(books.status)
    }
  }
}
