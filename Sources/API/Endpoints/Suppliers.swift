internal import Inventory
internal import Shop
internal import Store
internal import Wire

extension API {
  /// Requirements §18.86.
  var supplierEndpoints: [Endpoint] {
    [
      .list(
        "/inventario/proveedores", .suppliers, "Lista los proveedores",
        takes: .query(SupplierField.active.optional),
        gives: .supplier
      ) { call in
        try await shop.suppliers(
          isActive: try call.query.optional(SupplierField.active) ?? true, call.session)
      },
      .created(
        "/inventario/proveedores", .suppliers, "Crea un proveedor", takes: .body(SupplierField.forCreation),
        gives: .supplier, at: { "/inventario/proveedores/\($0.id.value)" }
      ) { call in
        var fields = SupplierFields()
        try SupplierField.edit(&fields, call.body)
        return try await shop.createSupplier(fields, call.session, key: call.key)
      },
      .one(
        .get, "/inventario/proveedores/:id", .suppliers, "Muestra un proveedor",
        takes: .path(SupplierField.id.required), gives: .supplier
      ) { call in try await shop.supplier(try call.path(SupplierField.id), call.session) },
      .changed(
        "/inventario/proveedores/:id", .suppliers, of: SupplierField.id, takes: SupplierField.forChange,
        gives: .supplier, SupplierField.edit, by: shop.updateSupplier),
      .done(
        .delete, "/inventario/proveedores/:id", .suppliers, "Retira un proveedor; lo que se le compró queda",
        takes: .path(SupplierField.id.required).ifUnchanged
      ) { call in
        let supplier = try await shop.withdrawSupplier(
          try call.path(SupplierField.id), ifVersion: call.expectedVersion, call.session)
        return "Proveedor «\(supplier.fields.name)» retirado"
      },
    ]
  }
}

/// The fields of a supplier on the wire (requirements §1.12).
private enum SupplierField {
  static let id = Field<SupplierID>.id("id")
  static let active = Field<Bool>.flag("activo", "true si no se dice")
  static let name = Field<String>.text("nombre", 1...200)
  static let legalName = Field<String>.text("razon_social", 0...200)
  static let taxID = Field<String>.text("rfc_tax_id", 0...50)
  static let phone = Field<String>.text("telefono", 0...20)
  static let email = Field<String>.text("email", 0...100)
  static let website = Field<String>.text("sitio_web", 0...200)
  static let address = Field<String>.text("direccion", 0...500)
  static let city = Field<String>.text("ciudad", 0...100)
  static let state = Field<String>.text("estado", 0...100)
  static let postalCode = Field<String>.text("codigo_postal", 0...10)
  static let country = Field<String>.text("pais", 0...50)
  static let paymentTerms = Field<String>.text("terminos_pago", 0...100, "30 días, Contado, 15-30-45")
  static let leadTime = Field<Int>.count("dias_entrega_estimado", 0...3650)
  static let discount = Field<Percent>.percent("descuento_porcentaje")
  static let notes = Field<String>.text("notas", 0...500)
  static let isActive = Field<Bool>.flag("activo")

  static let forCreation = [name.required] + kept.map(\.orNull) + emptied
  static let forChange = [name.present] + kept + emptied
  private static let kept = [country.present, leadTime.present, discount.present, isActive.present]
  private static let emptied = [
    legalName.optional, taxID.optional, phone.optional, email.optional, website.optional, address.optional,
    city.optional, state.optional, postalCode.optional, paymentTerms.optional, notes.optional,
  ]

  static func edit(_ fields: inout SupplierFields, _ inputs: Inputs) throws(HTTPProblem) {
    try inputs.put(name, into: &fields.name)
    try inputs.put(legalName, into: &fields.legalName)
    try inputs.put(taxID, into: &fields.taxID)
    try inputs.put(phone, into: &fields.phone)
    try inputs.put(email, into: &fields.email)
    try inputs.put(website, into: &fields.website)
    try inputs.put(address, into: &fields.address)
    try inputs.put(city, into: &fields.city)
    try inputs.put(state, into: &fields.state)
    try inputs.put(postalCode, into: &fields.postalCode)
    try inputs.put(country, into: &fields.country)
    try inputs.put(paymentTerms, into: &fields.paymentTerms)
    try inputs.put(leadTime, into: &fields.leadTime)
    try inputs.put(discount, into: &fields.discount)
    try inputs.put(notes, into: &fields.notes)
    try inputs.put(isActive, into: &fields.isActive)
  }
}

extension Shape<SupplierRecord> {
  static let supplier = Shape(
    "Proveedor", version: \.version,
    [
      .id("id") { $0.id }, .text("nombre") { $0.fields.name }, .text("razon_social") { $0.fields.legalName },
      .text("rfc_tax_id") { $0.fields.taxID }, .text("telefono") { $0.fields.phone },
      .text("email") { $0.fields.email }, .text("sitio_web") { $0.fields.website },
      .text("direccion") { $0.fields.address }, .text("ciudad") { $0.fields.city },
      .text("estado") { $0.fields.state }, .text("codigo_postal") { $0.fields.postalCode },
      .text("pais") { $0.fields.country }, .text("terminos_pago") { $0.fields.paymentTerms },
      .count("dias_entrega_estimado") { $0.fields.leadTime },
      .percent("descuento_porcentaje") { $0.fields.discount }, .text("notas") { $0.fields.notes },
      .flag("activo") { $0.fields.isActive },
    ])
}
