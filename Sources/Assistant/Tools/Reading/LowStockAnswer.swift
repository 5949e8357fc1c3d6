internal import Insights
internal import Inventory
internal import Shop
internal import Understanding

enum LowStockPhrase: String, Phrase {
  case ordersLead = "restock.lead(n)"
  case nothingToOrder = "restock.nothing"
  case nothingToOrderOf = "restock.nothing_of(what)"
  case orderLine = "restock.line(product,quantity)"
  case orderTotal = "restock.total(quantity,cost)"
  case idle = "restock.idle(n)"
  case idleOut = "restock.idle_out(n)"
  case orderChoice = "restock.choice"
  case levelsLead = "low.lead(n)"
  case levelsEmpty = "low.nothing"
  case outLead = "low.out(n)"
  case outNone = "low.none_out"
  case belowLead = "low.below(n,threshold)"
  case belowNone = "low.none_below(threshold)"
  case levelsChoice = "low.choice"
  case levelLine = "low.line(product,reason)"
  case critical = "low.critical(n)"
  case criticalNone = "low.none_critical"
  case rest = "low.rest(n)"
  case window = "low.window(first,last)"
  case paceByDay = "pace.day(n)"
  case paceByWeek = "pace.week(n)"
  case paceNone = "pace.none"
  case left = "pace.left(quantity)"
  case leftAndCover = "pace.left_cover(quantity,cover)"
  case coverExact = "cover.exact(n)"
  case coverAbout = "cover.about(n)"
  case coverUnderADay = "cover.under_a_day"
  case strategicGoodMargin = "merit.strategic_good_margin"
  case strategic = "merit.strategic"
  case goodMargin = "merit.good_margin"
  case monthShare = "merit.month_share(pct)"
}

/// The low stock report in words: what to buy, or what is left.
struct LowStockAnswer {
  let report: StockReport
  let listing: Listing
  let slots: Slots
  let desk: Desk

  private var voice: Voice { desk.voice }

  /// What to buy, how much of it and why.
  func orders() -> (Reply, [StockFinding]) {
    let needed = report.findings.filter { $0.replenishment.suggested > .zero }
    let shown = Array(listing.shown(needed))
    let lead = ordersLead(Set(needed.map(\.product.id)).count)
    let out = report.findings.count { $0.replenishment.suggested <= .zero && $0.level.available <= .zero }
    let idle = report.total - needed.count - out
    let closing = [
      listing.rest(of: needed.count, voice), needed.count > 1 ? total : nil,
      idle > 0 ? voice.say(LowStockPhrase.idle, ["n": voice.number(idle)]) : nil,
      out > 0 ? voice.say(LowStockPhrase.idleOut, ["n": voice.number(out)]) : nil, rest,
      desk.withoutSome(slots), window,
    ]
    let reply = Reply(
      lead, lines: shown.map(orderLine), table: table(shown, with: .order), closing: closing.asSentences,
      choices: needed.isEmpty ? [] : [voice.say(LowStockPhrase.orderChoice)])
    return (reply, shown)
  }

  private func ordersLead(_ count: Int) -> String {
    let count = count > 0 ? voice.number(count) : nil
    return switch (slots.asksOfUrgent, count) {
    case (true, let count?): voice.say(LowStockPhrase.critical, ["n": count])
    case (true, nil): voice.say(LowStockPhrase.criticalNone)
    case (false, let count?): voice.say(LowStockPhrase.ordersLead, ["n": count])
    case (false, nil): nothingToOrder
    }
  }

  /// That nothing is to be bought, and of what, where only a part of the goods was asked about.
  private var nothingToOrder: String {
    let goods: [SlotKey<String>] = [.product, .category, .supplier]
    let asked = goods.compactMap { slots[$0] }
    return asked.isEmpty
      ? voice.say(LowStockPhrase.nothingToOrder)
      : voice.say(LowStockPhrase.nothingToOrderOf, ["what": voice.list(asked)])
  }

  /// What is left of everything that is low.
  func levels() -> (Reply, [StockFinding]) {
    let shown = Array(listing.shown(report.findings))
    guard !shown.isEmpty else {
      return (Reply(nothingLow, closing: [rest, desk.withoutSome(slots)].asSentences), [])
    }
    let critical = report.findings.count { $0.isCritical }
    let closing = [
      listing.rest(of: report.total, voice),
      critical > 0 && !slots.asksOfNothingLeft && !slots.asksOfUrgent
        ? voice.say(LowStockPhrase.critical, ["n": voice.number(critical)]) : nil, rest,
      desk.withoutSome(slots), window,
    ]
    let reply = Reply(
      levelsLead, lines: shown.map(levelLine), table: table(shown, with: .why), closing: closing.asSentences,
      choices: report.suggestedUnits > .zero ? [voice.say(LowStockPhrase.levelsChoice)] : [])
    return (reply, shown)
  }

  private var levelsLead: String {
    let count = voice.number(report.total)
    if slots.asksOfNothingLeft { return voice.say(LowStockPhrase.outLead, ["n": count]) }
    if slots.asksOfUrgent { return voice.say(LowStockPhrase.critical, ["n": count]) }
    guard let threshold = slots.askedThreshold else {
      return voice.say(LowStockPhrase.levelsLead, ["n": count])
    }
    return voice.say(LowStockPhrase.belowLead, ["n": count, "threshold": voice.number(threshold)])
  }

  private var nothingLow: String {
    if slots.asksOfNothingLeft { return voice.say(LowStockPhrase.outNone) }
    if slots.asksOfUrgent { return voice.say(LowStockPhrase.criticalNone) }
    guard let threshold = slots.askedThreshold else { return voice.say(LowStockPhrase.levelsEmpty) }
    return voice.say(LowStockPhrase.belowNone, ["threshold": voice.number(threshold)])
  }

  private func orderLine(_ finding: StockFinding) -> String {
    let order = voice.say(
      LowStockPhrase.orderLine,
      [
        "product": desk.place(of: finding, slots),
        "quantity": voice.quantity(finding.replenishment.suggested, finding.product.unit),
      ])
    return order.then(voice.pace(of: finding), merits(finding))
  }

  private func levelLine(_ finding: StockFinding) -> String {
    voice.say(
      LowStockPhrase.levelLine,
      [
        "product": desk.place(of: finding, slots),
        "reason": voice.reason(for: finding, below: slots.askedThreshold),
      ])
  }

  /// Why it is worth buying beyond its pace: strategic, a good margin, a large part of the month's sales.
  private func merits(_ finding: StockFinding) -> String? {
    let merit: LowStockPhrase? =
      switch (finding.level.isStrategic, finding.hasHighMargin) {
      case (true, true): .strategicGoodMargin
      case (true, false): .strategic
      case (false, true): .goodMargin
      case (false, false): nil
      }
    let share = desk.may(.seeReports) ? finding.monthShare : nil
    return [
      merit.map { voice.say($0) },
      share.flatMap {
        $0 < notableShare ? nil : voice.say(LowStockPhrase.monthShare, ["pct": voice.percent($0)])
      },
    ].asSentences
  }

  /// From here on a product's part of the month's sales is worth a word.
  private var notableShare: Percent { Percent(tenths: 50) }

  private func table(_ findings: [StockFinding], with last: ListPhrase) -> Reply.Table? {
    guard !findings.isEmpty else { return nil }
    let branch = desk.namesBranches(slots)
    let columns =
      [.init(voice, .product)] + (branch ? [.init(voice, .branch)] : [])
      + [
        Reply.Table.Column(numeric: .left, voice), .init(numeric: .week, voice),
        .init(numeric: .cover, voice),
        last == .order ? .init(numeric: .order, voice) : .init(voice, .why),
      ]
    let rows = findings.map { finding in
      [finding.product.name] + (branch ? [finding.branch.name] : [])
        + [
          voice.number(finding.level.available), voice.number(finding.level.sales.last7),
          finding.replenishment.cover.map { voice.number($0) } ?? "–",
          last == .order
            ? voice.number(finding.replenishment.suggested)
            : finding.explaining.map { voice.name($0.rule) } ?? "–",
        ]
    }
    return Reply.Table(columns: columns, rows: rows)
  }

  private var total: String? {
    guard let cost = report.suggestedCost, desk.may(.seeCosts) else { return nil }
    return voice.say(
      LowStockPhrase.orderTotal,
      ["quantity": voice.quantity(report.suggestedUnits, .unit), "cost": voice.money(cost)])
  }

  /// How many products are normal, where the rules were asked and not a number.
  private var rest: String? {
    guard slots[.product] == nil, slots[.threshold] == nil, !slots.asksOfNothingLeft, report.normal > 0 else {
      return nil
    }
    return voice.say(LowStockPhrase.rest, ["n": voice.number(report.normal)])
  }

  private var window: String {
    let week = report.window.week
    return voice.say(
      LowStockPhrase.window, ["first": voice.shortDay(week.first), "last": voice.shortDay(week.last)])
  }
}

extension StockReport {
  /// All that the formula suggests to buy.
  var suggestedUnits: Quantity { findings.reduce(.zero) { $0 + $1.replenishment.suggested } }

  /// What that costs at the purchase prices; nil where a price is not known.
  var suggestedCost: Money? {
    var sum = Money.zero
    for finding in findings where finding.replenishment.suggested > .zero {
      let price = finding.product.prices.cost
      guard price > .zero, let cost = try? price.times(finding.replenishment.suggested), sum + cost <= .limit
      else {
        return nil
      }
      sum += cost
    }
    return sum
  }
}

extension Desk {
  /// The product's name, with its branch where several are spoken of.
  func place(of finding: StockFinding, _ slots: Slots) -> String {
    guard namesBranches(slots) else { return finding.product.name }
    return voice.say(ListPhrase.place, ["product": finding.product.name, "branch": finding.branch.name])
  }
}

extension Voice {
  /// How fast it sells, what is left and how long that lasts.
  func pace(of finding: StockFinding) -> String {
    let level = finding.level
    let sold = level.sales.last7
    let pace =
      sold <= .zero
      ? say(LowStockPhrase.paceNone)
      : sold.thousandths % 7000 == 0
        ? say(LowStockPhrase.paceByDay, ["n": number(finding.replenishment.dailyAverage)])
        : say(LowStockPhrase.paceByWeek, ["n": number(sold)])
    return "\(pace) \(left(of: finding))"
  }

  private func left(of finding: StockFinding) -> String {
    let level = finding.level
    if level.isAllReserved {
      return sentence(
        say(ReasonPhrase.allReserved, ["quantity": quantity(level.onHand, finding.product.unit)]))
    }
    if level.available <= .zero { return sentence(say(ReasonPhrase.outOfStock)) }
    let left = quantity(level.available, finding.product.unit)
    guard let cover = finding.replenishment.cover else { return say(LowStockPhrase.left, ["quantity": left]) }
    return say(LowStockPhrase.leftAndCover, ["quantity": left, "cover": words(for: cover)])
  }

  /// «cubre 2 días», «cubre ≈5 días», «no cubre un día».
  func words(for cover: Cover) -> String {
    let days = number(Int(clamping: cover.days))
    if cover.tenths < 10 { return say(LowStockPhrase.coverUnderADay) }
    return say(cover.tenths % 10 == 0 ? LowStockPhrase.coverExact : LowStockPhrase.coverAbout, ["n": days])
  }

  /// The days in tenths, for a column: «5,2».
  func number(_ cover: Cover) -> String {
    number(Quantity(thousandths: cover.tenths.multipliedReportingOverflow(by: 100).0))
  }

  /// Why a product stands in a stock report: its rule, or the number that was asked for.
  func reason(for finding: StockFinding, below threshold: Quantity? = nil) -> String {
    if let hit = finding.explaining { return explain(hit, of: finding) }
    if threshold == nil, finding.level.available <= .zero { return say(ReasonPhrase.outOfStock) }
    let left = quantity(finding.level.available, finding.product.unit)
    guard let threshold else { return say(ReasonPhrase.normal, ["quantity": left]) }
    return say(ReasonPhrase.below, ["quantity": left, "threshold": number(threshold)])
  }
}
