internal import Insights
package import Inventory
internal import Store

extension Shop {
  /// Looks over every balance and opens and closes what the days alone have changed: expiries, and what never moves.
  ///
  /// What a movement changes is seen to in its own transaction.
  package func evaluateAlerts(_ session: Session) async throws {
    let now = now()
    try await write(.lookUp, session) { books in
      try books.evaluateAlerts(of: nil, on: session.clock.day(of: now), at: now)
    }
  }

  /// Marks an alert as read; who read it first stays.
  package func markAlertRead(_ id: AlertID, _ session: Session) async throws -> StockAlert {
    let now = now()
    return try await write(.sell, session) { books in
      try books.markRead(id, by: session.person.id, at: now)
      guard let alert = try books.alert(id) else { throw ShopError.noSuch(.alert, id) }
      return alert
    }
  }
}

extension Transaction {
  /// Opens the alerts that now hold for `products`, or for all, lets those that still do say what is so now, and closes
  /// those that no longer do (X-06).
  func evaluateAlerts(of products: [ProductID]?, on today: BusinessDay, at now: Instant) throws {
    // Neither the rates of sale nor the rotation matter to the rules of this list.
    var book = RuleBook(today: today, rotation: Rotation(sold30: []))
    let layers = try RuleLayers(self, of: products)
    var open = try openAlerts(of: products)
    for row in try alertRows(of: products, on: today) {
      let level = try StockLevel(row)
      book.settings = layers.settings(of: level.product, in: level.branch)
      let rules = row.isActive ? book.rules(for: level) : []
      for kind in AlertKind.allCases {
        let subject = AlertSubject(place: row.place, kind: kind)
        guard rules.contains(StockRules(kind.rule)) else { continue }
        let message = kind.message(row, level, on: today)
        guard let known = open.removeValue(forKey: subject) else {
          try openAlert(
            subject, kind.rule.severity(isStrategic: false).level, message, on: today, at: now)
          continue
        }
        if known.message != message { try renewAlert(known.id, message) }
      }
    }
    for alert in open.values.sorted(by: { $0.id < $1.id }) { try closeAlert(alert.id, at: now) }
  }
}

extension Transaction {
  /// The same after a change of `products`, however many they are.
  func evaluateAlerts(touching products: Set<ProductID>, _ stamp: Stamp) throws {
    guard !products.isEmpty else { return }
    try evaluateAlerts(of: products.count > 500 ? nil : products.sorted(), on: stamp.day, at: stamp.now)
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
    (laterExpiry, expiryNotice) = (row.nextExpiry, row.expiryNotice)
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
    switch self {
    case .minimum:
      let units = level.available == Quantity(1) ? "unidad" : "unidades"
      return "\(product) tiene stock bajo (\(level.available.decimal) \(units))"
    case .outOfStock: return level.isAllReserved ? "\(product) está todo apartado" : "\(product) está AGOTADO"
    case .expiringSoon: return "\(product) vence el \(level.nextExpiry(on: today)?.description ?? "")"
    case .expired: return "\(product) venció el \(level.expiry?.description ?? "")"
    case .noMovement:
      return "\(product) lleva \(level.history.daysWithoutMovement(on: today) ?? 0) días sin movimiento"
    }
  }
}
