internal import Insights
internal import Inventory
internal import Shop
internal import Store
internal import Wire

extension API {
  /// Source document 004's alerts, which stay until they are read (requirements §7.55, §18.88).
  var alertEndpoints: [Endpoint] {
    [
      .page(
        "/inventario/alertas", .alerts, "Lista las alertas sin leer; con leida=true, las demás",
        takes: .query(AlertField.isRead.optional, BranchField.id.optional), gives: .alert
      ) { call, page in
        try await shop.stockAlerts(
          isPending: try call.query.optional(AlertField.isRead) != true,
          branch: try call.query.optional(BranchField.id), page: page, call.session)
      },
      .one(
        .patch, "/inventario/alertas/:id/marcar-leida", .alerts, "Da una alerta por leída",
        takes: .path(AlertField.id.required), gives: .alert
      ) { try await shop.markAlertRead(try $0.path(AlertField.id), $0.session) },
      noticeEndpoint,
    ]
  }

  /// Source document 003's feed, in its own shape and order (requirements §7.49–54, §7.58).
  var noticeEndpoint: Endpoint {
    Endpoint(
      method: .get, path: "/notificaciones", topic: .alerts,
      summary: "Lista lo que falta y lo que no se vende",
      takes: .query(BranchField.id.optional), gives: Endpoint.Gives(status: .ok, schema: .notices)
    ) { call in
      let notices = try await shop.notices(branch: try call.query.optional(BranchField.id), call.session)
      return Answer(["total": JSON(notices.count), "alertas": .array(notices.map(\.json))])
    }
  }
}

private enum AlertField {
  static let id = Field<AlertID>.id("id")
  static let isRead = Field<Bool>.flag("leida", "true muestra las leídas y las que ya pasaron")
}

extension Shape<StockAlert> {
  fileprivate static let alert = Shape(
    "Alerta",
    [
      .id("id") { $0.id }, .id("producto_id") { $0.product }, .id("sucursal_id") { $0.branch },
      .choice("tipo_alerta") { $0.kind }, .choice("nivel") { $0.level }, .text("mensaje") { $0.message },
      .day("fecha") { $0.day }, .instant("creado_en") { $0.createdAt }, .flag("leida") { $0.read != nil },
      .id("leida_por") { $0.read?.person }, .instant("leida_en") { $0.read?.at },
      .instant("atendida_en") { $0.attendedAt },
    ])
}

extension StockNotice {
  fileprivate var json: JSON {
    var object: JSON.Object = [
      "sku": JSON(product.sku), "titulo": .string(product.name), "stock": JSON(decimal: stock.decimal),
      "categoria": JSON(category), "motivo": .string(reason), "detalle": .string(detail),
      "prioridad": .string(priority.rawValue), "tipo": .string(kind), "color": .string(color),
      "badge": .string(badge), "sucursal": .string(branch.name),
    ]
    if case .noSales(let noSales) = subject {
      object["dias_bodega"] = JSON(noSales.days)
      object["ultima_entrada"] = noSales.lastEntry.map { .string($0.description) }
      object["ultimo_cambio_stock"] = noSales.lastStockChange.map { .string($0.description) }
    }
    return .object(object)
  }
}

extension JSONSchema {
  fileprivate static let notices = JSONSchema(
    .object([
      Property("total", JSONSchema(.integer(minimum: 0)), isRequired: true),
      Property("alertas", JSONSchema(.array(of: notice)), isRequired: true),
    ]))

  private static let notice = JSONSchema(
    .object([
      Property("sku", JSONSchema(.string(), isNullable: true), isRequired: true),
      Property("titulo", JSONSchema(.string()), isRequired: true),
      Property("stock", JSONSchema(.number()), isRequired: true),
      Property("categoria", JSONSchema(.string(), isNullable: true), isRequired: true),
      Property("motivo", JSONSchema(.string()), isRequired: true),
      Property("detalle", JSONSchema(.string()), isRequired: true),
      Property("prioridad", JSONSchema(.choice(["alta", "media", "baja"])), isRequired: true),
      Property("tipo", JSONSchema(.choice(["stock_bajo", "sin_ventas"])), isRequired: true),
      Property("color", JSONSchema(.string()), isRequired: true),
      Property("badge", JSONSchema(.string()), isRequired: true),
      Property("sucursal", JSONSchema(.string()), isRequired: true),
      Property("dias_bodega", JSONSchema(.integer())),
      Property("ultima_entrada", JSONSchema(.string(TextRule(format: .date)))),
      Property("ultimo_cambio_stock", JSONSchema(.string(TextRule(format: .date)))),
    ]), name: "Notificacion")
}
