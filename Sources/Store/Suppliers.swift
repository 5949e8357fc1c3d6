package import Inventory
internal import SQL

extension Transaction {
  /// The suppliers that the shop buys from now, oldest first.
  package func suppliers() throws -> [Supplier] {
    try connection.all(
      """
      SELECT id, nombre, telefono, email, dias_entrega_estimado FROM proveedores
      WHERE organizacion_id = \(organization) AND activo = 1 ORDER BY id
      """
    ) {
      Supplier(
        id: $0.id(0), name: $0.text(1), phone: $0.optionalText(2), email: $0.optionalText(3),
        leadTime: Int($0.integer(4)))
    }
  }

  /// Suppliers by name, with all their fields; nil shows withdrawn ones too.
  package func supplierRecords(isActive: Bool?) throws -> [SupplierRecord] {
    try connection.all(
      """
      SELECT \(columns) FROM proveedores WHERE organizacion_id = \(organization)
        \(when(isActive) { "AND activo = \($0)" })
      ORDER BY nombre, id
      """
    ) { $0.supplier() }
  }

  /// The supplier of that id, withdrawn or not.
  package func supplierRecord(_ id: SupplierID) throws -> SupplierRecord? {
    try connection.first(
      "SELECT \(columns) FROM proveedores WHERE organizacion_id = \(organization) AND id = \(id)"
    ) { $0.supplier() }
  }

  /// Whether the shop buys from the supplier now; false once it is withdrawn.
  package func has(_ supplier: SupplierID) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM proveedores WHERE organizacion_id = \(organization) AND id = \(supplier) AND activo = 1"
    ) { _ in true } ?? false
  }

  /// Keeps a supplier as active, whatever its fields say, and raises the catalogue's version.
  package func insert(_ supplier: SupplierFields) throws -> SupplierID {
    try raiseCatalogueVersion()
    return try inserted(
      """
      INSERT INTO proveedores (organizacion_id, nombre, razon_social, rfc_tax_id, telefono, email, sitio_web,
        direccion, ciudad, estado, codigo_postal, pais, terminos_pago, dias_entrega_estimado, descuento_porcentaje,
        notas)
      VALUES (\(organization), \(supplier.name), \(supplier.legalName), \(supplier.taxID), \(supplier.phone),
        \(supplier.email), \(supplier.website), \(supplier.address), \(supplier.city), \(supplier.state),
        \(supplier.postalCode), \(supplier.country), \(supplier.paymentTerms), \(supplier.leadTime),
        \(supplier.discount.tenths), \(supplier.notes)) RETURNING id
      """)
  }

  /// Whether goods are bought from the supplier, or have been; reads the ledger where no product is.
  package func isReferredTo(_ id: SupplierID) throws -> Bool {
    try connection.first(
      """
      SELECT 1 FROM productos WHERE organizacion_id = \(organization) AND proveedor_id = \(id)
      UNION ALL
      SELECT 1 FROM movimientos_inventario WHERE organizacion_id = \(organization) AND proveedor_id = \(id) LIMIT 1
      """
    ) { _ in true } ?? false
  }

  /// Deletes the row, as when the supplier is undone that was just added: nothing may refer to it (`isReferredTo`).
  package func remove(_ id: SupplierID) throws {
    try connection.execute("DELETE FROM proveedores WHERE organizacion_id = \(organization) AND id = \(id)")
    try raiseCatalogueVersion()
  }

  /// Writes all fields over the old ones; raises the supplier's version and the catalogue's.
  package func update(_ id: SupplierID, to supplier: SupplierFields) throws {
    try connection.execute(
      """
      UPDATE proveedores SET nombre = \(supplier.name), razon_social = \(supplier.legalName),
        rfc_tax_id = \(supplier.taxID), telefono = \(supplier.phone), email = \(supplier.email),
        sitio_web = \(supplier.website), direccion = \(supplier.address), ciudad = \(supplier.city),
        estado = \(supplier.state), codigo_postal = \(supplier.postalCode), pais = \(supplier.country),
        terminos_pago = \(supplier.paymentTerms), dias_entrega_estimado = \(supplier.leadTime),
        descuento_porcentaje = \(supplier.discount.tenths), notas = \(supplier.notes),
        activo = \(supplier.isActive), version = version + 1
      WHERE organizacion_id = \(organization) AND id = \(id)
      """)
    try raiseCatalogueVersion()
  }
}

private let columns: SQL = """
  id, nombre, razon_social, rfc_tax_id, telefono, email, sitio_web, direccion, ciudad, estado, codigo_postal, pais,
  terminos_pago, dias_entrega_estimado, descuento_porcentaje, notas, activo, version
  """

extension Row {
  fileprivate func supplier() -> SupplierRecord {
    var fields = SupplierFields(
      name: text(1), phone: optionalText(4), email: optionalText(5), leadTime: Int(integer(13)))
    (fields.legalName, fields.taxID, fields.website) = (optionalText(2), optionalText(3), optionalText(6))
    (fields.address, fields.city, fields.state) = (optionalText(7), optionalText(8), optionalText(9))
    (fields.postalCode, fields.country) = (optionalText(10), text(11))
    (fields.paymentTerms, fields.discount) = (optionalText(12), Percent(tenths: Int(integer(14))))
    (fields.notes, fields.isActive) = (optionalText(15), bool(16))
    return SupplierRecord(id: id(0), fields: fields, version: integer(17))
  }
}
