internal import Insights
internal import Inventory
internal import Shop
internal import Store
internal import Wire

extension API {
  /// Requirements §17, §18.88, §18.90.
  var reportEndpoints: [Endpoint] {
    [
      .one(
        .get, "/inventario/reportes/valor-inventario", .reports, "Dice cuánto vale lo que hay",
        takes: .query(BranchField.id.optional), gives: .valuation
      ) { call in
        try await shop.inventoryValue(branch: try call.query.optional(BranchField.id), call.session)
      },
      .list(
        "/inventario/reportes/analisis-abc", .reports, "Clasifica los productos por lo que ingresaron",
        takes: .query(DayField.from.required, DayField.until.required, BranchField.id.optional),
        gives: .abcLine
      ) { call in
        try await shop.abc(
          try call.reportDays(), branch: try call.query.optional(BranchField.id), call.session)
      },
      .list(
        "/inventario/reportes/rotacion", .reports, "Dice en cuántos días rota cada producto",
        takes: .query(DayField.from.required, DayField.until.required, BranchField.id.optional),
        gives: .turnover
      ) { call in
        try await shop.turnover(
          try call.reportDays(), branch: try call.query.optional(BranchField.id), call.session)
      },
      .list(
        "/inventario/reportes/alertas", .reports, "Cuenta las alertas por tipo",
        takes: .query(BranchField.id.optional),
        gives: .alertCount
      ) { call in
        try await shop.alertCounts(branch: try call.query.optional(BranchField.id), call.session)
      },
      .list(
        "/pos/reportes/ventas-diarias", .reports, "Suma las ventas de cada día",
        takes: .query(DayField.from.required, DayField.until.required, BranchField.id.optional),
        gives: .daySales
      ) { call in
        try await shop.dailySales(
          try call.reportDays(), branch: try call.query.optional(BranchField.id), call.session)
      },
    ]
  }
}

extension Call {
  /// The days of a report, which must be said.
  func reportDays() throws -> DayRange {
    let first = try query(DayField.from)
    return try query.days() ?? DayRange(first, first)
  }
}

/// A part of the valuation: of a category, or bought from a supplier; nil for what has none.
private struct ValuedPart: Sendable {
  let name: String?
  let value: InventoryValue
}

extension Shape<InventoryValue> {
  fileprivate static let members: [Member] = [
    .count("total_productos") { $0.products }, .quantity("total_unidades") { $0.units },
    .cost("valor_compra") { $0.atCost }, .money("valor_venta") { $0.atPrice },
    .cost("margen_potencial") { $0.potentialMargin },
  ]
}

extension Shape<ValuedPart> {
  fileprivate static let part = Shape(
    "ParteDelValor",
    [.text("nombre") { $0.name }]
      + Shape<InventoryValue>.members.map { $0.lifted(\.value) })
}

extension Shape<StockValuation> {
  fileprivate static let valuation = Shape(
    "ValorDelInventario",
    Shape<InventoryValue>.members.map { $0.lifted(\.total) } + [
      .list("categorias", of: .part) {
        $0.categories.map { ValuedPart(name: $0.category?.name, value: $0.value) }
      },
      .list("proveedores", of: .part) {
        $0.suppliers.map { ValuedPart(name: $0.supplier?.name, value: $0.value) }
      },
    ])
}

extension Shape<Product> {
  /// How a report names the product that a line is about.
  static let named: [Member] = [
    .id("producto_id") { $0.id }, .text("nombre_producto") { $0.name }, .text("sku") { $0.sku },
  ]
}

extension Shape<ABCEntry> {
  fileprivate static let abcLine = Shape(
    "LineaABC",
    Shape<Product>.named.map { $0.lifted(\.product) } + [
      .quantity("total_vendido") { $0.line.sold.units },
      .money("ingresos_generados") { $0.line.sold.income }, .percent("porcentaje_ingresos") { $0.line.share },
      .text("clasificacion") { $0.line.abcClass.rawValue }, .text("recomendacion") { $0.advice?.label },
      .cost("dinero_parado") { $0.advice == .stopBuying ? $0.tiedUp : nil },
    ])
}

extension PurchaseAdvice {
  fileprivate var label: String {
    switch self {
    case .buy: "comprar"
    case .stopBuying: "dejar de comprar"
    }
  }
}

extension Shape<ProductTurnover> {
  fileprivate static let turnover = Shape(
    "Rotacion",
    Shape<Product>.named.map { $0.lifted(\.product) } + [
      .quantity("vendido") { $0.sold },
      .quantity("existencia_promedio") { $0.turnover.averageStock },
      .decimal("rotaciones") { $0.turnover.turns },
      .decimal("dias_rotacion") { $0.turnover.days?.decimal },
    ])
}

extension Shape<AlertCount> {
  fileprivate static let alertCount = Shape(
    "CuentaDeAlertas",
    [
      .choice("tipo_alerta") { $0.kind }, .choice("nivel") { $0.level }, .count("total") { $0.count },
      .count("sin_leer") { $0.unread },
    ])
}

extension Shape<DaySales> {
  fileprivate static let daySales = Shape(
    "VentasDelDia",
    [
      .day("fecha") { $0.day }, .count("ventas") { $0.count }, .quantity("unidades") { $0.sum.units },
      .money("ingresos") { $0.sum.income }, .cost("costo") { $0.sum.cost },
    ])
}
