internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

extension Desk {
  /// What each day of the week sells on average in the last eight weeks or the days of a period, today left out: «¿qué
  /// día de la semana vendo más?»; nil where that is not asked.
  func salesByWeekday(_ slots: Slots) async throws -> ToolResult? {
    guard slots[.by] == "weekday" else { return nil }
    let all = days(slots, otherwise: .lastDays(57))
    guard all.first < today else { return nil }
    let days = DayRange(all.first, min(all.last, today - 1))
    let sales = try await dailySales(days, slots)
    let sum = sales.reduce(into: SalesSum()) { $0 += $1.sum }
    let averages = (0..<7).compactMap { weekday -> (day: BusinessDay, average: Money)? in
      let asked = (0..<days.count).map { days.first + $0 }.filter { $0.weekday == weekday }
      guard let first = asked.first else { return nil }
      let income = sales.filter { $0.day.weekday == weekday }.reduce(Money.zero) { $0 + $1.sum.income }
      return (first, Money(minorUnits: income.minorUnits / Int64(asked.count)))
    }
    let isWorst = slots[.rank] == "worst"
    let sorted = averages.sorted { $0.average > $1.average }
    guard let first = isWorst ? sorted.last : sorted.first else { return nil }
    let lead = voice.say(
      isWorst ? SalesPhrase.worstWeekday : .bestWeekday,
      [
        "weekday": voice.weekday(first.day), "average": voice.money(first.average),
        "period": voice.period(days, today: today),
      ])
    return ToolResult(
      json: [
        "desde": JSON(days.first), "hasta": JSON(days.last),
        "ventas": JSON(sales.reduce(0) { $0 + $1.count }), "ingresos": JSON(sum.income, in: session.currency),
        "unidades": JSON(sum.units),
        "dias_semana": .array(
          averages.map {
            [
              "dia_semana": .string(Period.Weekday.allCases[$0.day.weekday].rawValue),
              "promedio_diario": JSON($0.average, in: session.currency),
            ]
          }),
      ],
      reply: Reply(
        lead,
        lines: averages.map {
          voice.say(
            SalesPhrase.weekdayLine,
            ["weekday": voice.sentence(voice.weekday($0.day)), "average": voice.money($0.average)])
        }))
  }
}
