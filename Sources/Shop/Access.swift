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
  case seeAllSales
  case importData
  case manageBranches
  /// How the shop works: its folios, its closing hours, the figures of its rules.
  case changeSettings
  /// People and what lets them in: passwords, keys, other people's sessions.
  case managePeople

  /// The scope that a token needs for it.
  var scope: AccessScope {
    switch self {
    case .lookUp, .seeCosts, .seeReports, .seeAllSales: .read
    case .sell, .receiveStock, .adjustStock, .useInService, .transferStock, .manageCatalogue, .importData,
      .manageBranches, .changeSettings, .managePeople:
      .write
    }
  }
}

extension Role {
  /// The one table of roles, in force at every door.
  package var permissions: Set<Permission> {
    switch self {
    case .owner: Set(Permission.allCases)
    case .manager: Set(Permission.allCases).subtracting([.managePeople])
    case .cashier, .receptionist: [.lookUp, .sell, .receiveStock, .seeAllSales]
    case .professional: [.lookUp, .sell, .useInService]
    case .readOnly: [.lookUp, .seeReports, .seeAllSales]
    }
  }
}

extension AccessToken.Kind {
  /// What a token of this kind reaches, whoever its person is.
  var permissions: Set<Permission> {
    switch self {
    case .session: Set(Permission.allCases)
    case .personal(let role, let scopes): role.permissions.filter { scopes.contains($0.scope) }
    }
  }
}

extension Session {
  /// Whether the person, by what they came in with, reaches `permission`.
  package func may(_ permission: Permission) -> Bool { permissions.contains(permission) }

  /// Whether there is anything that may be changed.
  package var mayWrite: Bool { permissions.contains { $0.scope == .write } }

  /// - Throws: `ShopError.denied` when the person's role does not reach `permission`, `beyondToken` when only the
  ///   token does not.
  package func require(_ permission: Permission) throws(ShopError) {
    guard !may(permission) else { return }
    guard person.role.permissions.contains(permission) else { throw .denied(role: person.role) }
    throw .beyondToken(lacking: lack(of: permission))
  }

  /// What a token would need for it: the scope, where it has nothing of that scope, or else the least role.
  private func lack(of permission: Permission) -> ShopError.TokenLack? {
    guard permissions.contains(where: { $0.scope == permission.scope }) else {
      return .scope(permission.scope.rawValue)
    }
    let roles: [Role] = [.readOnly, .professional, .cashier, .manager, .owner]
    return roles.first { $0.permissions.contains(permission) }.map { .role($0) }
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
    var shown = movement
    shown.value = .zero
    return shown
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
