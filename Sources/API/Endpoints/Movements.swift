internal import Inventory
internal import Shop
internal import Store
internal import Wire

extension API {
  /// Requirements §18.87, §26.
  var movementEndpoints: [Endpoint] {
    [
      .page(
        "/inventario/movimientos", .movements, "Lista los movimientos de inventario, el último primero",
        takes: .query(
          MovementField.product.optional, MovementField.kind.optional, DayField.from.optional,
          DayField.until.optional, MovementField.supplier.optional, MovementField.document.optional,
          BranchField.id.optional),
        gives: .movement
      ) { call, page in
        var filter = MovementFilter()
        filter.document = try call.query.optional(MovementField.document)
        filter.product = try call.query.optional(MovementField.product)
        filter.kinds = try call.query.optional(MovementField.kind).map { [$0] } ?? []
        filter.supplier = try call.query.optional(MovementField.supplier)
        filter.branch = try call.query.optional(BranchField.id)
        filter.days = try call.query.days()
        return try await shop.movements(matching: filter, page: page, call.session)
      },
      Endpoint.createdList(
        "/inventario/movimientos", .movements,
        "Anota un movimiento: entradas con cantidad positiva, salidas negativa",
        takes: .body(MovementField.forCreation), gives: .filedMovement,
        at: { "/inventario/movimientos?documento=\($0.first?.document.percentCoded ?? "")" }
      ) { call in
        try await shop.record(try MovementDraft(call.body), call.session, key: call.key).movements
      },
      .page(
        "/inventario/movimientos/kardex/:producto_id", .movements,
        "Muestra el kárdex de un producto, con sus cambios de precio",
        takes: .path(MovementField.product.required).query(
          DayField.from.optional, DayField.until.optional, BranchField.id.optional),
        gives: .kardexLine
      ) { call, page in
        try await shop.kardex(
          of: try call.path(MovementField.product), branch: try call.query.optional(BranchField.id),
          days: try call.query.days(), page: page, call.session)
      },
      .one(
        .patch, "/inventario/productos/:id/stock", .products,
        "Suma, resta o fija las existencias de un producto",
        takes: .path(ProductField.id.required).body(
          StockField.change.optional, StockField.new.optional, StockField.reason.required,
          StockField.expected.optional, BranchField.id.optional
        ).once,
        gives: .product
      ) { call in
        let id = try call.path(ProductField.id)
        _ = try await shop.adjust(try AdjustmentDraft(id, call.body), call.session, key: call.key)
        return try await shop.product(id, call.session)
      },
    ]
  }
}

private enum MovementField {
  static let product = Field<ProductID>.id("producto_id")
  static let kind = Field<MovementKind>.choice("tipo_movimiento")
  static let supplier = Field<SupplierID>.id("proveedor_id")
  static let document = Field<String>.text("documento", 1...50)
  static let quantity = Field<Quantity>.quantity("cantidad", minimum: -1_000_000_000)
  static let cost = Field<Money>.money(
    "costo_unitario",
    "Solo de lo que entra. Si no se dice: en una compra, o donde no hay existencias, el precio_compra; si no, lo que "
      + "cuestan en promedio las que hay")
  static let reference = Field<String>.text("referencia", 0...100)
  static let reason = Field<String>.text("motivo", 0...500)
  static let lot = Field<String>.text("lote", 1...50)
  static let expires = Field<BusinessDay>.day("fecha_vencimiento")

  static let forCreation: [Declaration] = [
    product.required, kind.required, quantity.required, cost.optional, supplier.optional, reference.optional,
    reason.optional, lot.optional, expires.optional, BranchField.id.optional,
  ]
}

private enum StockField {
  static let change = Field<Quantity>.quantity(
    "cantidad", minimum: -1_000_000_000, "Cuánto se suma o se resta")
  static let new = Field<Quantity>.quantity("stock_nuevo", minimum: 0, "Cuánto hay")
  static let reason = Field<String>.text("motivo", 1...500)
  static let expected = Field<Quantity>.quantity(
    "stock_esperado", minimum: 0, "Si hay otra cosa no se cambia nada")
}

extension MovementDraft {
  fileprivate init(_ inputs: Inputs) throws(HTTPProblem) {
    self.init(
      product: try inputs(MovementField.product), kind: try inputs(MovementField.kind),
      quantity: try inputs(MovementField.quantity))
    cost = try inputs.optional(MovementField.cost)
    supplier = try inputs.optional(MovementField.supplier)
    branch = try inputs.optional(BranchField.id)
    reference = try inputs.optional(MovementField.reference)
    reason = try inputs.optional(MovementField.reason)
    lot = try inputs.optional(MovementField.lot)
    expires = try inputs.optional(MovementField.expires)
  }
}

extension AdjustmentDraft {
  fileprivate init(_ product: ProductID, _ inputs: Inputs) throws(HTTPProblem) {
    let change: Change
    switch (try inputs.optional(StockField.change), try inputs.optional(StockField.new)) {
    case (Quantity.zero?, nil): throw HTTPProblem(ShopError.invalid(field: "cantidad", .zeroQuantity))
    case (let more?, nil): change = more < .zero ? .remove(-more) : .add(more)
    case (nil, let new?): change = .set(new)
    default: throw HTTPProblem(invalid: "cantidad", "diga cantidad o stock_nuevo, uno de los dos")
    }
    self.init(product: product, change: change, reason: .count, branch: try inputs.optional(BranchField.id))
    note = try inputs(StockField.reason)
    expected = try inputs.optional(StockField.expected)
  }
}

extension Shape<StockMovement> {
  fileprivate static let filedMovement = Shape("MovimientoAnotado", members)

  fileprivate static let members: [Member] = [
    .id("id") { $0.id }, .id("producto_id") { $0.product }, .id("sucursal_id") { $0.branch },
    .choice("tipo_movimiento") { $0.kind }, .quantity("cantidad") { $0.quantity },
    .quantity("stock_antes") { $0.before }, .quantity("stock_despues") { $0.after },
    .cost("costo_unitario") { $0.unitCost }, .cost("valor_total") { $0.value },
    .id("proveedor_id") { $0.supplier }, .id("venta_pos_id") { $0.sale }, .id("usuario_id") { $0.person },
    .text("documento") { $0.document }, .text("referencia") { $0.reference }, .text("motivo") { $0.reason },
    .text("lote") { $0.lot }, .day("fecha_vencimiento") { $0.expires }, .instant("creado_en") { $0.at },
    .day("fecha") { $0.day },
  ]
}

extension Shape<MovementLine> {
  fileprivate static let movement = Shape(
    "Movimiento",
    Shape<StockMovement>.members.map { $0.lifted(\.movement) } + [
      .text("producto") { $0.product.name }, .text("sku") { $0.product.sku },
      .text("sucursal") { $0.branch.name }, .text("usuario") { $0.person },
    ])
}

extension Shape<KardexLine> {
  /// A movement, or a change of price: what the one has and the other has not is null.
  fileprivate static let kardexLine = Shape(
    "LineaDeKardex",
    [.text("tipo_movimiento") { $0.kind }]
      + Shape<MovementLine>.movement.members.filter { $0.name != "tipo_movimiento" && $0.name != "creado_en" }
      .map {
        member in
        Member(name: member.name, schema: member.schema.orNull) { line, viewer, writer in
          guard case .movement(let movement) = line else { return writer.null() }
          member.write(movement, viewer, &writer)
        }
      } + [
        .instant("creado_en") { $0.at }, .money("precio_anterior") { $0.change?.before.sale },
        .money("precio_nuevo") { $0.change?.sale },
      ])
}

extension KardexLine {
  fileprivate var kind: String {
    switch self {
    case .movement(let line): line.movement.kind.rawValue
    case .priceChange: "cambio_precio"
    }
  }

  fileprivate var at: Instant {
    switch self {
    case .movement(let line): line.movement.at
    case .priceChange(let change, _): change.at
    }
  }

  fileprivate var change: PriceChange? {
    if case .priceChange(let change, _) = self { change } else { nil }
  }
}
