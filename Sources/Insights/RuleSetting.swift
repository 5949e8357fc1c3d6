package import Inventory

/// A figure of the stock rules that a shop may set; the raw value is its name in the table `ajustes`.
package enum RuleSetting: String, CaseIterable, Sendable {
  case floor = "piso"
  case strategicProjection = "pct_proyeccion_estrategico"
  case remainingOfFastMovers = "pct_restante_rotacion_alta"
  case remainingOfSlowMovers = "pct_restante_rotacion_baja"
  case overstockCover = "dias_sobrestock"
  case lowSales30 = "umbral_minimo_ventas_30d"
  case daysWithoutSale = "dias_sin_ventas"
  case daysToOrange = "dias_sin_ventas_naranja"
  case daysToRed = "dias_sin_ventas_rojo"
  case priceGrace = "gracia_cambio_precio"
  case onlyCutsGiveGrace = "gracia_solo_rebajas"
  case alertsOfCutsWithoutEffect = "alertar_rebaja_sin_efecto"
  case daysWithoutMovement = "dias_sin_movimiento"
  case youth = "dias_producto_nuevo"
  case highMargin = "umbral_margen"

  /// How its value is written.
  package enum Form: Hashable, Sendable {
    /// A number of that range, with so many decimals at most.
    case number(ClosedRange<Int>, decimals: Int)
    /// Yes or no.
    case flag
  }

  package var form: Form {
    switch self {
    case .floor, .lowSales30: .number(0...1_000_000, decimals: 3)
    case .strategicProjection: .number(100...1000, decimals: 0)
    case .remainingOfFastMovers, .remainingOfSlowMovers: .number(0...100, decimals: 0)
    case .highMargin: .number(0...100, decimals: 1)
    case .overstockCover, .daysWithoutSale, .daysToOrange, .daysToRed, .daysWithoutMovement:
      .number(1...3650, decimals: 0)
    case .priceGrace, .youth: .number(0...3650, decimals: 0)
    case .onlyCutsGiveGrace, .alertsOfCutsWithoutEffect: .flag
    }
  }
}

/// A value that a setting may have, in its smallest unit: thousandths, tenths of a percent, days, 0 or 1.
package struct RuleFigure: Hashable, Sendable {
  package let setting: RuleSetting
  package let value: Int64

  /// Reads what a person typed: `2`, `2.5`, `2,5`; `sí` or `no`.
  ///
  /// - Throws: `ShopError.invalid` for what is no such value, or lies outside the setting's range.
  package init(_ setting: RuleSetting, _ text: String) throws(ShopError) {
    self.setting = setting
    switch setting.form {
    case .flag:
      switch text.lowercased() {
      case "sí", "si", "true": value = 1
      case "no", "false": value = 0
      default: throw .invalid(field: setting.rawValue, .unreadable(text))
      }
    case .number(let range, let decimals):
      let plain = text.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
        .joined(separator: ".")
      guard let read = FixedPoint.parse(plain, scale: decimals) else {
        throw .invalid(field: setting.rawValue, .unreadable(text))
      }
      guard Self.admits(read, range, decimals) else {
        throw .invalid(field: setting.rawValue, .outside(range))
      }
      value = read
    }
  }

  /// A figure that the store has kept; nil for what this program does not know or would not have kept.
  package init?(stored name: String, _ value: Int64) {
    guard let setting = RuleSetting(rawValue: name) else { return nil }
    switch setting.form {
    case .flag: guard (0...1).contains(value) else { return nil }
    case .number(let range, let decimals): guard Self.admits(value, range, decimals) else { return nil }
    }
    (self.setting, self.value) = (setting, value)
  }

  /// The figure that the rules go by where nothing is set; nil where that is none.
  package init?(defaultOf setting: RuleSetting) {
    guard let value = RuleSettings().value(of: setting) else { return nil }
    (self.setting, self.value) = (setting, value)
  }

  /// The exact decimal text of a number; nil for yes or no.
  package var decimal: String? {
    guard case .number(_, let decimals) = setting.form else { return nil }
    return FixedPoint.text(value, scale: decimals)
  }

  private static func admits(_ value: Int64, _ range: ClosedRange<Int>, _ decimals: Int) -> Bool {
    let unit = (0..<decimals).reduce(Int64(1)) { unit, _ in unit * 10 }
    return value >= Int64(range.lowerBound) * unit && value <= Int64(range.upperBound) * unit
  }
}

extension RuleSettings {
  /// Lets `figure` stand in the place of what was there.
  package mutating func apply(_ figure: RuleFigure) {
    let value = figure.value
    switch figure.setting {
    case .floor: floor = Quantity(thousandths: value)
    case .strategicProjection: strategicProjection = Int(value)
    case .remainingOfFastMovers: remainingOfFastMovers = Int(value)
    case .remainingOfSlowMovers: remainingOfSlowMovers = Int(value)
    case .overstockCover: overstockCover = Int(value)
    case .lowSales30: lowSales30 = Quantity(thousandths: value)
    case .daysWithoutSale: daysWithoutSale.yellow = Int(value)
    case .daysToOrange: daysWithoutSale.orange = Int(value)
    case .daysToRed: daysWithoutSale.red = Int(value)
    case .priceGrace: priceGrace = Int(value)
    case .onlyCutsGiveGrace: onlyCutsGiveGrace = value != 0
    case .alertsOfCutsWithoutEffect: alertsOfCutsWithoutEffect = value != 0
    case .daysWithoutMovement: daysWithoutMovement = Int(value)
    case .youth: youth = Int(value)
    case .highMargin: highMargin = Percent(tenths: Int(value))
    }
  }

  /// What a setting is at, in its smallest unit; nil where no amount of sales but 0 is little.
  fileprivate func value(of setting: RuleSetting) -> Int64? {
    switch setting {
    case .floor: floor.thousandths
    case .strategicProjection: Int64(strategicProjection)
    case .remainingOfFastMovers: Int64(remainingOfFastMovers)
    case .remainingOfSlowMovers: Int64(remainingOfSlowMovers)
    case .overstockCover: Int64(overstockCover)
    case .lowSales30: lowSales30?.thousandths
    case .daysWithoutSale: Int64(daysWithoutSale.yellow)
    case .daysToOrange: Int64(daysWithoutSale.orange)
    case .daysToRed: Int64(daysWithoutSale.red)
    case .priceGrace: Int64(priceGrace)
    case .onlyCutsGiveGrace: onlyCutsGiveGrace ? 1 : 0
    case .alertsOfCutsWithoutEffect: alertsOfCutsWithoutEffect ? 1 : 0
    case .daysWithoutMovement: Int64(daysWithoutMovement)
    case .youth: Int64(youth)
    case .highMargin: Int64(highMargin.tenths)
    }
  }
}
