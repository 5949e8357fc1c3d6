internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

extension Desk {
  /// What one day of the week sells, beside the others, of the last eight weeks or the days of a period, today left out:
  /// «¿cuánto vendo los lunes?»; nil where none is asked about, or the days have none.
  func weekdaySales(_ slots: Slots) async throws -> ToolResult? {
    guard let weekday = slots[.weekday].flatMap(Period.Weekday.init(rawValue:)) else { return nil }
    let all = days(slots, otherwise: .lastDays(57))
    guard all.first < today else { return nil }
    let days = DayRange(all.first, min(all.last, today - 1))
    let sales = try await shop.dailySales(days, branch: try branch(slots)?.id, session)
    let isMeant = { (day: BusinessDay) in day.weekday == weekday.index }
    let meant = sales.filter { isMeant($0.day) }
    let counted = (0..<days.count).map { days.first + $0 }.count(where: isMeant)
    guard let average = meanIncome(meant, over: counted) else { return nil }
    let others = meanIncome(sales.filter { !isMeant($0.day) }, over: days.count - counted)
    let count = meant.reduce(0) { $0 + $1.count }
    let currency = session.currency
    let lead = voice.say(
      SalesPhrase.weekdayLead,
      [
        "weekday": voice.weekday(days.first + (weekday.index - days.first.weekday + 7) % 7),
        "average": voice.money(average), "n": voice.number(count), "days": voice.number(counted),
        "period": voice.period(days, today: today),
      ])
    return ToolResult(
      json: [
        "desde": JSON(days.first), "hasta": JSON(days.last), "dia_semana": .string(weekday.rawValue),
        "dias": JSON(counted), "ventas": JSON(count), "promedio_diario": JSON(average, in: currency),
        "promedio_otros_dias": JSON(others, in: currency),
      ],
      reply: Reply(voice.sentence(lead), closing: [beside(average, others), leftOut(slots)].asSentences))
  }

  private func meanIncome(_ sales: [DaySales], over days: Int) -> Money? {
    guard days > 0 else { return nil }
    let income = sales.reduce(Money.zero) { $0 + $1.sum.income }
    return Money(minorUnits: income.minorUnits / Int64(days))
  }

  private func beside(_ average: Money, _ others: Money?) -> String? {
    guard let others, let change = Percent(average - others, of: others) else { return nil }
    let values = [
      "pct": voice.percent(Percent(tenths: abs(change.tenths))), "period": voice.say(SalesPhrase.otherDays),
      "income": voice.money(others),
    ]
    if change.tenths == 0 { return voice.say(SalesPhrase.same, values) }
    return voice.say(change.tenths > 0 ? SalesPhrase.more : .less, values)
  }

  /// What was asked that days of the week are not kept apart by.
  private func leftOut(_ slots: Slots) -> String? {
    let parts: [SlotKey<String>] = [.product, .category, .supplier, .employee, .customer]
    let named = parts.compactMap { slots[$0] } + slots.leftOut
    let isInParts = slots[.by] != nil && slots[.by] != "day"
    return [
      named.isEmpty ? nil : voice.say(LackingPhrase.part, ["what": voice.list(named)]),
      isInParts ? voice.say(LackingPhrase.parts) : nil,
    ].asSentences
  }
}
