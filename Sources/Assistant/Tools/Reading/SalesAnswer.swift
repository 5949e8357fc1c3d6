internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

/// A sales summary for programs and in words.
struct SalesAnswer {
  let sales: SalesSummary
  let earlier: SalesSummary
  /// What was sold in all, where a part of it is asked about.
  let all: SalesSummary
  /// Who sold how much; nil where that was not asked.
  let sellers: [SellerSales]?
  /// What each day sold; nil where that was not asked.
  let daily: [DaySales]?
  /// What of it changed most, up or down as the whole did; nil where that was not asked.
  let drivers: [SalesDriver]?
  /// What each category, supplier or product sold; nil where that was not asked.
  let parts: [SalesPart]?
  let product: Product?
  let category: Inventory.Category?
  let supplier: Supplier?
  let slots: Slots
  let desk: Desk

  var voice: Voice { desk.voice }
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
      "categoria": JSON(category?.name), "proveedor": JSON(supplier?.name), "excepto": JSON(slots[.except]),
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
      "partes":
        (parts?.map { ["nombre": .string($0.name), "ingresos": JSON($0.income, in: currency)] })
        .map(JSON.array) ?? nil,
      "cambios":
        (drivers?.map {
          [
            "producto": .string($0.product), "ingresos": JSON($0.income, in: currency),
            "ingresos_antes": JSON($0.before, in: currency),
          ]
        }).map(JSON.array) ?? nil,
    ]
  }

  var reply: Reply {
    var reply = ofDays
    let isInParts = sellers != nil || daily != nil || parts != nil || [nil, "branch"].contains(slots[.by])
    if !isInParts { reply.closing = [reply.closing, voice.say(LackingPhrase.parts)].asSentences }
    return reply
  }

  private var ofDays: Reply {
    guard sales.count > 0 || sales.total.units != .zero || slots[.except] != nil else {
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
        closing: sellers.count > 1
          ? (slots[.rank] == "worst" ? sellers.last : sellers.first).map { person in
            voice.say(
              slots[.rank] == "worst" ? SalesPhrase.worstSeller : .bestSeller, ["person": person.name])
          } : nil)
    }
    if slots[.metric] == "daily", let dayAverage { return Reply(dayAverage, closing: lead) }
    if let daily, let ofDays = ofDays(daily) { return ofDays }
    if let parts {
      let rows = rows(of: parts)
      if let first = first(of: parts) { return Reply(first, lines: rows, closing: lead) }
      return Reply(
        lead, lines: rows,
        closing: [voice.more(than: Self.mostParts, of: parts.count), comparison].asSentences)
    }
    if slots[.metric] == "share" { return share }
    let selling = sales.branches.filter { $0.count > 0 || $0.sum.units != .zero }
    let lines =
      selling.count < 2
      ? []
      : selling.map {
        voice.say(
          SalesPhrase.branch,
          ["branch": $0.branch.name, "income": voice.money($0.sum.income), "n": voice.number($0.count)])
      }
    if let drivers, let comparison {
      return Reply(comparison, lines: drivers.map { $0.words(voice) }, closing: lead)
    }
    guard ["change", "drivers"].contains(slots[.metric]), let comparison else {
      return Reply(lead, lines: lines, closing: comparison)
    }
    return Reply(comparison, lines: lines, closing: lead)
  }

  private static let mostParts = 12

  /// The first ones, each with its part of the whole.
  private func rows(of parts: [SalesPart]) -> [String] {
    parts.prefix(Self.mostParts).map {
      voice.say(
        SalesPhrase.branchShare,
        [
          "branch": $0.name, "pct": percent($0.income, of: sales.total.income),
          "income": voice.money($0.income),
        ])
    }
  }

  /// What part it is of all, or of what was sold in all each branch.
  private var share: Reply {
    let selling = all.branches.filter { $0.count > 0 }
    guard let subject = subject ?? slots[.branch] else {
      return Reply(
        lead,
        lines: selling.map {
          voice.say(
            SalesPhrase.branchShare,
            [
              "branch": $0.branch.name, "pct": percent($0.sum.income, of: all.total.income),
              "income": voice.money($0.sum.income),
            ])
        }, closing: comparison)
    }
    return Reply(
      voice.say(
        SalesPhrase.share,
        [
          "period": period, "product": subject, "pct": percent(sales.total.income, of: all.total.income),
          "income": voice.money(sales.total.income), "total": voice.money(all.total.income),
        ]), closing: comparison)
  }

  private func percent(_ part: Money, of whole: Money) -> String {
    voice.percent(Percent(part, of: whole) ?? Percent(tenths: 0))
  }

  var lead: String {
    let (income, count) = (voice.money(sales.total.income), voice.number(sales.count))
    let units = voice.quantity(sales.total.units, product?.unit ?? .unit)
    if subject != nil || slots[.except] != nil { return leadOfPart(units: units, income: income) }
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

  /// What was sold of some goods, or without some.
  private func leadOfPart(units: String, income: String) -> String {
    var values = ["period": period, "units": units, "income": income]
    values["product"] = subject
    values["except"] = desk.namesLeftOut(slots)
    let phrase: SalesPhrase =
      slots[.except] == nil ? .leadOf : subject == nil ? .leadWithout : .leadOfWithout
    return voice.say(phrase, values)
  }

  private var comparison: String? {
    guard isComparable || earlier.total.income == .zero else { return nil }
    return desk.comparison(of: sales.total.income, with: earlier.total.income, in: earlier.days)
  }
}
