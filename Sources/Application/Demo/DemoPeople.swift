internal import Foundation
internal import Inventory

/// Who works in the demo shop, sells to it and buys there; all invented.
enum DemoPeople {
  static let main = BranchID(1)
  static let north = BranchID(2)
  static let market = BranchID(3)

  static let branches = [
    Branch(id: main, name: "Principal", aliases: ["central", "el centro"]),
    Branch(id: north, name: "Norte", aliases: ["zona norte"]),
    Branch(id: market, name: "Mercado", aliases: ["puesto del mercado"]),
  ]

  /// A branch's part of the trade with what it carries, beside the others'.
  static func share(of branch: BranchID, in department: DemoCatalogue.Department) -> Double {
    switch (branch, department) {
    case (main, _): 0.5
    case (north, .salon): 0.32
    case (north, .groceries): 0.26
    case (_, .salon): 0.16
    case (_, .groceries): 0.24
    }
  }

  static let owner = PersonID(1)

  static let staff = [
    Person(id: owner, name: "Elena Vargas", role: .owner),
    Person(id: PersonID(2), name: "Tomás Rojas", role: .manager),
    Person(id: PersonID(3), name: "Lucía Mamani", role: .cashier),
    Person(id: PersonID(4), name: "Diego Flores", role: .cashier),
    Person(id: PersonID(5), name: "Carla Núñez", role: .professional),
  ]

  /// Who stands at the counter of a branch, the most usual first.
  static func sellers(at branch: BranchID) -> [PersonID] {
    switch branch {
    case main: [PersonID(2), owner, PersonID(5)]
    case north: [PersonID(3), PersonID(2), PersonID(5)]
    default: [PersonID(4), PersonID(3), owner]
    }
  }

  static let customers = [
    "Marta Quispe", "Rosa Condori", "Juana Choque", "Silvia Pinto", "Andrea Salinas", "Patricia Luna",
    "Gabriela Soto", "Verónica Arce", "Miriam Tapia", "Lidia Huanca", "Jorge Medina", "Ramiro Céspedes",
    "Óscar Villca", "Hugo Paredes", "Salón Kantuta", "Peluquería Don Beto", "Hostal El Mirador",
    "Nelly Aguirre",
    "Paola Ibáñez", "Teresa Yujra",
  ].enumerated().map { index, name in
    Customer(id: CustomerID(Int64(index + 1)), name: name, phone: String(70_010_100 + index * 1_317))
  }

  static let suppliers = [
    supplier(1, "Cosmética Sajama", leadTime: 5), supplier(2, "Belleza Tajibo", leadTime: 4),
    supplier(3, "Insumos Jacarandá", leadTime: 6), supplier(4, "Abarrotes El Molle", leadTime: 3),
    supplier(5, "Bebidas Choqueyapu", leadTime: 2), supplier(6, "Lácteos Totora", leadTime: 1),
    supplier(7, "Limpieza Cantuta", leadTime: 4), supplier(8, "Papelería Quirquincho", leadTime: 6),
  ]

  /// The days of the week (0 for Monday) on which orders go to a supplier: often when its goods spoil.
  static func orderDays(of supplier: SupplierID) -> [Int] {
    switch supplier.value {
    case 6: [0, 2, 4]
    default: supplier.value % 2 == 0 ? [0, 3] : [1, 4]
    }
  }

  /// Whether a supplier brings its goods to every branch; the others deliver at the main one alone.
  static func deliversToBranches(_ supplier: SupplierID) -> Bool { supplier.value >= 4 }

  private static func supplier(_ id: Int64, _ name: String, leadTime: Int) -> Supplier {
    let host = name.lowercased().folding(options: .diacriticInsensitive, locale: nil).unicodeScalars.filter {
      ("a"..."z").contains($0)
    }
    return Supplier(
      id: SupplierID(id), name: name, phone: String(22_400_000 + id * 10_101),
      email: "pedidos@\(String(String.UnicodeScalarView(host))).example", leadTime: leadTime)
  }
}
