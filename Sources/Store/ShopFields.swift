package import Inventory

/// A branch as a person fills it in (table `sucursales`).
package struct BranchFields: Hashable, Sendable {
  package var name: String
  package var kind: Branch.Kind
  /// Other names by which people ask for it.
  package var aliases: [String]
  package var isActive = true

  package init(name: String = "", kind: Branch.Kind = .branch, aliases: [String] = []) {
    (self.name, self.kind, self.aliases) = (name, kind, aliases)
  }

  /// - Throws: `ShopError.invalid` for what the branch's row may not hold.
  package func check() throws(ShopError) {
    try checkLine(name, 1...200, field: "nombre")
    for alias in aliases { try checkAlias(alias) }
  }
}

package typealias BranchRecord = Record<Branch, BranchFields>

/// Somebody who works in the shop, as the owner fills them in (table `usuarios`).
package struct PersonFields: Hashable, Sendable {
  package var name: String
  package var role: Role
  /// Where they write when nothing else is said; nil for Principal.
  package var branch: BranchID?
  package var isActive = true
  /// What they may sign in with beside their name; lower case.
  package var email: String?

  package init(
    name: String = "", role: Role = .readOnly, branch: BranchID? = nil, email: String? = nil
  ) {
    (self.name, self.role, self.branch, self.email) = (name, role, branch, email)
  }

  /// - Throws: `ShopError.invalid` for what the person's row may not hold.
  package func check() throws(ShopError) { try checkLine(name, 1...200, field: "nombre") }
}

/// Somebody who works in the shop, as the store holds them.
package struct PersonRecord: Hashable, Sendable {
  package let id: PersonID
  package let fields: PersonFields
  package let version: Int64
  /// Whether they have a password to sign in with.
  package let hasPassword: Bool
}
