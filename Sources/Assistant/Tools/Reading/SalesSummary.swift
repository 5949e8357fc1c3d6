internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum SalesPhrase: String, Phrase {
  case lead = "sales.lead(period,income,n)"
  case leadOf = "sales.lead_of(period,product,units,income)"
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
  case bestSeller = "sales.best_seller(person)"
  case bestDay = "sales.best_day(day,income,n,period)"
  case day = "sales.day(day,income,n)"
  case personLead = "sales.person(period,person,income,n)"
  case personNone = "sales.person_none(period,person)"
  case personOf = "sales.person_of(period,person,product,units,income)"
  case personNoneOf = "sales.person_none_of(period,person,product)"
  case customerLead = "sales.customer(period,person,income,n)"
  case customerNone = "sales.customer_none(period,person)"
  case customerOf = "sales.customer_of(period,person,product,units,income)"
  case customerNoneOf = "sales.customer_none_of(period,person,product)"
  case nothingBefore = "sales.nothing_before(period)"
}

extension Tool {
  /// What was sold in some days, by branch, beside the days `against`, or as many days before.
  ///
  /// `metric` chooses what the words begin with: `income` (the default), `units`, `count` or `avg_ticket`; `by` whose
  /// parts follow: the branches', with `employee` the sellers', or with `day` the days', most income first. With an
  /// `employee` it is what that person sold, with a `customer` what they bought.
  package static let getSalesSummary = Tool(
    "getSalesSummary",
    [
      Parameter(.period, .period), Parameter(.against, .period), Parameter(.branch, .branch),
      Parameter(.product, .product),
      Parameter(.category, .category), Parameter(.supplier, .supplier), Parameter(.employee, .text),
      Parameter(.customer, .customer),
      Parameter(.metric, .choice(["income", "units", "count", "avg_ticket"])),
      Parameter(.by, .choice(["branch", "employee", "day"])),
    ],
    .reads { slots, desk in
      let isOfAll = [.product, .category, .supplier].allSatisfy { slots[$0] == nil }
      let isByDay = slots[.by] == "day" && isOfAll
      let days = desk.days(slots, otherwise: isByDay || slots[.customer] != nil ? .lastDays(30) : .day(0))
      if let person = try await desk.personSales(slots, in: days) { return person.result(in: days, desk) }
      let before =
        slots[.against].map { $0.days(on: desk.today).cut(to: days, on: desk.today) }
        ?? days.before(on: desk.today)
      let (branch, product) = (try desk.branch(slots)?.id, try desk.product(slots))
      let (category, supplier) = (try desk.category(slots), try desk.supplier(slots))
      let sales = try await desk.shop.salesSummary(
        days, branch: branch, product: product?.id, category: category?.id, supplier: supplier?.id,
        desk.session)
      let earlier = try await desk.shop.salesSummary(
        before, branch: branch, product: product?.id, category: category?.id, supplier: supplier?.id,
        desk.session)
      let isBySeller = slots[.by] == "employee" && isOfAll
      let sellers = isBySeller ? try await desk.shop.sellers(days, branch: branch, desk.session) : nil
      let daily = isByDay ? try await desk.shop.dailySales(days, branch: branch, desk.session) : nil
      let answer = SalesAnswer(
        sales: sales, earlier: earlier, sellers: sellers, daily: daily, product: product, category: category,
        supplier: supplier, slots: slots, desk: desk)
      return ToolResult(json: answer.json, reply: answer.reply, shown: product.map { [$0.name] } ?? [])
    })
}

/// A sales summary for programs and in words.
private struct SalesAnswer {
  let sales: SalesSummary
  let earlier: SalesSummary
  /// Who sold how much; nil where that was not asked.
  let sellers: [SellerSales]?
  /// What each day sold; nil where that was not asked.
  let daily: [DaySales]?
  let product: Product?
  let category: Inventory.Category?
  let supplier: Supplier?
  let slots: Slots
  let desk: Desk

  private var voice: Voice { desk.voice }
  /// What the question was limited to.
  private var subject: String? { product?.name ?? category?.name ?? supplier?.name }
  private var period: String { voice.sentence(voice.period(sales.days, today: desk.today)) }

  /// Whether the shop sold already when the days began that these are compared with.
  private var isComparable: Bool { sales.firstSale.map { $0 <= earlier.days.first } ?? false }

  /// By how much the income changed; nil where there was none before, or not in all of those days.
  private var change: Percent? {
    guard isComparable else { return nil }
    return Percent(sales.total.income - earlier.total.income, of: earlier.total.income)
  }

  var json: JSON {
    let currency = desk.session.currency
    return [
      "desde": JSON(sales.days.first), "hasta": JSON(sales.days.last), "producto": JSON(product?.name),
      "categoria": JSON(category?.name), "proveedor": JSON(supplier?.name),
      "ventas": JSON(sales.count), "unidades": JSON(sales.total.units),
      "ingresos": JSON(sales.total.income, in: currency),
      "ticket_promedio": JSON(sales.averageTicket, in: currency),
      "sucursales": .array(
        sales.branches.map {
          [
            "sucursal": JSON($0.branch.name), "ventas": JSON($0.count), "unidades": JSON($0.sum.units),
            "ingresos": JSON($0.sum.income, in: currency),
          ]
        }),
      "anterior": [
        "desde": JSON(earlier.days.first), "hasta": JSON(earlier.days.last), "ventas": JSON(earlier.count),
        "unidades": JSON(earlier.total.units), "ingresos": JSON(earlier.total.income, in: currency),
      ], "variacion_pct": JSON(change),
      "vendedores":
        (sellers?.map {
          ["vendedor": .string($0.name), "ventas": JSON($0.count), "ingresos": JSON($0.income, in: currency)]
        }).map(JSON.array) ?? nil,
      "dias":
        (daily?.map {
          ["dia": JSON($0.day), "ventas": JSON($0.count), "ingresos": JSON($0.sum.income, in: currency)]
        }).map(JSON.array) ?? nil,
    ]
  }

  var reply: Reply {
    guard sales.count > 0 || sales.total.units != .zero else {
      let none =
        if let subject {
          voice.say(SalesPhrase.noneOf, ["period": period, "product": subject])
        } else {
          voice.say(SalesPhrase.none, ["period": period])
        }
      return Reply(none)
    }
    if let sellers {
      return Reply(
        lead,
        lines: sellers.map {
          voice.say(
            SalesPhrase.seller,
            ["person": $0.name, "income": voice.money($0.income), "n": voice.number($0.count)])
        },
        closing: sellers.first.flatMap { first in
          sellers.count > 1 ? voice.say(SalesPhrase.bestSeller, ["person": first.name]) : nil
        })
    }
    if let daily, let best = daily.max(by: { ($0.sum.income, $1.day) < ($1.sum.income, $0.day) }) {
      return Reply(
        voice.say(
          SalesPhrase.bestDay,
          [
            "day": voice.day(best.day), "income": voice.money(best.sum.income),
            "n": voice.number(best.count), "period": voice.period(sales.days, today: desk.today),
          ]),
        lines: rows(of: daily), closing: lead)
    }
    let selling = sales.branches.filter { $0.count > 0 || $0.sum.units != .zero }
    let lines =
      selling.count < 2
      ? []
      : selling.map {
        voice.say(
          SalesPhrase.branch,
          ["branch": $0.branch.name, "income": voice.money($0.sum.income), "n": voice.number($0.count)])
      }
    return Reply(lead, lines: lines, closing: comparison)
  }

  /// A week's days in their order, or the best ten of more.
  private func rows(of daily: [DaySales]) -> [String] {
    let shown =
      daily.count <= 7
      ? daily : Array(daily.sorted { ($1.sum.income, $0.day) < ($0.sum.income, $1.day) }.prefix(10))
    return shown.map {
      voice.say(
        SalesPhrase.day,
        [
          "day": voice.day($0.day), "income": voice.money($0.sum.income), "n": voice.number($0.count),
        ])
    }
  }

  private var lead: String {
    let (income, count) = (voice.money(sales.total.income), voice.number(sales.count))
    let units = voice.quantity(sales.total.units, product?.unit ?? .unit)
    if let subject {
      return voice.say(
        SalesPhrase.leadOf, ["period": period, "product": subject, "units": units, "income": income])
    }
    var values = ["period": period, "income": income, "n": count]
    let ticket = sales.averageTicket.map(voice.money)
    if slots[.metric] == "avg_ticket", let ticket {
      values["ticket"] = ticket
      return voice.say(SalesPhrase.ticketLead, values)
    }
    if slots[.metric] == "units" {
      values["units"] = units
      return voice.say(SalesPhrase.unitsLead, values)
    }
    return voice.say(SalesPhrase.lead, values).then(
      voice.say(SalesPhrase.units, ["units": units]),
      ticket.map { voice.say(SalesPhrase.ticket, ["ticket": $0]) })
  }

  private var comparison: String? {
    guard isComparable || earlier.total.income == .zero else { return nil }
    let before =
      earlier.days.count == 1
      ? voice.say(SalesPhrase.singleDay, ["day": voice.day(earlier.days.first)])
      : voice.period(earlier.days, today: desk.today)
    guard let change else { return voice.say(SalesPhrase.nothingBefore, ["period": before]) }
    if change.tenths == 0 { return voice.say(SalesPhrase.same, ["period": before]) }
    return voice.say(
      change.tenths > 0 ? SalesPhrase.more : SalesPhrase.less,
      [
        "pct": voice.percent(Percent(tenths: abs(change.tenths))), "period": before,
        "income": voice.money(earlier.total.income),
      ])
  }
}
