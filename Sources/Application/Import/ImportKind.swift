/// What a file that is imported or exported holds, and under which headings.
package enum ImportKind: String, CaseIterable, Sendable {
  case products, stock, sales, branches, suppliers, customers, users

  /// Our headings (design §6), in their usual order.
  var headings: [String] { columns.map(\.heading) }

  /// The headings without which a file of this kind says nothing.
  var required: [String] { columns.filter(\.isRequired).map(\.heading) }

  /// Its columns, in their usual order.
  var columns: [ImportColumn] {
    switch self {
    case .products: Self.productColumns
    case .stock:
      [
        Self.sku.needed, .branch,
        ImportColumn("cantidad", "stock", "existencia", "existencias", "cant", "hay").needed,
      ]
    case .sales:
      [
        ImportColumn("folio", "factura", "boleta", "ticket", "venta", "comprobante", "número").needed,
        ImportColumn("fecha", "fecha y hora", "fecha de venta", "día").needed, Self.sku.needed, Self.name,
        ImportColumn("cantidad", "cant", "unidades").needed,
        ImportColumn("precio_unitario", "precio", "precio venta", "precio de venta", "p unitario").needed,
        ImportColumn("cliente"), .branch,
      ]
    case .branches: [ImportColumn("nombre", "sucursal").needed, .aliases]
    case .suppliers:
      [
        ImportColumn("nombre", "proveedor", "razón social").needed, .phone, .email,
        ImportColumn("dias_entrega_estimado", "días de entrega", "días entrega", "entrega"),
      ]
    case .customers: [ImportColumn("nombre", "cliente", "nombre y apellido").needed, .phone]
    case .users: [ImportColumn("nombre", "usuario", "empleado").needed, ImportColumn("rol", "cargo").needed]
    }
  }

  /// The columns of each kind, a line each, for `--help`; those in capitals must be there.
  package static var columnLists: [(name: String, meaning: String)] {
    allCases.map { kind in
      let headings = kind.columns.map { $0.isRequired ? $0.heading.uppercased() : $0.heading }
      return (name: kind.rawValue, meaning: headings.inWords)
    }
  }

  private static let sku = ImportColumn(
    "sku", "código", "código interno", "código producto", "código de producto", "cod", "clave", "referencia")
  private static let name = ImportColumn("nombre", "producto", "descripción", "artículo", "detalle")
  private static let productColumns = [
    sku, name.needed, ImportColumn("categoria", "rubro", "familia", "línea", "departamento"),
    ImportColumn("proveedor", "distribuidor"),
    ImportColumn(
      "precio_venta", "precio", "precio de venta", "pvp", "venta", "precio público", "precio al público",
      "precio unitario"
    ).needed,
    ImportColumn(
      "precio_compra", "costo", "coste", "costo unitario", "precio costo", "precio de costo",
      "precio de compra", "compra"),
    ImportColumn("stock_minimo", "mínimo", "min", "stock min", "cantidad mínima"),
    ImportColumn("stock_maximo", "máximo", "max", "stock max", "cantidad máxima"),
    ImportColumn(
      "codigo_barras", "código de barras", "código de barra", "cód barras", "barras", "ean", "ean13", "gtin",
      "upc", "barcode"),
    ImportColumn("unidad_medida", "unidad de medida", "um"),
    ImportColumn("is_strategic", "estratégico"), .aliases,
  ]
}

/// A column of a file to import.
struct ImportColumn: Sendable {
  /// What we call it.
  let heading: String
  /// What else shops call it.
  let others: [String]
  private(set) var isRequired = false

  init(_ heading: String, _ others: String...) { (self.heading, self.others) = (heading, others) }

  /// The same column, without which a file says nothing.
  var needed: ImportColumn {
    var column = self
    column.isRequired = true
    return column
  }

  static let branch = ImportColumn("sucursal", "tienda", "local", "almacén")
  static let aliases = ImportColumn("alias", "otros nombres")
  static let phone = ImportColumn("telefono", "celular", "tel", "móvil")
  static let email = ImportColumn("email", "correo", "correo electrónico", "mail")
}

extension [String] {
  /// «a, b y c».
  var inWords: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " y " + self[count - 1]
  }
}
