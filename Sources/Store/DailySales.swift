package import Inventory
internal import SQL

/// What a product sold in a branch on a day; negative where more came back than went.
package struct DailySale: Sendable, Hashable {
  package let branch: BranchID
  package let product: ProductID
  package let day: BusinessDay
  package let units: Quantity
  package let income: Money
  package let cost: Money

  package init(
    branch: BranchID, product: ProductID, day: BusinessDay, units: Quantity, income: Money, cost: Money
  ) {
    (self.branch, self.product, self.day) = (branch, product, day)
    (self.units, self.income, self.cost) = (units, income, cost)
  }
}

/// Sums of the roll-up over some days.
package struct SalesSum: Sendable, Hashable {
  package var units: Quantity
  package var income: Money
  package var cost: Money

  package init(units: Quantity = .zero, income: Money = .zero, cost: Money = .zero) {
    (self.units, self.income, self.cost) = (units, income, cost)
  }

  /// What was left of the income.
  package var profit: Money { income - cost }

  /// Sums units, income and cost, each for itself.
  package static func += (sum: inout SalesSum, other: SalesSum) {
    sum.units += other.units
    sum.income += other.income
    sum.cost += other.cost
  }
}

/// The branches that a question is about.
package enum BranchSelection: Hashable, Sendable {
  case all
  case only([BranchID])
  case allBut([BranchID])

  fileprivate var condition: SQL {
    switch self {
    case .all: ""
    case .only(let ids): "AND sucursal_id IN \(list: ids)"
    case .allBut(let ids): "AND sucursal_id NOT IN \(list: ids)"
    }
  }
}

extension Transaction {
  /// Adds to the roll-up of daily sales.
  package func add(_ sales: some Sequence<DailySale>) throws {
    try connection.executeMany(
      """
      INSERT INTO ventas_diarias (organizacion_id, sucursal_id, producto_id, dia, unidades, ingresos, costo)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (organizacion_id, dia, sucursal_id, producto_id) DO UPDATE SET
        unidades = ventas_diarias.unidades + excluded.unidades,
        ingresos = ventas_diarias.ingresos + excluded.ingresos, costo = ventas_diarias.costo + excluded.costo
      """,
      sales.map { sale in
        [
          organization.sqlValue, sale.branch.sqlValue, sale.product.sqlValue, sale.day.sqlValue,
          sale.units.sqlValue, sale.income.sqlValue, sale.cost.sqlValue,
        ]
      })
  }

  /// Calls `body` with each row of the roll-up in `days`, in their order.
  ///
  /// It hears branch, product, whether the day is on or after `since`, units and income in their smallest units.
  package func eachDailySale(
    in days: DayRange, since: BusinessDay, branches: BranchSelection, of products: [ProductID]?,
    _ body: (BranchID, ProductID, _ isRecent: Bool, _ units: Int64, _ income: Int64) -> Void
  ) throws {
    try connection.each(
      """
      SELECT sucursal_id, producto_id, dia >= \(since), unidades, ingresos FROM ventas_diarias
      WHERE organizacion_id = \(organization) AND dia BETWEEN \(days.first) AND \(days.last)
        \(branches.condition) \(when(products) { "AND producto_id IN \(list: $0)" })
      """
    ) { body($0.id(0), $0.id(1), $0.bool(2), $0.integer(3), $0.integer(4)) }
  }

  /// What each product sold in `days`.
  package func salesByProduct(in days: DayRange, branch: BranchID?) throws -> [ProductID: SalesSum] {
    var sums: [ProductID: SalesSum] = [:]
    try eachSum(in: days, by: "producto_id", when(branch) { "AND sucursal_id = \($0)" }) {
      sums[$0.id(0)] = $1
    }
    return sums
  }

  /// What each branch sold in `days`, of one product or of all.
  package func salesByBranch(in days: DayRange, of products: [ProductID]?) throws -> [BranchID: SalesSum] {
    var sums: [BranchID: SalesSum] = [:]
    try eachSum(in: days, by: "sucursal_id", when(products) { "AND producto_id IN \(list: $0)" }) {
      sums[$0.id(0)] = $1
    }
    return sums
  }

  /// What each day of `days` sold; days without a sale are left out.
  package func salesByDay(
    in days: DayRange, branch: BranchID?, of products: [ProductID]? = nil
  ) throws -> [BusinessDay: SalesSum] {
    var sums: [BusinessDay: SalesSum] = [:]
    let condition: SQL = """
      \(when(branch) { "AND sucursal_id = \($0)" }) \(when(products) { "AND producto_id IN \(list: $0)" })
      """
    try eachSum(in: days, by: "dia", condition) { row, sum in
      if let day = row.day(0) { sums[day] = sum }
    }
    return sums
  }

  /// What was sold in `days` by each value of `column`, which the row begins with.
  private func eachSum(
    in days: DayRange, by column: SQL, _ condition: SQL, _ body: (Row, SalesSum) throws -> Void
  ) throws {
    try connection.each(
      """
      SELECT \(column), sum(unidades), sum(ingresos), sum(costo) FROM ventas_diarias
      WHERE organizacion_id = \(organization) AND dia BETWEEN \(days.first) AND \(days.last) \(condition)
      GROUP BY \(column)
      """
    ) { row in
      try body(row, SalesSum(units: row.quantity(1), income: row.money(2), cost: row.money(3)))
    }
  }

  /// How many sales that stand each day of `days` made: all, or those with one of `products` in them.
  package func saleCountsByDay(
    in days: DayRange, branch: BranchID?, of products: [ProductID]? = nil
  ) throws -> [BusinessDay: Int] {
    var counts: [BusinessDay: Int] = [:]
    try connection.each(
      """
      SELECT v.dia, count(*) FROM ventas_pos v
      WHERE v.organizacion_id = \(organization) AND v.dia BETWEEN \(days.first) AND \(days.last)
        AND v.estado IN \(standing) \(when(branch) { "AND v.sucursal_id = \($0)" })
        \(when(products, withOneOf))
      GROUP BY v.dia
      """
    ) { row in
      guard let day = row.day(0) else { return }
      counts[day] = Int(row.integer(1))
    }
    return counts
  }

  /// The day of the first sale ever, of the roll-up; nil in a shop that has not sold.
  package func firstSaleDay() throws -> BusinessDay? {
    try connection.first(
      "SELECT min(dia) FROM ventas_diarias WHERE organizacion_id = \(organization)"
    ) { $0.day(0) } ?? nil
  }

  /// Reads again from the roll-up on which day each of `products` last sold, as after a sale was taken back.
  package func recallLastSales(of products: [ProductID], in branch: BranchID) throws {
    try connection.executeMany(
      """
      UPDATE existencias SET ultima_venta = (
        SELECT max(v.dia) FROM ventas_diarias v WHERE v.organizacion_id = $1 AND v.producto_id = $2
          AND v.sucursal_id = $3 AND v.unidades > 0)
      WHERE organizacion_id = $1 AND producto_id = $2 AND sucursal_id = $3 AND variante_id = 0
      """,
      products.map { [organization.sqlValue, $0.sqlValue, branch.sqlValue] })
  }

  /// Moves forward the day on which each product last sold in each branch.
  package func noteLastSales(_ days: [StockPlace: BusinessDay]) throws {
    try connection.executeMany(
      """
      INSERT INTO existencias (organizacion_id, sucursal_id, producto_id, variante_id, ultima_venta)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (organizacion_id, sucursal_id, producto_id, variante_id) DO UPDATE SET
        ultima_venta = CASE WHEN existencias.ultima_venta > excluded.ultima_venta
          THEN existencias.ultima_venta ELSE excluded.ultima_venta END
      """,
      days.map { place, day in
        [
          organization.sqlValue, place.branch.sqlValue, place.product.sqlValue, place.variant.sqlValue,
          day.sqlValue,
        ]
      })
  }
}
