package import Inventory
package import Store

extension Shop {
  /// Every balance of every product, by product and branch.
  package func balances(_ session: Session) async throws -> [(
    product: Product, branch: Branch, balance: Balance
  )] {
    try await read(.seeReports, session) { books in
      let branches = try books.branches().map(\.branch)
      return try books.products(isActive: true).flatMap { product in
        let balances = Dictionary(
          uniqueKeysWithValues: try books.balances(of: product.id).map { ($0.branch, $0.balance) })
        return branches.compactMap { branch in
          balances[branch.id].map { (session.shown(product), branch, session.shown($0)) }
        }
      }
    }
  }

  /// Hands over the lines of all sales that stand, then of all goods brought back, a page at a time.
  package func eachSaleLine(_ session: Session, _ body: ([SaleLineRecord]) throws -> Void) async throws {
    try session.require(.seeReports)
    var last: SaleID? = SaleID(0)
    while let after = last {
      let page = try await store.read(session.organization) { try $0.saleLines(after: after, limit: 5_000) }
      try body(page.lines)
      last = page.last
    }
    try body(try await store.read(session.organization) { try $0.returnLines() })
  }
}
