package import Inventory
package import Store

extension Shop {
  /// Who owes the shop and how much, most first; for those who may see the sales of others (requirements §26).
  package func debts(_ session: Session) async throws -> [CustomerSum] {
    try await read(.seeAllSales, session) { try $0.debts() }
  }

  /// Who paid in `days` something of what they owed and how much, most first.
  package func debtsPaid(in days: DayRange, _ session: Session) async throws -> [CustomerSum] {
    try await read(.seeAllSales, session) { try $0.debtsPaid(in: days) }
  }

  /// The sales that the customers of a name have not paid yet, oldest first.
  package func unpaidSales(of customer: String, _ session: Session) async throws -> [Sale] {
    try await read(.lookUp, session) {
      try $0.unpaidSales(of: customer).filter { session.sees($0) && $0.owed > .zero }
    }
  }

  /// What is set aside for a customer, or for anybody, oldest first: of the sales that the person may look at.
  package func layaways(of customer: String? = nil, _ session: Session) async throws -> [Sale] {
    try await read(.lookUp, session) {
      try $0.layaways(of: customer).filter(session.sees)
    }
  }

  /// Who bought most of `goods` in `days`, most first.
  ///
  /// Those are left out who brought back as much as they bought.
  package func topCustomers(
    _ days: DayRange, branch: BranchID? = nil, of goods: GoodsSelection = .all, _ session: Session
  ) async throws -> [CustomerSum] {
    try await read(.seeReports, in: branch, session) { books, branch in
      let bought =
        if let products = try books.productsSold(in: days, of: goods) {
          try books.purchases(of: products, in: days, branch: branch)
        } else {
          try books.purchases(in: days, branch: branch)
        }
      return bought.filter { $0.amount > .zero }
        .sorted { ($1.amount, $0.name) < ($0.amount, $1.name) }
    }
  }
}
