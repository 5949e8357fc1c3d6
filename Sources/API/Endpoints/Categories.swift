internal import Inventory
internal import Shop
internal import Store
internal import Wire

extension API {
  /// Requirements §18.86.
  var categoryEndpoints: [Endpoint] {
    [
      .list("/inventario/categorias", .categories, "Muestra el árbol de categorías", gives: .categoryTree) {
        try await shop.categories($0.session)
      },
      .created(
        "/inventario/categorias", .categories, "Crea una categoría", takes: .body(CategoryField.forCreation),
        gives: .category, at: { "/inventario/categorias/\($0.id.value)" }
      ) { call in
        var fields = CategoryFields()
        try CategoryField.edit(&fields, call.body)
        return try await shop.createCategory(fields, call.session, key: call.key)
      },
      .one(
        .get, "/inventario/categorias/:id", .categories, "Muestra una categoría",
        takes: .path(CategoryField.id.required), gives: .category
      ) { call in try await shop.category(try call.path(CategoryField.id), call.session) },
      .changed(
        "/inventario/categorias/:id", .categories, of: CategoryField.id, takes: CategoryField.forChange,
        gives: .category, CategoryField.edit, by: shop.updateCategory),
      .done(
        .delete, "/inventario/categorias/:id", .categories,
        "Retira una categoría; las de adentro pasan a la raíz",
        takes: .path(CategoryField.id.required).ifUnchanged
      ) { call in
        let category = try await shop.withdrawCategory(
          try call.path(CategoryField.id), ifVersion: call.expectedVersion, call.session)
        return "Categoría «\(category.fields.name)» retirada"
      },
    ]
  }
}

/// The fields of a category on the wire (requirements §1.10).
private enum CategoryField {
  static let id = Field<CategoryID>.id("id")
  static let name = Field<String>.text("nombre", 1...100)
  static let description = Field<String>.text("descripcion", 0...500)
  static let parent = Field<CategoryID>.id("categoria_padre_id")
  static let icon = Field<String>.text("icono", 0...50)
  static let color = Field<String>.text("color", 7...7, "#RRGGBB")
  static let order = Field<Int>.count("orden", 0...1_000_000)
  static let isActive = Field<Bool>.flag("activo")

  static let forCreation = [name.required, isActive.optional] + emptied
  static let forChange = [name.present, isActive.present] + emptied
  private static let emptied = [
    description.optional, parent.optional, icon.optional, color.optional, order.optional,
  ]

  static func edit(_ fields: inout CategoryFields, _ inputs: Inputs) throws(HTTPProblem) {
    try inputs.put(name, into: &fields.name)
    try inputs.put(description, into: &fields.description)
    try inputs.put(parent, into: &fields.parent)
    try inputs.put(icon, into: &fields.icon)
    try inputs.put(color, into: &fields.color)
    try inputs.put(order, into: &fields.order)
    try inputs.put(isActive, into: &fields.isActive)
  }
}

extension Shape<CategoryRecord> {
  static let category = Shape(
    "Categoria", version: \.version,
    [
      .id("id") { $0.id }, .text("nombre") { $0.fields.name }, .text("descripcion") { $0.fields.description },
      .id("categoria_padre_id") { $0.fields.parent }, .text("icono") { $0.fields.icon },
      .text("color") { $0.fields.color }, .count("orden") { $0.fields.order },
      .flag("activo") { $0.fields.isActive },
    ])
}

extension Shape<CategoryNode> {
  /// A category with those within it, at any depth.
  static let categoryTree = Shape(
    "RamaDeCategorias",
    Shape<CategoryRecord>.category.members.map { $0.lifted(\.category) } + [
      Member(
        name: "subcategorias",
        schema: JSONSchema(.array(of: JSONSchema(.anything, name: "RamaDeCategorias"))), write: branches)
    ])

  @Sendable private static func branches(_ node: CategoryNode, _ viewer: Viewer, _ writer: inout JSONWriter) {
    categoryTree.write(node.children, for: viewer, to: &writer)
  }
}
