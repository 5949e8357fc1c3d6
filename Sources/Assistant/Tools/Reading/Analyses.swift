internal import Insights
internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum AnalysisPhrase: String, Phrase {
  case abcLead = "abc.lead(period)"
  case abcNone = "abc.none(period)"
  case abcClass = "abc.class(class,n,pct,products)"
  case abcLine = "abc.line(product,income,pct)"
  case abcClassLead = "abc.class_lead(class,n,period)"
  case buy = "abc.buy(products)"
  case stopBuying = "abc.stop_buying(products)"
  case stopBuyingTiedUp = "abc.stop_buying_tied_up(products,value)"
  case turnoverLead = "turnover.lead(period)"
  case turnoverIdle = "turnover.idle(product,quantity)"
  case turnoverNone = "turnover.none(period)"
  case turnoverLine = "turnover.line(product,turns,days)"
  case turnoverFast = "turnover.fast(products)"
}

extension Tool {
  /// The products of a period by income with their classes, and what that advises (requirements §17.83, X-11).
  package static let getAbcAnalysis = Tool(
    "getAbcAnalysis",
    [
      Parameter(.period, .period), Parameter(.abcClass, .choice(ABCClass.allCases.map(\.rawValue))),
      Parameter(.branch, .branch), Parameter(.limit, .count),
    ],
    needing: [.seeReports],
    .reads { slots, desk in
      let days = desk.days(slots, otherwise: .lastDays(90))
      let entries = try await desk.shop.abc(days, branch: try desk.branch(slots)?.id, desk.session)
      let asked = slots[.abcClass].flatMap(ABCClass.init)
      let admitted = entries.filter { asked == nil || $0.line.abcClass == asked }
      let listing = Listing(slots)
      let json = JSON.list(
        "productos", listing.rows(admitted).map { $0.json(desk) }, total: admitted.count, window: days,
        with: ["clases": .array(entries.classes.map { $0.json(desk.session.currency) })])
      return ToolResult(
        json: json, reply: desk.abcWords(entries, admitted, asked, days, listing),
        shown: (asked == nil ? [] : listing.shown(admitted)).map(\.product.name))
    })

  /// How often each product's stock turned over in a period, slowest first.
  package static let getTurnover = Tool(
    "getTurnover",
    [
      Parameter(.period, .period), Parameter(.product, .product), Parameter(.branch, .branch),
      Parameter(.limit, .count),
    ],
    needing: [.seeReports],
    .reads { slots, desk in
      let days = desk.days(slots, otherwise: .lastDays(30))
      let product = try desk.product(slots)
      let found = try await desk.shop.turnover(days, branch: try desk.branch(slots)?.id, desk.session)
        .filter { product == nil || $0.product.id == product?.id }
      let listing = Listing(slots)
      let rows = listing.rows(found).map { each -> JSON in
        [
          "sku": JSON(each.product.sku), "nombre": JSON(each.product.name),
          "unidades_vendidas": JSON(each.sold),
          "stock_promedio": JSON(each.turnover.averageStock), "rotacion": JSON(decimal: each.turnover.turns),
          "dias_promedio": JSON(each.turnover.days),
        ]
      }
      return ToolResult(
        json: .list("productos", rows, total: found.count, window: days),
        reply: desk.turnoverWords(found, product, days, listing),
        shown: listing.shown(found).map(\.product.name))
    })
}

extension ABCEntry {
  fileprivate func json(_ desk: Desk) -> JSON {
    let currency = desk.session.currency
    return [
      "producto_id": JSON(product.id.value), "nombre_producto": JSON(product.name), "sku": JSON(product.sku),
      "nombre": JSON(product.name), "total_vendido": JSON(line.sold.units),
      "ingresos_generados": JSON(line.sold.income, in: currency), "porcentaje_ingresos": JSON(line.share),
      "clasificacion": JSON(line.abcClass.rawValue), "recomendacion": JSON(advice?.wireName),
      "valor_inmovilizado": JSON(desk.may(.seeCosts) ? tiedUp : nil, in: currency),
    ]
  }
}

extension PurchaseAdvice {
  fileprivate var wireName: String {
    switch self {
    case .buy: "comprar"
    case .stopBuying: "dejar_de_comprar"
    }
  }
}

/// A class with what its products brought in.
private struct ClassSum {
  let abcClass: ABCClass
  let products: Int
  let income: Money
  let share: Percent?

  func json(_ currency: Currency) -> JSON {
    [
      "clasificacion": JSON(abcClass.rawValue), "productos": JSON(products),
      "ingresos": JSON(income, in: currency), "porcentaje_ingresos": JSON(share),
    ]
  }
}

extension [ABCEntry] {
  fileprivate var classes: [ClassSum] {
    let whole = income
    return ABCClass.allCases.map { abcClass in
      let members = filter { $0.line.abcClass == abcClass }
      return ClassSum(
        abcClass: abcClass, products: members.count, income: members.income,
        share: Percent(members.income, of: whole))
    }
  }

  private var income: Money { reduce(Money.zero) { $0 + $1.line.sold.income } }
}

extension Desk {
  fileprivate func abcWords(
    _ entries: [ABCEntry], _ admitted: [ABCEntry], _ asked: ABCClass?, _ days: DayRange, _ listing: Listing
  ) -> Reply {
    let period = voice.period(days, today: today)
    guard !entries.isEmpty else { return Reply(voice.say(AnalysisPhrase.abcNone, ["period": period])) }
    guard let asked else {
      return Reply(
        voice.say(AnalysisPhrase.abcLead, ["period": period]),
        lines: entries.classes.filter { $0.products > 0 }.map { line($0, entries) },
        closing: advice(entries))
    }
    let shown = listing.shown(admitted)
    let lines = shown.map { entry in
      voice.say(
        AnalysisPhrase.abcLine,
        [
          "product": entry.product.name, "income": voice.money(entry.line.sold.income),
          "pct": entry.line.share.map(voice.percent) ?? "–",
        ])
    }
    let table = Reply.Table(
      columns: [.init(voice, .product), .init(numeric: .income, voice), .init(numeric: .share, voice)],
      rows: shown.map {
        [$0.product.name, voice.money($0.line.sold.income), $0.line.share.map(voice.percent) ?? "–"]
      })
    return Reply(
      voice.say(
        AnalysisPhrase.abcClassLead,
        ["class": asked.rawValue, "n": voice.number(admitted.count), "period": period]),
      lines: lines, table: admitted.isEmpty ? nil : table,
      closing: [listing.rest(of: admitted.count, voice), advice(admitted)].asSentences)
  }

  private func line(_ sum: ClassSum, _ entries: [ABCEntry]) -> String {
    let first = entries.filter { $0.line.abcClass == sum.abcClass }.prefix(3).map(\.product.name)
    return voice.say(
      AnalysisPhrase.abcClass,
      [
        "class": sum.abcClass.rawValue, "n": voice.number(sum.products),
        "pct": sum.share.map(voice.percent) ?? "–",
        "products": first.isEmpty
          ? "–" : first.joined(separator: ", ") + (sum.products > first.count ? "…" : ""),
      ])
  }

  /// What to buy, and what to stop buying with the money in it.
  private func advice(_ entries: [ABCEntry]) -> String? {
    let buy = entries.filter { $0.advice == .buy }.prefix(5).map(\.product.name)
    let stop = entries.filter { $0.advice == .stopBuying }
    let stopped = voice.list(stop.prefix(5).map(\.product.name))
    let tiedUp = stop.prefix(5).reduce(Money.zero) { min($0 + $1.tiedUp, .limit) }
    let stopWords: String? =
      if stop.isEmpty {
        nil
      } else if may(.seeCosts), tiedUp > .zero {
        voice.say(AnalysisPhrase.stopBuyingTiedUp, ["products": stopped, "value": voice.money(tiedUp)])
      } else {
        voice.say(AnalysisPhrase.stopBuying, ["products": stopped])
      }
    return [
      buy.isEmpty ? nil : voice.say(AnalysisPhrase.buy, ["products": voice.list(Array(buy))]), stopWords,
    ].asSentences
  }

  fileprivate func turnoverWords(
    _ found: [ProductTurnover], _ product: Product?, _ days: DayRange, _ listing: Listing
  ) -> Reply {
    let period = voice.period(days, today: today)
    guard let first = found.first else {
      return Reply(voice.say(AnalysisPhrase.turnoverNone, ["period": period]))
    }
    if product != nil { return Reply(turnoverLine(first)) }
    let fast = found.filter { $0.turnover.turnsHundredths != nil }.suffix(3).reversed().map(\.product.name)
    let shown = listing.shown(found)
    let closing = [
      listing.rest(of: found.count, voice),
      fast.isEmpty || found.count <= shown.count
        ? nil : voice.say(AnalysisPhrase.turnoverFast, ["products": voice.list(Array(fast))]),
    ]
    let table = Reply.Table(
      columns: [
        .init(voice, .product), .init(numeric: .quantity, voice), .init(numeric: .turns, voice),
        .init(numeric: .days, voice),
      ],
      rows: shown.map {
        [
          $0.product.name, voice.number($0.sold), $0.turnover.turnsHundredths.map(turns) ?? "–",
          $0.turnover.days.map { voice.number($0) } ?? "–",
        ]
      })
    return Reply(
      voice.say(AnalysisPhrase.turnoverLead, ["period": period]), lines: shown.map(turnoverLine),
      table: table,
      closing: closing.asSentences)
  }

  private func turnoverLine(_ each: ProductTurnover) -> String {
    guard let turns = each.turnover.turnsHundredths, let stay = each.turnover.days else {
      let held = voice.quantity(each.turnover.averageStock, each.product.unit)
      return voice.say(AnalysisPhrase.turnoverIdle, ["product": each.product.name, "quantity": held])
    }
    return voice.say(
      AnalysisPhrase.turnoverLine,
      ["product": each.product.name, "turns": self.turns(turns), "days": voice.days(stay)])
  }

  private func turns(_ hundredths: Int64) -> String { voice.number(Quantity(thousandths: hundredths * 10)) }
}
