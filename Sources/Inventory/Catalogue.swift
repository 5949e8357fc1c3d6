/// A place that holds stock of its own (source document 004: sucursal, almacén, vitrina).
package struct Branch: Hashable, Sendable {
  /// What sort of place it is; all of them hold stock alike.
  package enum Kind: String, CaseIterable, Sendable {
    case branch = "sucursal"
    case warehouse = "almacen"
    case showcase = "vitrina"
  }

  package let id: BranchID
  package let name: String
  package let kind: Kind
  package let aliases: [String]

  package init(id: BranchID, name: String, kind: Kind = .branch, aliases: [String] = []) {
    (self.id, self.name, self.kind, self.aliases) = (id, name, kind, aliases)
  }
}

/// What a person may do (requirements §26).
package enum Role: String, CaseIterable, Sendable {
  case owner = "propietario"
  case manager = "gerente"
  case cashier = "cajero"
  case receptionist = "recepcionista"
  case professional = "profesional"
  case readOnly = "solo_lectura"
}

/// Somebody who works in the shop.
package struct Person: Hashable, Sendable {
  package let id: PersonID
  package let name: String
  package let role: Role

  package init(id: PersonID, name: String, role: Role) { (self.id, self.name, self.role) = (id, name, role) }
}

/// Somebody who buys.
package struct Customer: Hashable, Sendable {
  package let id: CustomerID
  package let name: String
  package let phone: String?

  package init(id: CustomerID, name: String, phone: String?) {
    (self.id, self.name, self.phone) = (id, name, phone)
  }
}

/// A node of the shop's tree of categories.
package struct Category: Hashable, Sendable {
  package let id: CategoryID
  package let name: String
  package let parent: CategoryID?

  package init(id: CategoryID, name: String, parent: CategoryID?) {
    (self.id, self.name, self.parent) = (id, name, parent)
  }
}

/// Whom the shop buys from.
package struct Supplier: Hashable, Sendable {
  package let id: SupplierID
  package let name: String
  package let phone: String?
  package let email: String?
  /// Days from order to delivery.
  package let leadTime: Int

  package init(id: SupplierID, name: String, phone: String? = nil, email: String? = nil, leadTime: Int = 7) {
    (self.id, self.name, self.phone, self.email, self.leadTime) = (id, name, phone, email, leadTime)
  }
}

/// What people ask for by name.
package protocol Called {
  var name: String { get }
  /// Other names by which it is asked for.
  var aliases: [String] { get }
}

extension Called {
  package var aliases: [String] { [] }

  /// Whether that is its name or one of its aliases, in whatever case.
  package func isCalled(_ text: String) -> Bool {
    let text = text.lowercased()
    return name.lowercased() == text || aliases.contains { $0.lowercased() == text }
  }
}

extension Sequence where Element: Called {
  /// The first that is called so.
  package func first(called name: String) -> Element? { first { $0.isCalled(name) } }
}

extension Branch: Called {}
extension Category: Called {}
extension Supplier: Called {}
