internal import Insights
internal import Inventory
internal import Store

/// The windows over which the rates of sale are taken in each branch (requirements §24): between the hours at which
/// one closes and another, they end on different days.
struct SalesWindows {
  /// That of the branches that close with the shop.
  private let common: SalesWindow
  /// Those that end on another day just now; there are but two, today and yesterday.
  private let others: [BranchID: SalesWindow]

  init(_ books: Transaction, _ session: Session, at now: Instant) throws {
    let firstSale = try books.firstSaleDay()
    func window(closing minute: Int) -> SalesWindow {
      SalesWindow(clock: session.clock, closing: minute, now: now, firstSale: firstSale)
    }
    let minutes = try books.closingMinutes()
    let common = window(closing: minutes.shop)
    self.common = common
    others = minutes.branches.mapValues(window).filter { $0.value != common }
  }

  /// The window of a branch, or of the branches that close with the shop.
  func window(of branch: BranchID?) -> SalesWindow { branch.flatMap { others[$0] } ?? common }

  /// Each window with the branches that have it, of one branch or of all.
  func scans(of branch: BranchID?) -> [(window: SalesWindow, branches: BranchSelection)] {
    if let branch { return [(window(of: branch), .only([branch]))] }
    guard let other = others.values.first else { return [(common, .all)] }
    let ids = others.keys.sorted()
    return [(common, .allBut(ids)), (other, .only(ids))]
  }
}
