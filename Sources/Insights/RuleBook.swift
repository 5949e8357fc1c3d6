package import Inventory

/// The stock rules as they read on one day in one branch.
package struct RuleBook: Sendable {
  package let today: BusinessDay
  package var settings: RuleSettings
  /// Which products of the branch sell fast.
  package let rotation: Rotation

  package init(today: BusinessDay, settings: RuleSettings = RuleSettings(), rotation: Rotation) {
    (self.today, self.settings, self.rotation) = (today, settings, rotation)
  }

  /// The rules that hold for `level`; allocates nothing, about 20 ns.
  package func rules(for level: StockLevel) -> StockRules {
    let available = level.available
    var rules: StockRules = []
    if available <= .zero { rules.insert(.outOfStock) }
    if available < settings.floor { rules.insert(.floor) }
    if level.limits.alertsAtMinimum, available <= level.limits.minimum { rules.insert(.minimum) }
    if isBelowProjection(level) { rules.insert(.projection) }
    if isOverstocked(level) {
      rules.insert(.overstock)
    } else if available <= shareOfMaximum(level) {
      rules.insert(.shareOfMaximum)
    }
    if rules.isDisjoint(with: [.outOfStock, .floor]), lacksSales(level) { rules.insert(.noSales) }
    if let expiry = level.expiry, expiry < today { rules.insert(.expired) }
    if let expiry = level.nextExpiry(on: today), expiry - today <= expiryNotice(level) {
      rules.insert(.expiringSoon)
    }
    if lacksMovement(level) { rules.insert(.noMovement) }
    return rules
  }

  /// The rules that hold for `level` with their figures, highest first.
  package func hits(for level: StockLevel) -> [RuleHit] {
    rules(for: level).rules.map { hit($0, for: level) }
  }

  /// What `rule` compares for `level`, whether or not it holds.
  package func hit(_ rule: StockRule, for level: StockLevel) -> RuleHit {
    let (value, threshold) = measures(of: rule, for: level)
    return RuleHit(
      rule: rule, value: value, threshold: threshold,
      severity: rule.severity(isStrategic: level.isStrategic),
      followsPriceCut: rule == .noSales && followsPriceCut(level))
  }

  /// `critico` of X-09: below the projection, or short, strategic and of high margin.
  package func isCritical(_ level: StockLevel) -> Bool {
    if level.available < level.sales.last7 { return true }
    guard level.isStrategic, hasHighMargin(level) else { return false }
    return !rules(for: level).isDisjoint(with: .short)
  }

  /// Whether its margin is high (`umbral_margen`); false where its cost is not known.
  package func hasHighMargin(_ level: StockLevel) -> Bool {
    level.margin.map { $0 >= settings.highMargin } ?? false
  }
}

// MARK: - The figures that the rules compare

extension RuleBook {
  private func measures(of rule: StockRule, for level: StockLevel) -> (RuleHit.Measure, RuleHit.Measure) {
    let available = RuleHit.Measure.quantity(level.available)
    let withoutSale = level.history.daysWithoutSale(on: today) ?? 0
    switch rule {
    case .outOfStock: return (available, .quantity(.zero))
    case .floor: return (available, .quantity(settings.floor))
    case .minimum: return (available, .quantity(level.limits.minimum))
    case .projection: return (available, .quantity(projection(level)))
    case .shareOfMaximum: return (available, .quantity(shareOfMaximum(level)))
    case .overstock: return (available, .quantity(overstockLimit(level)))
    case .noSales where followsPriceCut(level):
      return (.days(daysSincePriceChange(level) ?? 0), .days(settings.priceGrace))
    case .noSales: return (.days(withoutSale), .days(settings.daysWithoutSale.yellow))
    case .expired: return (.days(days(to: level.expiry)), .days(0))
    case .expiringSoon: return (.days(days(to: level.nextExpiry(on: today))), .days(expiryNotice(level)))
    case .noMovement:
      return (.days(level.history.daysWithoutMovement(on: today) ?? 0), .days(settings.daysWithoutMovement))
    }
  }

  /// What a week sells; for a strategic product the larger amount up to which it is short.
  private func projection(_ level: StockLevel) -> Quantity {
    level.isStrategic ? level.sales.last7.times(settings.strategicProjection, over: 100) : level.sales.last7
  }

  private func isBelowProjection(_ level: StockLevel) -> Bool {
    guard level.sales.last7 > .zero else { return false }
    return level.isStrategic ? level.available <= projection(level) : level.available < projection(level)
  }

  private func shareOfMaximum(_ level: StockLevel) -> Quantity {
    let percent =
      rotation.isFast(level.sales.last30) ? settings.remainingOfFastMovers : settings.remainingOfSlowMovers
    return level.limits.maximum.times(percent, over: 100)
  }

  /// The days' worth of sales above which there is too much.
  func overstockLimit(_ level: StockLevel) -> Quantity {
    max(level.sales.last30, .zero).times(settings.overstockCover, over: 30)
  }

  private func isOverstocked(_ level: StockLevel) -> Bool {
    let sold = level.sales.last30
    let sellsLittle = sold <= .zero || settings.lowSales30.map { sold < $0 } ?? false
    return level.isForSale && sellsLittle && level.available > overstockLimit(level) && !isYoung(level)
  }

  private func isYoung(_ level: StockLevel) -> Bool {
    level.history.firstEntry.map { today - $0 < settings.youth } ?? false
  }

  private func lacksSales(_ level: StockLevel) -> Bool {
    guard level.isForSale, !isYoung(level), !isInPriceGrace(level),
      let days = level.history.daysWithoutSale(on: today)
    else { return false }
    return days > settings.daysWithoutSale.yellow || isCutWithoutEffect(level)
  }

  private func daysSincePriceChange(_ level: StockLevel) -> Int? {
    level.history.priceChange.map { today - $0.day }
  }

  private func isInPriceGrace(_ level: StockLevel) -> Bool {
    guard let change = level.history.priceChange, change.isCut || !settings.onlyCutsGiveGrace else {
      return false
    }
    return today - change.day <= settings.priceGrace
  }

  private func isCutWithoutEffect(_ level: StockLevel) -> Bool {
    guard settings.alertsOfCutsWithoutEffect, let change = level.history.priceChange, change.isCut,
      today - change.day > settings.priceGrace
    else { return false }
    return level.history.lastSale.map { $0 < change.day } ?? true
  }

  /// Whether the cut alone makes it `sin_ventas`, before its days without a sale are too many.
  private func followsPriceCut(_ level: StockLevel) -> Bool {
    guard isCutWithoutEffect(level) else { return false }
    return level.history.daysWithoutSale(on: today) ?? 0 <= settings.daysWithoutSale.yellow
  }

  private func lacksMovement(_ level: StockLevel) -> Bool {
    guard !isYoung(level), let days = level.history.daysWithoutMovement(on: today) else { return false }
    return days >= settings.daysWithoutMovement
  }

  private func expiryNotice(_ level: StockLevel) -> Int { level.expiryNotice ?? settings.expiryNotice }

  private func days(to expiry: BusinessDay?) -> Int { expiry.map { $0 - today } ?? 0 }
}
