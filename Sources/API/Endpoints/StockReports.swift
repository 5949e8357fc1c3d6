internal import Insights
internal import Inventory
internal import Shop
internal import Store
internal import Wire

extension API {
  /// What the rules find in the stock (requirements §6, §24), and who sold and bought most (§17.84).
  var stockReportEndpoints: [Endpoint] {
    [
      findings(
        "stock-bajo", "Lista lo que hay que reponer, lo más urgente primero, y cuánto pedir"
      ) { try await shop.lowStock($0, limit: nil, $1) },
      findings("sobrestock", "Lista lo que sobra, lo que más dinero tiene parado primero") {
        try await shop.overstock($0, limit: nil, $1)
      },
      findings("sin-movimiento", "Lista lo que no se vende, lo que lleva más tiempo primero") {
        try await shop.slowMovers($0, limit: nil, $1)
      },
      .page(
        "/inventario/reportes/por-vencer", .reports, "Lista los lotes vencidos y los que están por vencer",
        takes: .query(ReportField.daysAhead.optional, BranchField.id.optional), gives: .expiringLot
      ) { call, page in
        let days = try call.query.optional(ReportField.daysAhead) ?? 30
        let lots = try await shop.expiringLots(
          until: call.session.clock.day(of: shop.now()) + days,
          branch: try call.query.optional(BranchField.id), call.session)
        return Paged(lots.map(ExpiringLot.init), page)
      },
      ranking(
        "/pos/reportes/mas-vendidos", "Lista lo que más se vendió", ReportField.rank, gives: .productSales
      ) {
        call, days, branch in
        try await shop.topSellers(
          days, branch: branch, by: try call.query.optional(ReportField.rank) == .income ? .income : .units,
          limit: nil, call.session
        ).products
      },
      ranking("/pos/reportes/vendedores", "Dice cuánto vendió cada persona", gives: .sellerSales) {
        try await shop.sellers($1, branch: $2, $0.session)
      },
      ranking("/pos/reportes/mejores-clientes", "Lista a quienes más compraron", gives: .bought) {
        try await shop.topCustomers($1, branch: $2, $0.session)
      },
    ]
  }

  private func findings(
    _ name: String, _ summary: String,
    _ find: @escaping @Sendable (StockFilter, Session) async throws -> StockReport
  ) -> Endpoint {
    .page(
      "/inventario/reportes/" + name, .reports, summary,
      takes: .query(
        BranchField.id.optional, ProductField.categoryFilter.optional, ProductField.supplierFilter.optional),
      gives: .finding
    ) { call, page in
      let filter = StockFilter(
        branch: try call.query.optional(BranchField.id),
        goods: GoodsSelection(
          category: try call.query.optional(ProductField.categoryFilter),
          supplier: try call.query.optional(ProductField.supplierFilter)))
      return Paged(try await find(filter, call.session).findings, page)
    }
  }

  /// A list over some days that must be said, the most first.
  private func ranking<Value>(
    _ path: String, _ summary: String, _ order: Field<ReportField.Rank>? = nil, gives shape: Shape<Value>,
    _ rank: @escaping @Sendable (Call, DayRange, BranchID?) async throws -> [Value]
  ) -> Endpoint {
    var takes = Endpoint.Takes.query(DayField.from.required, DayField.until.required, BranchField.id.optional)
    if let order { takes = takes.query(order.optional) }
    return .page(path, .reports, summary, takes: takes, gives: shape) { call, page in
      Paged(
        try await rank(call, try call.reportDays(), try call.query.optional(BranchField.id)), page)
    }
  }
}

private enum ReportField {
  enum Rank: String, CaseIterable {
    case units = "unidades"
    case income = "ingresos"
  }

  static let rank = Field<Rank>.choice("orden", "unidades si no se dice")
  static let daysAhead = Field<Int>.count("dias", 0...3650, "Hasta dentro de cuántos; 30 si no se dice")
}

extension Paged {
  /// A page of a list that is there whole.
  fileprivate init(_ all: [Item], _ page: Page) {
    self.init(Array(all.dropFirst(page.offset).prefix(page.size)), total: all.count)
  }
}

private struct ExpiringLot: Sendable {
  let product: Product
  let branch: Branch
  let lot: Lot

  init(_ found: (product: Product, branch: Branch, lot: Lot)) {
    (product, branch, lot) = (found.product, found.branch, found.lot)
  }
}

extension Shape<StockFinding> {
  fileprivate static let finding = Shape(
    "HallazgoDeStock",
    Shape<Product>.named.map { $0.lifted(\.product) } + [
      .id("sucursal_id") { $0.branch.id },
      .text("sucursal") { $0.branch.name }, .quantity("stock_actual") { $0.level.available },
      .quantity("existencia") { $0.level.onHand }, .quantity("reservado") { $0.level.reserved },
      .quantity("sales_last_7") { $0.level.sales.last7 },
      .quantity("sales_last_30") { $0.level.sales.last30 },
      .quantity("promedio_diario_7d") { $0.replenishment.dailyAverage },
      .quantity("proyeccion_7d") { $0.replenishment.projection },
      .decimal("dias_cobertura") { $0.replenishment.cover?.decimal },
      .quantity("cantidad_sugerida") { $0.replenishment.suggested },
      .quantity("cantidad_a_pedir") { $0.toOrder }, .flag("is_strategic") { $0.level.isStrategic },
      .flag("critico") { $0.isCritical }, .quantity("exceso") { $0.overstock?.excess },
      .cost("dinero_parado") { $0.overstock?.tiedUp },
      .text("remedio") { $0.overstock?.remedy.rawValue }, .day("ultima_venta") { $0.level.history.lastSale },
      .texts("reglas") { $0.hits.map(\.rule.rawValue) }, .text("regla") { $0.explaining?.rule.rawValue },
      .decimal("valor") { $0.explaining?.value.decimal },
      .decimal("umbral") { $0.explaining?.threshold.decimal },
    ])
}

extension Shape<ExpiringLot> {
  fileprivate static let expiringLot = Shape(
    "LotePorVencer",
    Shape<Product>.named.map { $0.lifted(\.product) } + [
      .id("sucursal_id") { $0.branch.id },
      .text("sucursal") { $0.branch.name }, .text("lote") { $0.lot.code },
      .day("fecha_vencimiento") { $0.lot.expires }, .quantity("cantidad") { $0.lot.quantity },
    ])
}

extension Shape<ProductSales> {
  fileprivate static let productSales = Shape(
    "VentasDeProducto",
    Shape<Product>.named.map { $0.lifted(\.product) } + [
      .quantity("unidades") { $0.sum.units },
      .money("ingresos") { $0.sum.income }, .cost("costo") { $0.sum.cost },
    ])
}

extension Shape<SellerSales> {
  fileprivate static let sellerSales = Shape(
    "VentasDePersona",
    [
      .id("usuario_id") { $0.person }, .text("usuario") { $0.name }, .count("ventas") { $0.count },
      .money("ingresos") { $0.income },
    ])
}

extension Shape<CustomerSum> {
  fileprivate static let bought = Shape(
    "ComprasDeCliente",
    [
      .id("cliente_id") { $0.customer.id }, .text("cliente") { $0.name }, .money("monto") { $0.amount },
      .count("ventas") { $0.sales }, .day("ultima_venta") { $0.day },
    ])
}
