internal import Inventory
internal import Shop
internal import Store
internal import Wire

extension API {
  /// Requirements §18.85, §26.
  var productEndpoints: [Endpoint] {
    [
      .page(
        "/inventario/productos", .products, "Lista los productos",
        takes: .query(
          ProductField.categoryFilter.optional, ProductField.supplierFilter.optional,
          ProductField.lowStock.optional, ProductField.active.optional, ProductField.text.optional,
          ProductField.order.optional, BranchField.id.optional),
        gives: .product
      ) { call, page in
        var filter = ProductFilter()
        filter.category = try call.query.optional(ProductField.categoryFilter)
        filter.supplier = try call.query.optional(ProductField.supplierFilter)
        filter.isLow = try call.query.optional(ProductField.lowStock)
        filter.isActive = try call.query.optional(ProductField.active) ?? true
        filter.text = try call.query.optional(ProductField.text)
        filter.order = try call.query.optional(ProductField.order)
        filter.branch = try call.query.optional(BranchField.id)
        return try await shop.products(matching: filter, page: page, call.session)
      },
      .page(
        "/inventario/productos/buscar", .products,
        "Busca por nombre, SKU o código de barras, con errores de tipeo",
        takes: .query(ProductField.text.required, BranchField.id.optional), gives: .product
      ) { call, page in
        var filter = ProductFilter()
        filter.text = try call.query(ProductField.text)
        filter.branch = try call.query.optional(BranchField.id)
        return try await shop.products(matching: filter, page: page, call.session)
      },
      .created(
        "/inventario/productos", .products, "Crea un producto",
        takes: .body(ProductField.forCreation + [ProductField.firstStock.optional, BranchField.id.optional])
          .without { $0.faults(ProductField.rules()) },
        gives: .product, at: { "/inventario/productos/\($0.id.value)" }
      ) { call in
        var fields = ProductFields()
        try ProductField.edit(&fields, call.body)
        let branch = try call.body.optional(BranchField.id) ?? call.session.home.id
        let stock = try call.body.optional(ProductField.firstStock).flatMap { $0 > .zero ? $0 : nil }
        return try await shop.createProduct(
          try fields.checked(), firstStock: stock.map { FirstStock($0, in: branch) }, call.session,
          key: call.key)
      },
      .createdList(
        "/inventario/productos/bulk", .products, "Crea de 1 a 50 productos, todos o ninguno",
        takes: .body(ProductField.batch.required)
          .without { $0.faults(inEachOf: ProductField.batch, ProductField.rules()) },
        gives: .product, at: { _ in "/inventario/productos" }
      ) { call in
        let batch = try call.body(ProductField.batch).map { inputs in
          var fields = ProductFields()
          try ProductField.edit(&fields, inputs)
          return fields
        }
        return try await shop.createProducts(batch, call.session, key: call.key)
      },
      .one(
        .get, "/inventario/productos/:id", .products, "Muestra un producto, con lo que hay en cada sucursal",
        takes: .path(ProductField.id.required).query(BranchField.id.optional), gives: .stockedProduct
      ) { call in
        try await shop.stockedProduct(
          try call.path(ProductField.id), branch: try call.query.optional(BranchField.id), call.session)
      },
      .changed(
        "/inventario/productos/:id", .products, of: ProductField.id, takes: ProductField.forChange,
        gives: .product, ProductField.change, by: shop.updateProduct),
      .done(
        .delete, "/inventario/productos/:id", .products,
        "Retira un producto; sus existencias y su historia quedan",
        takes: .path(ProductField.id.required).ifUnchanged
      ) { call in
        let product = try await shop.withdrawProduct(
          try call.path(ProductField.id), ifVersion: call.expectedVersion, call.session)
        return "Producto «\(product.product.name)» retirado"
      },
    ]
  }
}

/// The fields of a product on the wire (requirements §1.1).
enum ProductField {
  static let id = Field<ProductID>.id("id")
  static let name = Field<String>.text("nombre", 1...200)
  static let description = Field<String>.text("descripcion", 0...1000)
  static let sku = Field<String>.text("sku", 1...50)
  static let barcode = Field<String>.text(
    "codigo_barras", 1...50, "EAN-13 con su dígito verificador, o Code 128")
  static let category = Field<CategoryID>.id("categoria_id")
  static let supplier = Field<SupplierID>.id("proveedor_id")
  static let cost = Field<Money>.money("precio_compra")
  static let price = Field<Money>.money("precio_venta", above: 0)
  static let wholesalePrice = Field<Money>.money("precio_mayoreo", above: 0, "Menor que precio_venta")
  static let wholesaleQuantity = Field<Quantity>.quantity(
    "cantidad_mayoreo", minimum: 1, "Desde cuántas unidades vale precio_mayoreo")
  static let minimum = Field<Quantity>.quantity("stock_minimo", minimum: 0, "No mayor que stock_maximo")
  static let maximum = Field<Quantity>.quantity("stock_maximo", minimum: 1)
  static let unit = Field<Unit>.choice("unidad_medida")
  static let alertsAtMinimum = Field<Bool>.flag("alerta_stock_minimo")
  static let expiryNotice = Field<Int>.count("alerta_dias_antes_vencimiento", 0...36_500)
  static let isPerishable = Field<Bool>.flag("es_perecedero")
  static let shelfLife = Field<Int>.count(
    "dias_vida_util", 1...36_500, "Días desde la compra hasta que vence")
  static let imageURL = Field<String>.text("imagen_url", 0...500)
  static let color = Field<String>.text("color", 0...50)
  static let size = Field<String>.text("talla", 0...20)
  static let allowsSale = Field<Bool>.flag("permite_venta")
  static let allowsServiceUse = Field<Bool>.flag("permite_uso_servicio")
  static let needsPrescription = Field<Bool>.flag("requiere_receta")
  static let isStrategic = Field<Bool>.flag("is_strategic")
  static let aliases = Field<[String]>.texts("alias", 0...20, of: 1...100, "Otros nombres con que se lo pide")
  static let notes = Field<String>.text("notas", 0...500)
  static let isActive = Field<Bool>.flag("activo")

  static let firstStock = Field<Quantity>.quantity("stock_actual", minimum: 0, "Lo que hay al crearlo")
  static let batch = Field<[Inputs]>.list("productos", 1...50, of: forCreation)

  static let categoryFilter = Field<CategoryID>.id("categoria_id", "También las categorías de adentro")
  static let supplierFilter = Field<SupplierID>.id("proveedor_id")
  static let lowStock = Field<Bool>.flag("stock_bajo")
  static let active = Field<Bool>.flag("activo", "true si no se dice")
  static let text = Field<String>.text("q", 1...200, "Nombre, SKU o código de barras")
  static let order = Field<ProductFilter.Order>.choice("orden", "nombre si no se dice")

  static let forCreation = [name.required, price.required] + kept.map(\.orNull) + emptied
  static let forChange = [name.present, price.present] + kept + emptied

  /// What a product is never without.
  private static let kept: [Declaration] = [
    cost.present, minimum.present, maximum.present, unit.present, alertsAtMinimum.present,
    expiryNotice.present, isPerishable.present, allowsSale.present, allowsServiceUse.present,
    needsPrescription.present, isStrategic.present, aliases.present, isActive.present,
  ]

  private static let emptied: [Declaration] = [
    description.optional, sku.optional, barcode.optional, category.optional, supplier.optional,
    wholesalePrice.optional, wholesaleQuantity.optional, shelfLife.optional, imageURL.optional,
    color.optional, size.optional, notes.optional,
  ]

  /// What the documents say of several fields at once, for a product that holds `fields` beside those that are sent.
  static func rules(of fields: ProductFields = ProductFields()) -> [FieldRule] {
    [
      { inputs in
        var fields = fields
        try inputs.put(cost, into: &fields.cost)
        try inputs.put(price, into: &fields.price)
        try inputs.put(wholesalePrice, into: &fields.wholesalePrice)
        try inputs.put(wholesaleQuantity, into: &fields.wholesaleQuantity)
        _ = try fields.prices()
      },
      { inputs in
        var fields = fields
        try inputs.put(minimum, into: &fields.minimum)
        try inputs.put(maximum, into: &fields.maximum)
        _ = try fields.limits()
      },
      { inputs in if let code = try inputs.optional(barcode) { _ = try Barcode(code) } },
    ]
  }

  /// Edits the fields of a product that is there; what is sent must fit what stays.
  static func change(_ fields: inout ProductFields, _ inputs: Inputs) throws(HTTPProblem) {
    if let problem = HTTPProblem([], inputs.faults(rules(of: fields))) { throw problem }
    try edit(&fields, inputs)
  }

  /// Puts what was sent into `fields`: null empties a field that may be empty.
  static func edit(_ fields: inout ProductFields, _ inputs: Inputs) throws(HTTPProblem) {
    try inputs.put(name, into: &fields.name)
    try inputs.put(description, into: &fields.details.description)
    try inputs.put(sku, into: &fields.sku)
    try inputs.put(barcode, into: &fields.barcode)
    try inputs.put(category, into: &fields.category)
    try inputs.put(supplier, into: &fields.supplier)
    try inputs.put(cost, into: &fields.cost)
    try inputs.put(price, into: &fields.price)
    try inputs.put(wholesalePrice, into: &fields.wholesalePrice)
    try inputs.put(wholesaleQuantity, into: &fields.wholesaleQuantity)
    try inputs.put(minimum, into: &fields.minimum)
    try inputs.put(maximum, into: &fields.maximum)
    try inputs.put(unit, into: &fields.unit)
    try inputs.put(alertsAtMinimum, into: &fields.alertsAtMinimum)
    try inputs.put(expiryNotice, into: &fields.details.expiryNotice)
    try inputs.put(isPerishable, into: &fields.details.isPerishable)
    try inputs.put(shelfLife, into: &fields.details.shelfLife)
    try inputs.put(imageURL, into: &fields.details.imageURL)
    try inputs.put(color, into: &fields.details.color)
    try inputs.put(size, into: &fields.details.size)
    try inputs.put(allowsSale, into: &fields.allowsSale)
    try inputs.put(allowsServiceUse, into: &fields.allowsServiceUse)
    try inputs.put(needsPrescription, into: &fields.details.needsPrescription)
    try inputs.put(isStrategic, into: &fields.isStrategic)
    try inputs.put(aliases, into: &fields.aliases)
    try inputs.put(notes, into: &fields.details.notes)
    try inputs.put(isActive, into: &fields.isActive)
  }
}

extension Shape<ProductRecord> {
  static let product = Shape(
    "Producto", version: \.version,
    [
      .id("id") { $0.id }, .text("id_publico") { $0.publicID }, .text("nombre") { $0.product.name },
      .text("descripcion") { $0.details.description }, .text("sku") { $0.product.sku },
      .text("codigo_barras") { $0.product.barcode?.text }, .id("categoria_id") { $0.product.category },
      .id("proveedor_id") { $0.product.supplier }, .cost("precio_compra") { $0.product.prices.cost },
      .money("precio_venta") { $0.product.prices.sale },
      .money("precio_mayoreo") { $0.product.prices.wholesale?.price },
      .quantity("cantidad_mayoreo") { $0.product.prices.wholesale?.quantity },
      .quantity("stock_actual") { $0.onHand }, .quantity("stock_reservado") { $0.reserved },
      .quantity("stock_minimo") { $0.product.limits.minimum },
      .quantity("stock_maximo") { $0.product.limits.maximum },
      .choice("unidad_medida") { $0.product.unit },
      .flag("alerta_stock_minimo") { $0.product.limits.alertsAtMinimum },
      .count("alerta_dias_antes_vencimiento") { $0.details.expiryNotice },
      .flag("es_perecedero") { $0.details.isPerishable }, .count("dias_vida_util") { $0.details.shelfLife },
      .text("imagen_url") { $0.details.imageURL }, .text("color") { $0.details.color },
      .text("talla") { $0.details.size }, .flag("permite_venta") { $0.product.allowsSale },
      .flag("permite_uso_servicio") { $0.product.allowsServiceUse },
      .flag("requiere_receta") { $0.details.needsPrescription },
      .flag("is_strategic") { $0.product.isStrategic },
      .texts("alias") { $0.product.aliases }, .text("notas") { $0.details.notes },
      .flag("activo") { $0.product.isActive }, .instant("creado_en") { $0.createdAt },
      .instant("actualizado_en") { $0.updatedAt },
    ])
}

extension Shape<StockedProduct> {
  fileprivate static let stockedProduct = Shape(
    "ProductoConExistencias", version: \.record.version,
    Shape<ProductRecord>.product.members.map { $0.lifted(\.record) } + [
      .list("existencias", of: .branchStock) { $0.branches }
    ])
}

extension Shape<BranchStock> {
  fileprivate static let branchStock = Shape(
    "ExistenciaDeSucursal",
    [
      .id("sucursal_id") { $0.branch.id }, .text("sucursal") { $0.branch.name },
      .quantity("cantidad") { $0.balance.onHand }, .quantity("reservado") { $0.balance.reserved },
      .quantity("en_transito") { $0.balance.inTransit },
    ])
}
