internal import Inventory
internal import Shop
internal import Store
internal import Wire

extension API {
  var branchEndpoints: [Endpoint] {
    [
      .list(
        "/sucursales", .branches, "Lista las sucursales", takes: .query(BranchField.active.optional),
        gives: .branch
      ) { call in
        try await shop.branches(isActive: try call.query.optional(BranchField.active) ?? true, call.session)
      },
      .created(
        "/sucursales", .branches, "Abre una sucursal, un almacén o una vitrina",
        takes: .body(BranchField.name.required, BranchField.kind.optional, BranchField.aliases.optional),
        gives: .branch, at: { "/sucursales/\($0.id.value)" }
      ) { call in
        var fields = BranchFields()
        try BranchField.edit(&fields, call.body)
        return try await shop.createBranch(fields, call.session, key: call.key)
      },
      .one(
        .get, "/sucursales/:id", .branches, "Muestra una sucursal", takes: .path(BranchField.own.required),
        gives: .branch
      ) { try await shop.branch(try $0.path(BranchField.own), $0.session) },
      .changed(
        "/sucursales/:id", .branches, of: BranchField.own,
        takes: [
          BranchField.name.present, BranchField.kind.present, BranchField.aliases.present,
          BranchField.isActive.present,
        ], gives: .branch, BranchField.edit, by: shop.updateBranch),
      .done(
        .delete, "/sucursales/:id", .branches, "Cierra una sucursal sin existencias",
        takes: .path(BranchField.own.required).ifUnchanged
      ) { call in
        let branch = try await shop.closeBranch(
          try call.path(BranchField.own), ifVersion: call.expectedVersion, call.session)
        return "Sucursal «\(branch.fields.name)» cerrada"
      },
    ]
  }

  /// Goods on their way between branches (requirements §4).
  var transferEndpoints: [Endpoint] {
    [
      .page(
        "/traspasos", .transfers, "Lista los traspasos, el último primero",
        takes: .query(
          TransferField.state.optional, DayField.from.optional, DayField.until.optional,
          BranchField.id.optional),
        gives: .transfer
      ) { call, page in
        var filter = TransferFilter()
        filter.state = try call.query.optional(TransferField.state)
        filter.branch = try call.query.optional(BranchField.id)
        filter.days = try call.query.days()
        return try await shop.transfers(matching: filter, page: page, call.session)
      },
      .created(
        "/traspasos", .transfers, "Envía productos de una sucursal a otra",
        takes: .body(
          TransferField.origin.required, TransferField.destination.required, TransferField.items.required),
        gives: .transfer, at: { "/traspasos/\($0.id.value)" }
      ) { call in
        let lines = try call.body(TransferField.items).map {
          TransferDraft.Line(product: try $0(TransferField.product), quantity: try $0(TransferField.quantity))
        }
        let draft = TransferDraft(
          lines: lines, from: try call.body(TransferField.origin),
          to: try call.body(TransferField.destination))
        return try await shop.send(draft, call.session, key: call.key)
      },
      .one(
        .get, "/traspasos/:id", .transfers, "Muestra un traspaso", takes: .path(TransferField.id.required),
        gives: .transfer
      ) { try await shop.transfer(try $0.path(TransferField.id), $0.session) },
      .one(
        .post, "/traspasos/:id/recibir", .transfers, "Recibe lo que está en camino",
        takes: .path(TransferField.id.required).once, gives: .transfer
      ) { try await shop.receiveTransfer(try $0.path(TransferField.id), $0.session, key: $0.key) },
      .one(
        .delete, "/traspasos/:id", .transfers, "Cancela un traspaso en camino: todo vuelve al origen",
        takes: .path(TransferField.id.required).once, gives: .transfer
      ) { try await shop.cancelTransfer(try $0.path(TransferField.id), $0.session, key: $0.key) },
    ]
  }
}

enum BranchField {
  /// The branch that a question or a write is about.
  static let id = Field<BranchID>.id("sucursal_id", "Todas si no se dice; al escribir, la de la persona")
  fileprivate static let own = Field<BranchID>.id("id")
  fileprivate static let active = Field<Bool>.flag("activo", "true si no se dice")
  fileprivate static let name = Field<String>.text("nombre", 1...200)
  fileprivate static let kind = Field<Branch.Kind>.choice("tipo")
  fileprivate static let aliases = Field<[String]>.texts("alias", 0...20, of: 1...200)
  fileprivate static let isActive = Field<Bool>.flag("activo")

  fileprivate static func edit(_ fields: inout BranchFields, _ inputs: Inputs) throws(HTTPProblem) {
    try inputs.put(name, into: &fields.name)
    try inputs.put(kind, into: &fields.kind)
    try inputs.put(aliases, into: &fields.aliases)
    try inputs.put(isActive, into: &fields.isActive)
  }
}

private enum TransferField {
  static let id = Field<TransferID>.id("id")
  static let state = Field<Transfer.State>.choice("estado")
  static let origin = Field<BranchID>.id("origen_id")
  static let destination = Field<BranchID>.id("destino_id")
  static let product = Field<ProductID>.id("producto_id")
  static let quantity = Field<Quantity>.quantity("cantidad", above: 0)
  static let items = Field<[Inputs]>.list("items", 1...500, of: [product.required, quantity.required])
}

extension Shape<BranchRecord> {
  fileprivate static let branch = Shape(
    "Sucursal", version: \.version,
    [
      .id("id") { $0.id }, .text("nombre") { $0.fields.name }, .choice("tipo") { $0.fields.kind },
      .texts("alias") { $0.fields.aliases }, .flag("activo") { $0.fields.isActive },
    ])
}

extension Shape<TransferRecord> {
  fileprivate static let transfer = Shape(
    "Traspaso",
    [
      .id("id") { $0.id }, .text("folio") { $0.folio }, .id("origen_id") { $0.origin },
      .id("destino_id") { $0.destination }, .choice("estado") { $0.state }, .id("usuario_id") { $0.person },
      .instant("enviado_en") { $0.sentAt }, .instant("recibido_en") { $0.arrivedAt },
      .day("fecha") { $0.day },
      .list("items", of: .transferLine) { $0.lines },
    ])
}

extension Shape<TransferRecord.Line> {
  fileprivate static let transferLine = Shape(
    "ItemDeTraspaso",
    [.id("producto_id") { $0.product }, .quantity("cantidad") { $0.quantity }, .cost("valor") { $0.value }])
}
