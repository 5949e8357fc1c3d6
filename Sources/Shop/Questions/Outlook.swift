internal import Insights
package import Inventory
internal import Store

/// What a product's own stock and sales say of it, in all branches that were asked about together.
package struct Outlook: Sendable, Hashable {
  package let soldInWeek: Quantity
  /// What to buy by the formula of two weeks' sales.
  package let suggested: Quantity
  /// Whether a branch is short of it by one of the rules 1–4 of requirements §24.
  package let isShort: Bool
}

extension Shop {
  /// Looks ahead for one product without reading the rest of the shop, in about 0.1 ms.
  package func outlook(of product: ProductID, branch: BranchID?, _ session: Session) async throws -> Outlook {
    try session.require(.lookUp)
    let now = now()
    let branch = branch ?? session.scope?.id
    return try await store.read(session.organization) { books in
      let window = try books.salesWindow(session, at: now)
      let sold = try books.sales(in: window, branch: branch, product: product)
      let open = Set(try books.branches().map(\.branch.id))
      let levels = try books.levels(branch: branch, product: product, sold: sold)
        .filter { open.contains($0.branch) }
      // The rotation matters to the share of the maximum alone, which is none of the four.
      let book = RuleBook(today: session.clock.day(of: now), rotation: Rotation(sold30: []))
      return Outlook(
        soldInWeek: levels.reduce(.zero) { $0 + $1.sales.last7 },
        suggested: levels.reduce(.zero) { $0 + Replenishment(for: $1).suggested },
        isShort: levels.contains { level in
          Replenishment(for: level).suggested > .zero && !book.rules(for: level).isDisjoint(with: .short)
        })
    }
  }
}
