package import Inventory

/// A category as a person fills it in (table `categorias_productos`, requirements §1.10).
package struct CategoryFields: Hashable, Sendable {
  package var name: String
  package var description: String?
  package var parent: CategoryID?
  package var icon: String?
  /// `#RRGGBB`.
  package var color: String?
  /// Its place among its siblings; nil puts a new one last.
  package var order: Int?
  package var isActive = true

  package init(name: String = "", parent: CategoryID? = nil) { (self.name, self.parent) = (name, parent) }

  /// - Throws: `ShopError.invalid` for what the category's row may not hold.
  package func check() throws(ShopError) {
    try checkLine(name, 1...100, field: "nombre")
    try checkText(description, upTo: 500, field: "descripcion")
    try checkText(icon, upTo: 50, field: "icono")
    if let color, !isColor(color) { throw .invalid(field: "color", .unreadable(color)) }
    guard order.map((0...1_000_000).contains) ?? true else {
      throw .invalid(field: "orden", .outside(0...1_000_000))
    }
  }
}

private func isColor(_ text: String) -> Bool {
  text.utf8.count == 7 && text.utf8.first == UInt8(ascii: "#")
    && text.dropFirst().allSatisfy { $0.isASCII && $0.isHexDigit }
}

package typealias CategoryRecord = Record<Category, CategoryFields>

/// A supplier as a person fills it in (table `proveedores`, requirements §1.12).
package struct SupplierFields: Hashable, Sendable {
  package var name: String
  package var legalName: String?
  package var taxID: String?
  package var phone: String?
  package var email: String?
  package var website: String?
  package var address: String?
  package var city: String?
  package var state: String?
  package var postalCode: String?
  package var country = "México"
  package var paymentTerms: String?
  /// Days from order to delivery.
  package var leadTime: Int
  package var discount = Percent(tenths: 0)
  package var notes: String?
  package var isActive = true

  package init(name: String = "", phone: String? = nil, email: String? = nil, leadTime: Int = 7) {
    (self.name, self.phone, self.email, self.leadTime) = (name, phone, email, leadTime)
  }

  /// - Throws: `ShopError.invalid` for what the supplier's row may not hold.
  package func check() throws(ShopError) {
    try checkLine(name, 1...200, field: "nombre")
    let lines = [
      (legalName, 200, "razon_social"), (taxID, 50, "rfc_tax_id"), (phone, 20, "telefono"),
      (email, 100, "email"),
      (website, 200, "sitio_web"), (city, 100, "ciudad"), (state, 100, "estado"),
      (postalCode, 10, "codigo_postal"), (country, 50, "pais"), (paymentTerms, 100, "terminos_pago"),
    ]
    for (text, limit, field) in lines { try checkLine(text ?? "", 0...limit, field: field) }
    try checkEmail(email?.isEmpty == true ? nil : email)
    try checkLink(website, field: "sitio_web")
    try checkText(address, upTo: 500, field: "direccion")
    try checkText(notes, upTo: 500, field: "notas")
    guard (0...3650).contains(leadTime) else {
      throw .invalid(field: "dias_entrega_estimado", .outside(0...3650))
    }
    guard (0...1000).contains(discount.tenths) else {
      throw .invalid(field: "descuento_porcentaje", .discountOutOfRange)
    }
  }
}

package typealias SupplierRecord = Record<Supplier, SupplierFields>

/// A customer as a person fills it in (table `clientes`).
package struct CustomerFields: Hashable, Sendable {
  package var name: String
  package var phone: String?
  package var email: String?
  package var notes: String?
  package var isActive = true

  package init(name: String = "", phone: String? = nil) { (self.name, self.phone) = (name, phone) }

  /// - Throws: `ShopError.invalid` for what the customer's row may not hold.
  package func check() throws(ShopError) {
    try checkLine(name, 1...200, field: "nombre")
    try checkLine(phone ?? "", 0...20, field: "telefono")
    try checkEmail(email?.isEmpty == true ? nil : email)
    try checkText(notes, upTo: 500, field: "notas")
  }
}

package typealias CustomerRecord = Record<Customer, CustomerFields>
