/// The integer key of one row, which cannot be mistaken for the key of another kind of row.
package struct Identifier<Subject>: Hashable, Comparable, Sendable {
  package let value: Int64

  package init(_ value: Int64) { self.value = value }

  package static func < (a: Self, b: Self) -> Bool { a.value < b.value }
}

/// A shop, as tenant: what every key and every query is bound to.
package enum Organization {}
package typealias OrganizationID = Identifier<Organization>
package typealias BranchID = Identifier<Branch>
package typealias PersonID = Identifier<Person>
package typealias CategoryID = Identifier<Category>
package typealias SupplierID = Identifier<Supplier>
package typealias CustomerID = Identifier<Customer>
package typealias ProductID = Identifier<Product>
package typealias SaleID = Identifier<Sale>
package typealias SaleItemID = Identifier<SaleItem>
package typealias MovementID = Identifier<StockMovement>
package typealias TransferID = Identifier<Transfer>

/// The part of a product that has stock of its own; `none` where the product has no variants.
package struct VariantID: Hashable, Sendable {
  package let value: Int64
  package init(_ value: Int64) { self.value = value }
  package static let none = VariantID(0)
}
