internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum SalesPhrase: String, Phrase {
  case lead = "sales.lead(period,income,n)"
  case leadOf = "sales.lead_of(period,product,units,income)"
  case leadWithout = "sales.lead_without(period,except,units,income)"
  case leadOfWithout = "sales.lead_of_without(period,product,except,units,income)"
  case share = "sales.share(period,product,pct,income,total)"
  case branchShare = "sales.branch_share(branch,pct,income)"
  case none = "sales.none(period)"
  case noneOf = "sales.none_of(period,product)"
  case ticketLead = "sales.ticket_lead(period,ticket,income,n)"
  case unitsLead = "sales.units_lead(period,units,income,n)"
  case units = "sales.units(units)"
  case ticket = "sales.ticket(ticket)"
  case branch = "sales.branch(branch,income,n)"
  case seller = "sales.seller(person,income,n)"
  case more = "sales.more(pct,period,income)"
  case less = "sales.less(pct,period,income)"
  case same = "sales.same(period)"
  case singleDay = "sales.single_day(day)"
  case worstSeller = "sales.worst_seller(person)"
  case bestWeekday = "sales.best_weekday(weekday,average,period)"
  case worstWeekday = "sales.worst_weekday(weekday,average,period)"
  case weekdayLine = "sales.weekday_line(weekday,average)"
  case bestSeller = "sales.best_seller(person)"
  case bestDay = "sales.best_day(day,income,n,period)"
  case worstDay = "sales.worst_day(day,income,n,period)"
  case bestWeek = "sales.best_week(part,income)"
  case worstWeek = "sales.worst_week(part,income)"
  case bestMonth = "sales.best_month(part,income)"
  case worstMonth = "sales.worst_month(part,income)"
  case dayAverage = "sales.day_average(average)"
  case day = "sales.day(day,income,n)"
  case personLead = "sales.person(period,person,income,n)"
  case personNone = "sales.person_none(period,person)"
  case personOf = "sales.person_of(period,person,product,units,income)"
  case driver = "sales.driver(product,income,before)"
  case goodsWithout = "sales.goods_without(product,except)"
  case goodsBut = "sales.goods_but(except)"
  case othersLead = "sales.others(period,person,income,n)"
  case othersNone = "sales.others_none(period,person)"
  case personNoneOf = "sales.person_none_of(period,person,product)"
  case customerLead = "sales.customer(period,person,income,n)"
  case customerNone = "sales.customer_none(period,person)"
  case customerOf = "sales.customer_of(period,person,product,units,income)"
  case customerNoneOf = "sales.customer_none_of(period,person,product)"
  case weekdayLead = "sales.weekday(weekday,average,n,days,period)"
  case weekdayOf = "sales.weekday_of(weekday,product,average,n,days,period)"
  case ofProfit = "sales.of_profit(amount)"
  case perSale = "sales.per_sale(amount)"
  case countOfSales = "sales.count(n)"
  case otherDays = "sales.other_days"
  case unknownSeller = "sales.unknown_seller(person)"
  case nothingBefore = "sales.nothing_before(period)"
}

extension Tool {
  /// What was sold in some days, by branch, beside the days `against`, or as many days before.
  ///
  /// `metric` chooses what the words begin with: `income` (the default), `units`, `count`, `avg_ticket`, the `share` of
  /// all sales, the `change` since the days before or its `drivers`, the goods that changed most; `except` leaves goods
  /// out; `profit` is what was left of it, `last` the newest sale of whom or what the question is about; `hours`, as
  /// `09:00-12:30`, are a part of each day; `rank` chooses which of the parts of time that `by` names the words begin
  /// with; `by` whose parts follow: the branches', with `employee` the sellers', with `day` the days', or those of the
  /// categories, suppliers or products, most income first. With an `employee` it is what that person sold, with a
  /// `customer` what they bought.
  package static let getSalesSummary = Tool(
    "getSalesSummary",
    [
      Parameter(.period, .period), Parameter(.against, .period), Parameter(.branch, .branch),
      Parameter(.product, .product),
      Parameter(.category, .category), Parameter(.supplier, .supplier), Parameter(.employee, .text),
      Parameter(.customer, .customer), Parameter(.except, .text),
      Parameter(
        .metric,
        .choice([
          "income", "units", "count", "avg_ticket", "share", "change", "drivers", "profit", "last", "daily",
        ])),
      Parameter(.rank, .choice(["worst"])),
      Parameter(.hours, .text),
      Parameter(.weekday, .choice(Period.Weekday.allCases.map(\.rawValue))),
      Parameter(
        .by,
        .choice(["branch", "employee", "day", "hour", "weekday"] + SalesPart.Kind.allCases.map(\.rawValue))),
    ],
    needing: [.seeReports],
    .reads { slots, desk in
      if let result = try await desk.lastSale(slots) { return result }
      if let result = try await desk.hourSales(slots) { return result }
      if let result = try await desk.salesByWeekday(slots) { return result }
      if let result = try await desk.weekdaySales(slots) { return result }
      let isOfAll = [.product, .category, .supplier, .except].allSatisfy { slots[$0] == nil }
      let isByDay = slots[.by] == "day"
      let kind = slots[.by].flatMap(SalesPart.Kind.init)
      let isLong = isByDay || slots[.metric] == "daily" || kind != nil || slots[.customer] != nil
      let days = desk.days(
        slots, otherwise: slots[.by] == "month" ? .lastMonths(12) : isLong ? .lastDays(30) : .day(0))
      if let result = try await desk.personSales(slots, in: days) { return result }
      let branch = try desk.branch(slots)?.id
      let sales = try await desk.salesSummary(days, slots)
      let before = desk.daysCompared(with: days, slots)
      let earlier = try await desk.salesSummary(before, slots)
      let isShare = slots[.metric] == "share" && (!isOfAll || branch != nil)
      let all =
        isShare ? try await desk.shop.salesSummary(days, branch: isOfAll ? nil : branch, desk.session) : nil
      let isBySeller = slots[.by] == "employee" && isOfAll
      let sellers = isBySeller ? try await desk.shop.sellers(days, branch: branch, desk.session) : nil
      let daily = isByDay ? try await desk.dailySales(days, slots) : nil
      let product = try desk.product(slots)
      let asksWhy = slots[.metric] == "drivers" && product == nil
      let drivers = asksWhy ? try await desk.drivers(of: days, since: before, slots) : nil
      let parts = if let kind { try await desk.parts(of: days, by: kind, slots) } else { nil as [SalesPart]? }
      let earned = try await desk.earned(in: days, slots)
      let answer = SalesAnswer(
        sales: sales, earlier: earlier, all: all ?? sales, sellers: sellers, daily: daily,
        drivers: drivers, parts: parts, product: product, category: try desk.category(slots),
        supplier: try desk.supplier(slots), slots: slots, desk: desk)
      return ToolResult(
        json: .object((answer.json.object ?? JSON.Object()).with(earned?.json.object ?? JSON.Object())),
        reply: earned?.reply ?? answer.reply, shown: product.map { [$0.name] } ?? [])
    })
}

extension Desk {
  /// What was left of what was sold in `days`; nil where that is not asked.
  fileprivate func earned(in days: DayRange, _ slots: Slots) async throws -> ToolResult? {
    guard slots[.metric] == "profit" else { return nil }
    try session.require(.seeCosts)
    return try await earnings(in: days, slots)
  }

  /// What was sold in `days` of what the question is about, without what it leaves out.
  fileprivate func salesSummary(_ days: DayRange, _ slots: Slots) async throws -> SalesSummary {
    let branches = slots.leftOut.compactMap { leftOut(named: $0)?.branch?.id }
    let sales = try await shop.salesSummary(
      days, branch: try branch(slots)?.id, of: try goods(slots, besideBranches: true), session)
    return branches.isEmpty ? sales : sales.without(Set(branches))
  }
}
