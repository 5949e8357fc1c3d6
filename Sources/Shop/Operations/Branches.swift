internal import Inventory
internal import Store

extension Transaction {
  /// The branch of that id; nil for none.
  ///
  /// - Throws: `ShopError.notFound` for a branch that is not the shop's.
  func existingBranch(_ id: BranchID?) throws -> BranchID? {
    guard let id else { return nil }
    guard try has(id) else { throw ShopError.notFound(kind: "sucursal", name: String(id.value)) }
    return id
  }
}
