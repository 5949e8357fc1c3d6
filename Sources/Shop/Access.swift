package import Inventory
internal import Store

/// Something that not every role may do (requirements §26).
package enum Permission: Sendable, CaseIterable {
  case lookUp
  case sell
  case receiveStock
  case adjustStock
  case useInService
  case transferStock
  case manageCatalogue
  case seeCosts
  case seeReports
  case importData
  case manageBranches
  case managePeople
}

extension Role {
  /// The one table of roles, in force at every door.
  package var permissions: Set<Permission> {
    switch self {
    case .owner: Set(Permission.allCases)
    case .manager: Set(Permission.allCases).subtracting([.managePeople])
    case .cashier, .receptionist: [.lookUp, .sell, .receiveStock]
    case .professional: [.lookUp, .sell, .useInService]
    case .readOnly: [.lookUp, .seeReports]
    }
  }
}

extension Session {
  package func may(_ permission: Permission) -> Bool { person.role.permissions.contains(permission) }

  /// - Throws: `ShopError.denied` when the person's role does not reach `permission`.
  package func require(_ permission: Permission) throws(ShopError) {
    guard may(permission) else { throw .denied(role: person.role) }
  }
}

// MARK: - What is left out for a person whose role does not reach costs

extension Session {
  func shown(_ product: Product) -> Product {
    guard !may(.seeCosts) else { return product }
    var shown = product
    shown.prices =
      (try? Prices(sale: product.prices.sale, wholesale: product.prices.wholesale)) ?? product.prices
    return shown
  }

  func shown(_ record: ProductRecord) -> ProductRecord {
    var shown = record
    shown.product = self.shown(record.product)
    return shown
  }

  func shown(_ balance: Balance) -> Balance {
    guard !may(.seeCosts) else { return balance }
    var shown = balance
    shown.value = .zero
    return shown
  }

  func shown(_ movement: StockMovement) -> StockMovement {
    guard !may(.seeCosts) else { return movement }
    return StockMovement(
      id: movement.id, product: movement.product, branch: movement.branch, kind: movement.kind,
      quantity: movement.quantity, before: movement.before, after: movement.after, value: .zero,
      document: movement.document, reason: movement.reason, person: movement.person, at: movement.at,
      day: movement.day)
  }

  func shown(_ change: PriceChange) -> PriceChange { may(.seeCosts) ? change : change.withoutCosts }

  func shown(_ sum: SalesSum) -> SalesSum {
    may(.seeCosts) ? sum : SalesSum(units: sum.units, income: sum.income)
  }

  func shown(_ line: ReturnedLine) -> ReturnedLine {
    guard !may(.seeCosts) else { return line }
    return ReturnedLine(
      saleLine: line.saleLine, product: line.product, quantity: line.quantity, amount: line.amount,
      cost: .zero,
      isRestocked: line.isRestocked)
  }

  func shown(_ transfer: TransferRecord) -> TransferRecord {
    may(.seeCosts) ? transfer : transfer.withoutValues
  }
}
