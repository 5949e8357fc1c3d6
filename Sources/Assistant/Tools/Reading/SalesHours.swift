internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum HourPhrase: String, Phrase {
  case part = "hours.part(period,from,until,income,n)"
  case none = "hours.none(period,from,until)"
  case share = "hours.share(pct,income)"
  case best = "hours.best(period,from,until,income,n)"
  case worst = "hours.worst(period,from,until,income,n)"
  case hour = "hours.hour(from,until,income,n)"
  case on = "hours.on(weekday,period)"
  case untimed = "hours.untimed(period)"
}

extension Desk {
  /// What was sold in a part of the day, or in each hour: «ventas de 9 a 12», «¿a qué hora vendo más?»; nil where neither
  /// is asked.
  func hourSales(_ slots: Slots) async throws -> ToolResult? {
    let part = slots[.hours].flatMap { DayPart($0) }
    guard part != nil || slots[.by] == "hour" else { return nil }
    let weekday = slots[.weekday].flatMap(Period.Weekday.init(rawValue:))
    let days = days(
      slots, otherwise: weekday != nil ? .lastDays(56) : part == nil ? .lastDays(30) : .day(0))
    let sales = try await shop.hourlySales(
      days, within: part, on: weekday?.index, branch: try branch(slots)?.id, session)
    var period = voice.period(days, today: today)
    if let weekday {
      let first = days.first + (weekday.index - days.first.weekday + 7) % 7
      period = voice.say(HourPhrase.on, ["weekday": voice.weekday(first), "period": period])
    }
    let currency = session.currency
    let json: JSON = [
      "desde": JSON(days.first), "hasta": JSON(days.last), "horas": JSON(part?.text),
      "ventas": JSON(sales.part.count), "ingresos": JSON(sales.part.income, in: currency),
      "por_hora": .array(
        sales.hours.map {
          ["hora": JSON($0.hour), "ventas": JSON($0.count), "ingresos": JSON($0.income, in: currency)]
        }),
    ]
    guard sales.total.count > 0 else {
      return ToolResult(
        json: json, reply: Reply(voice.say(SalesPhrase.none, ["period": voice.sentence(period)])))
    }
    guard sales.isTimed else {
      return ToolResult(json: json, reply: Reply(voice.say(HourPhrase.untimed, ["period": period])))
    }
    var reply = part.map { ofPart($0, sales, period) } ?? byHour(sales, period, slots)
    reply.closing = [reply.closing, partsLeftOut(slots)].asSentences
    return ToolResult(json: json, reply: reply)
  }

  private func ofPart(_ part: DayPart, _ sales: HourlySales, _ period: String) -> Reply {
    var values = [
      "period": voice.sentence(period), "from": hour(part.from), "until": hour(part.until),
    ]
    guard sales.part.count > 0 else { return Reply(voice.say(HourPhrase.none, values)) }
    values["income"] = voice.money(sales.part.income)
    values["n"] = voice.number(sales.part.count)
    let share = Percent(sales.part.income, of: sales.total.income).map {
      voice.say(
        HourPhrase.share, ["pct": voice.percent($0), "income": voice.money(sales.total.income)])
    }
    return Reply(voice.say(HourPhrase.part, values), closing: share)
  }

  private func byHour(_ sales: HourlySales, _ period: String, _ slots: Slots) -> Reply {
    let isWorst = slots[.rank] == "worst"
    let ranked = sales.hours.filter { $0.count > 0 }
      .sorted { ($1.income, $0.hour) < ($0.income, $1.hour) }
    guard let first = isWorst ? ranked.last : ranked.first else { return Reply(period) }
    var values = words(first)
    values["period"] = period
    return Reply(
      voice.say(isWorst ? HourPhrase.worst : .best, values),
      lines: sales.hours.map { voice.say(HourPhrase.hour, words($0)) })
  }

  private func words(_ sales: HourSales) -> [String: String] {
    [
      "from": hour(sales.hour * 60), "until": hour(sales.hour * 60 + 60), "income": voice.money(sales.income),
      "n": voice.number(sales.count),
    ]
  }

  /// «9», «9:30».
  private func hour(_ minute: Int) -> String {
    let minutes = minute % 60
    return String(minute / 60) + (minutes == 0 ? "" : ":" + (minutes < 10 ? "0" : "") + String(minutes))
  }

  /// What was asked that the hours are not kept apart by.
  private func partsLeftOut(_ slots: Slots) -> String? {
    let parts: [SlotKey<String>] = [.product, .category, .supplier, .employee, .customer]
    let named = parts.compactMap { slots[$0] } + slots.leftOut
    return named.isEmpty ? nil : voice.say(LackingPhrase.part, ["what": voice.list(named)])
  }
}
