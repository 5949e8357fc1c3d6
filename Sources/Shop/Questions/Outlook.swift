internal import Insights
package import Inventory
internal import Store

/// What a product's own stock and sales say of it, in all branches that were asked about together.
package struct Outlook: Sendable, Hashable {
  package let soldInWeek: Quantity
  /// What to buy for each branch by the formula of two weeks' sales, where that is more than nothing.
  package let suggested: [BranchID: Quantity]
  /// Whether a branch is short of it by one of the rules 1–4 of requirements §24.
  package let isShort: Bool
}

extension Shop {
  /// A product's stock and what lies ahead of it, without reading the rest of the shop; about 0.1 ms.
  package func outlook(
    of product: ProductID, branch: BranchID?, _ session: Session
  ) async throws -> (stock: ProductStock, outlook: Outlook) {
    let now = now()
    return try await glance(.lookUp, session) { books in
      let stock = try books.stock(of: product, branch: branch, session)
      return (stock, try books.outlook(of: product, in: stock.branches.map(\.branch.id), session, at: now))
    }
  }
}

extension Transaction {
  fileprivate func outlook(
    of product: ProductID, in branches: [BranchID], _ session: Session, at now: Instant
  ) throws -> Outlook {
    let windows = try SalesWindows(self, session, at: now)
    let sold = try sales(in: windows, branch: nil, of: [product])
    let today = session.clock.day(of: now)
    let levels = try levels(branch: nil, product: product, sold: sold, on: today)
      .filter { branches.contains($0.branch) }
    // The rotation matters to the share of the maximum alone, which is none of the four.
    var book = RuleBook(today: today, rotation: Rotation(sold30: []))
    let layers = try RuleLayers(self, of: [product])
    let replenishments = levels.map { Replenishment(for: $0) }
    return Outlook(
      soldInWeek: levels.reduce(.zero) { $0 + $1.sales.last7 },
      suggested: Dictionary(
        zip(levels, replenishments).compactMap { level, replenishment in
          replenishment.suggested > .zero ? (level.branch, replenishment.suggested) : nil
        }
      ) { $0 + $1 },
      isShort: zip(levels, replenishments).contains { level, replenishment in
        book.settings = layers.settings(of: product, in: level.branch)
        return replenishment.suggested > .zero && !book.rules(for: level).isDisjoint(with: .short)
      })
  }
}
