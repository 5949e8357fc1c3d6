/// What a file to import holds, and under which headings.
package enum ImportKind: String, CaseIterable, Sendable {
  case products, stock, sales, branches, suppliers, customers, users

  /// Our headings (design §6), in their usual order.
  var headings: [String] {
    switch self {
    case .products:
      [
        "sku", "nombre", "categoria", "proveedor", "precio_venta", "precio_compra", "stock_minimo",
        "stock_maximo",
        "codigo_barras", "unidad_medida", "is_strategic", "alias",
      ]
    case .stock: ["sku", "sucursal", "cantidad"]
    case .sales: ["folio", "fecha", "sku", "nombre", "cantidad", "precio_unitario", "cliente", "sucursal"]
    case .branches: ["nombre", "alias"]
    case .suppliers: ["nombre", "telefono", "email", "dias_entrega_estimado"]
    case .customers: ["nombre", "telefono"]
    case .users: ["nombre", "rol"]
    }
  }

  /// The headings without which a file of this kind says nothing.
  var required: [String] {
    switch self {
    case .products: ["nombre", "precio_venta"]
    case .stock: ["sku", "cantidad"]
    case .sales: ["folio", "fecha", "sku", "cantidad", "precio_unitario"]
    case .branches, .suppliers, .customers: ["nombre"]
    case .users: ["nombre", "rol"]
    }
  }
}
