internal import Insights
package import Inventory
internal import Store

extension Shop {
  /// Looks over every balance and opens and closes what the days alone have changed: expiries, and what never moves.
  ///
  /// What a movement changes is seen to in its own transaction.
  package func evaluateAlerts(_ session: Session) async throws {
    try session.require(.lookUp)
    let now = now()
    try await store.write(session.organization) { books in
      try books.evaluateAlerts(of: nil, on: session.clock.day(of: now), at: now)
    }
  }

  /// Marks an alert as read; who read it first stays.
  package func markAlertRead(_ id: AlertID, _ session: Session) async throws -> StockAlert {
    try session.require(.sell)
    let now = now()
    return try await store.write(session.organization) { books in
      try books.markRead(id, by: session.person.id, at: now)
      guard let alert = try books.alert(id) else {
        throw ShopError.notFound(kind: "alerta", name: String(id.value))
      }
      return alert
    }
  }
}

extension Transaction {
  /// Opens the alerts that now hold for `products`, or for all, and closes those that no longer do.
  func evaluateAlerts(of products: [ProductID]?, on today: BusinessDay, at now: Instant) throws {
    // Neither the rates of sale nor the rotation matter to the rules of this list.
    var book = RuleBook(today: today, rotation: Rotation(sold30: []))
    let layers = try RuleLayers(self, of: products)
    var open = try openAlerts(of: products)
    for row in try alertRows(of: products) {
      let level = try StockLevel(row)
      book.settings = layers.settings(of: level.product, in: level.branch)
      let rules = row.isActive ? book.rules(for: level) : []
      for kind in AlertKind.allCases {
        let subject = AlertSubject(place: row.place, kind: kind)
        guard rules.contains(StockRules(kind.rule)) else { continue }
        guard open.removeValue(forKey: subject) == nil else { continue }
        try openAlert(
          subject, kind.rule.severity(isStrategic: false).level, kind.message(row, level, on: today),
          on: today,
          at: now)
      }
    }
    for id in open.values.sorted() { try closeAlert(id, at: now) }
  }
}

extension StockLevel {
  fileprivate init(_ row: AlertRow) throws(ShopError) {
    self.init(
      product: row.place.product, branch: row.place.branch, onHand: row.onHand, reserved: row.reserved,
      limits: try StockLimits(
        minimum: row.minimum, maximum: row.maximum, alertsAtMinimum: row.alertsAtMinimum),
      price: .zero,
      history: History(
        lastSale: row.lastSale, firstEntry: row.firstEntry, lastMovement: row.lastMovement),
      expiry: row.firstExpiry)
    expiryNotice = row.expiryNotice
  }
}

extension AlertKind {
  fileprivate var rule: StockRule {
    switch self {
    case .minimum: .minimum
    case .outOfStock: .outOfStock
    case .expiringSoon: .expiringSoon
    case .expired: .expired
    case .noMovement: .noMovement
    }
  }

  /// The sentence of the list; the first two are document 004's own.
  fileprivate func message(_ row: AlertRow, _ level: StockLevel, on today: BusinessDay) -> String {
    let product = "El producto \"\(row.name)\""
    let expiry = row.firstExpiry?.description ?? ""
    switch self {
    case .minimum:
      let units = level.available == Quantity(1) ? "unidad" : "unidades"
      return "\(product) tiene stock bajo (\(level.available.decimal) \(units))"
    case .outOfStock: return level.isAllReserved ? "\(product) está todo apartado" : "\(product) está AGOTADO"
    case .expiringSoon: return "\(product) vence el \(expiry)"
    case .expired: return "\(product) venció el \(expiry)"
    case .noMovement:
      return "\(product) lleva \(level.history.daysWithoutMovement(on: today) ?? 0) días sin movimiento"
    }
  }
}
