internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

extension Desk {
  /// What each day of the week sells on average in the last eight weeks or the days of a period, today left out: «¿qué
  /// día de la semana vendo más?»; nil where that is not asked.
  func salesByWeekday(_ slots: Slots) async throws -> ToolResult? {
    guard slots[.by] == "weekday", let days = daysOver(slots) else { return nil }
    if slots[.metric] == "profit" { try session.require(.seeCosts) }
    let measure = SalesMeasure(slots[.metric], ofGoods: try goodsAsked(slots).name != nil)
    let sales = try await dailySales(days, slots)
    let sum = sales.reduce(into: SalesSum()) { $0 += $1.sum }
    typealias Weekday = (day: BusinessDay, sales: [DaySales], count: Int)
    let weekdays = (0..<7).compactMap { weekday -> Weekday? in
      let asked = (0..<days.count).map { days.first + $0 }.filter { $0.weekday == weekday }
      return asked.first.map { ($0, sales.filter { $0.day.weekday == weekday }, asked.count) }
    }
    let isWorst = slots[.rank] == "worst"
    let sorted = weekdays.sorted { measure.scaled($0.sales, $0.count) > measure.scaled($1.sales, $1.count) }
    let average = { (weekday: Weekday) in measure.average(of: weekday.sales, over: weekday.count, voice) }
    guard let first = isWorst ? sorted.last : sorted.first else { return nil }
    let lead = voice.say(
      isWorst ? SalesPhrase.worstWeekday : .bestWeekday,
      [
        "weekday": voice.weekday(first.day), "average": average(first),
        "period": voice.period(days, today: today),
      ])
    return ToolResult(
      json: [
        "desde": JSON(days.first), "hasta": JSON(days.last),
        "ventas": JSON(sales.reduce(0) { $0 + $1.count }), "ingresos": JSON(sum.income, in: session.currency),
        "unidades": JSON(sum.units),
        "dias_semana": .array(
          weekdays.map {
            [
              "dia_semana": .string(Period.Weekday.allCases[$0.day.weekday].rawValue),
              "promedio_diario": measure.json(of: $0.sales, over: $0.count, session.currency),
            ]
          }),
      ],
      reply: Reply(
        lead,
        lines: weekdays.map {
          voice.say(
            SalesPhrase.weekdayLine,
            ["weekday": voice.sentence(voice.weekday($0.day)), "average": average($0)])
        }))
  }
}
