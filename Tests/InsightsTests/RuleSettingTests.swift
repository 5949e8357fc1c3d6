import Insights
import Inventory
import Testing

@Suite struct `A setting of the rules` {
  @Test(
    arguments: [
      (.floor, "2", "2"), (.floor, "2,5", "2.5"), (.floor, "0", "0"), (.highMargin, "37.5", "37.5"),
      (.overstockCover, "60", "60"), (.onlyCutsGiveGrace, "Sí", nil), (.onlyCutsGiveGrace, "no", nil),
    ] as [(RuleSetting, String, String?)])
  func `reads what a person types`(setting: RuleSetting, text: String, decimal: String?) throws {
    let figure = try RuleFigure(setting, text)
    #expect(figure.decimal == decimal)
    #expect(RuleFigure(stored: setting.rawValue, figure.value) == figure)
  }

  @Test(
    arguments: [
      (.floor, "mucho", .unreadable("mucho")), (.floor, "2.5555", .unreadable("2.5555")),
      (.overstockCover, "4.5", .unreadable("4.5")), (.onlyCutsGiveGrace, "1", .unreadable("1")),
      (.remainingOfFastMovers, "101", .outside(0...100)), (.remainingOfFastMovers, "-1", .outside(0...100)),
      (.daysWithoutSale, "0", .outside(1...3650)), (.floor, "1000000.001", .outside(0...1_000_000)),
      (.highMargin, "100.1", .outside(0...100)),
      (.floor, "99999999999999999999", .unreadable("99999999999999999999")),
    ] as [(RuleSetting, String, ShopError.Fault)])
  func `refuses what it may not be`(setting: RuleSetting, text: String, fault: ShopError.Fault) {
    #expect(throws: ShopError.invalid(field: setting.rawValue, fault)) { try RuleFigure(setting, text) }
  }

  @Test(arguments: RuleSetting.allCases)
  func `takes the place of the default and of nothing else`(setting: RuleSetting) throws {
    let figure =
      switch setting.form {
      case .flag: try RuleFigure(setting, RuleFigure(defaultOf: setting)?.value == 0 ? "sí" : "no")
      case .number(let range, _): try RuleFigure(setting, String(range.upperBound))
      }
    var settings = RuleSettings()
    settings.apply(figure)
    #expect(settings != RuleSettings())
    if let usual = RuleFigure(defaultOf: setting) {
      settings.apply(usual)
      #expect(settings == RuleSettings())
    }
  }

  @Test(
    arguments: [("piso", -1), ("dias_sin_ventas", 4000), ("gracia_solo_rebajas", 2), ("otra_cosa", 1)]
      as [(String, Int64)])
  func `that could not have been kept is none`(name: String, value: Int64) {
    #expect(RuleFigure(stored: name, value) == nil)
  }

  @Test(
    arguments: [(90, nil), (101, nil), (111, .orange), (121, .red)] as [(Int, SalesGap?)])
  func `for the list's first colour silences the others below it`(days: Int, gap: SalesGap?) throws {
    var settings = RuleSettings()
    settings.apply(try RuleFigure(.daysWithoutSale, "110"))
    #expect(SalesGap(days: days, limits: settings.daysWithoutSale) == gap)
  }
}
