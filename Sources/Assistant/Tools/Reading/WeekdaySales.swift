internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

extension Desk {
  /// What one day of the week sells, beside the others, of the last eight weeks or the days of a period, today left out:
  /// «¿cuánto vendo los lunes?»; nil where none is asked about, or the days have none.
  func weekdaySales(_ slots: Slots) async throws -> ToolResult? {
    guard let weekday = slots[.weekday].flatMap(Period.Weekday.init(rawValue:)), let days = daysOver(slots)
    else { return nil }
    if slots[.metric] == "profit" { try session.require(.seeCosts) }
    let goods = try goodsAsked(slots)
    let sales = try await dailySales(days, slots)
    let isMeant = { (day: BusinessDay) in day.weekday == weekday.index }
    let meant = sales.filter { isMeant($0.day) }
    let counted = (0..<days.count).map { days.first + $0 }.count(where: isMeant)
    guard counted > 0 else { return nil }
    let measure = SalesMeasure(slots[.metric], ofGoods: goods.name != nil)
    let others = sales.filter { !isMeant($0.day) }
    let count = meant.reduce(0) { $0 + $1.count }
    var values = [
      "weekday": voice.weekday(days.first + (weekday.index - days.first.weekday + 7) % 7),
      "average": measure.average(of: meant, over: counted, voice), "n": voice.number(count),
      "days": voice.number(counted), "period": voice.period(days, today: today),
    ]
    values["product"] = part(of: goods.name, slots)
    let lead = voice.say(
      values["product"] == nil ? SalesPhrase.weekdayLead : SalesPhrase.weekdayOf, values)
    let currency = session.currency
    return ToolResult(
      json: [
        "desde": JSON(days.first), "hasta": JSON(days.last), "dia_semana": .string(weekday.rawValue),
        "dias_contados": JSON(counted), "ventas": JSON(count),
        "promedio_diario": measure.json(of: meant, over: counted, currency),
        "promedio_otros_dias": measure.json(of: others, over: days.count - counted, currency),
        "ingresos": JSON(meant.reduce(Money.zero) { $0 + $1.sum.income }, in: currency),
        "unidades": JSON(meant.reduce(Quantity.zero) { $0 + $1.sum.units }),
      ],
      reply: Reply(
        voice.sentence(lead),
        closing: [beside(meant, counted, others, days.count - counted, measure), leftOut(slots)].asSentences))
  }

  /// The days of a period that are over, or those of the last eight weeks; nil where none are.
  func daysOver(_ slots: Slots) -> DayRange? {
    let all = days(slots, otherwise: .lastDays(57))
    return all.first < today ? DayRange(all.first, min(all.last, today - 1)) : nil
  }

  private func beside(
    _ meant: [DaySales], _ counted: Int, _ others: [DaySales], _ rest: Int, _ measure: SalesMeasure
  ) -> String? {
    guard rest > 0 else { return nil }
    let (one, other) = (measure.scaled(meant, counted), measure.scaled(others, rest))
    guard let change = Percent(Money(minorUnits: one - other), of: Money(minorUnits: other)) else {
      return nil
    }
    let period = voice.say(SalesPhrase.otherDays)
    if change.tenths == 0 { return voice.say(SalesPhrase.same, ["period": period]) }
    return voice.say(
      change.tenths > 0 ? SalesPhrase.more : .less,
      [
        "pct": voice.percent(Percent(tenths: abs(change.tenths))), "period": period,
        "income": measure.average(of: others, over: rest, voice),
      ])
  }

  /// What was asked that days of the week are not kept apart by.
  private func leftOut(_ slots: Slots) -> String? {
    let named = [SlotKey<String>.employee, .customer].compactMap { slots[$0] }
    let isInParts = slots[.by] != nil && slots[.by] != "day"
    return [
      named.isEmpty ? nil : voice.say(LackingPhrase.part, ["what": voice.list(named)]),
      isInParts ? voice.say(LackingPhrase.parts) : nil,
    ].asSentences
  }
}

/// What of the sales of some days is averaged.
enum SalesMeasure {
  case income, profit, units, count, ticket

  init(_ metric: String?, ofGoods: Bool) {
    self =
      switch metric {
      case "profit": .profit
      case "units": .units
      case "count": .count
      case "avg_ticket" where !ofGoods: .ticket
      default: .income
      }
  }

  /// What `days` days came to each, in the smallest units of money or thousandths; of a ticket each sale.
  func scaled(_ sales: [DaySales], _ days: Int) -> Int64 {
    let sum = sales.reduce(into: SalesSum()) { $0 += $1.sum }
    let count = sales.reduce(0) { $0 + $1.count }
    let (whole, parts) =
      switch self {
      case .income: (sum.income.minorUnits, days)
      case .profit: (sum.profit.minorUnits, days)
      case .units: (sum.units.thousandths, days)
      case .count: (Int64(count) * 1000, days)
      case .ticket: (sum.income.minorUnits, count)
      }
    return parts > 0 ? Inventory.scaled(whole, by: 1, over: Int64(parts)) ?? 0 : 0
  }

  /// The average of `days` days, of a ticket that of each sale; null where there are none.
  func json(of sales: [DaySales], over days: Int, _ currency: Currency) -> JSON {
    guard days > 0 else { return nil }
    return switch self {
    case .income, .profit, .ticket: JSON(Money(minorUnits: scaled(sales, days)), in: currency)
    case .units, .count: JSON(Self.rounded(scaled(sales, days)))
    }
  }

  func average(of sales: [DaySales], over days: Int, _ voice: Voice) -> String {
    let value = scaled(sales, days)
    return switch self {
    case .income: voice.money(Money(minorUnits: value))
    case .profit:
      voice.say(SalesPhrase.ofProfit, ["amount": voice.money(Money(minorUnits: value))])
    case .ticket: voice.say(SalesPhrase.perSale, ["amount": voice.money(Money(minorUnits: value))])
    case .units: voice.quantity(Self.rounded(value), .unit)
    case .count: voice.say(SalesPhrase.countOfSales, ["n": voice.number(Self.rounded(value))])
    }
  }

  /// With one decimal.
  private static func rounded(_ thousandths: Int64) -> Quantity {
    Quantity(thousandths: (thousandths + 50) / 100 * 100)
  }
}
