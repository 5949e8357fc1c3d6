package import Inventory

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
  /// - Throws: `ShopError.denied` when the person's role does not reach `permission`.
  package func require(_ permission: Permission) throws(ShopError) {
    guard person.role.permissions.contains(permission) else { throw .denied(role: person.role) }
  }
}
