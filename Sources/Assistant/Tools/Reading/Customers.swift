internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum CustomerPhrase: String, Phrase {
  case nobodyOwes = "customers.nobody_owes"
  case owesNothing = "customers.owes_nothing(customer)"
  case debts = "customers.debts(total,n)"
  case debt = "customers.debt(customer,amount,since)"
  case owesMost = "customers.owes_most(customer,amount,since)"
  case unpaid = "customers.unpaid(period,total,n)"
  case allPaid = "customers.all_paid(period)"
  case collected = "customers.collected(period,total,n)"
  case collectedLine = "customers.collected_line(customer,amount)"
  case noneCollected = "customers.none_collected(period)"
  case top = "customers.top(period,n)"
  case topOf = "customers.top_of(period,product,n)"
  case topLine = "customers.top_line(place,customer,amount,n)"
  case noneBought = "customers.none_bought(period)"
  case noneBoughtOf = "customers.none_bought_of(period,product)"
  case unknown = "customers.unknown(customer)"
  case like = "customers.like(names)"
  case absent = "customers.absent(n,day)"
  case absentLine = "customers.absent_line(customer,day,ago,amount)"
  case noneAbsent = "customers.none_absent(day)"
}

extension Tool {
  /// Who buys most; with the `activity` absent who bought in the year before and not in these days, who bought most first.
  static let getTopCustomers = Tool(
    "getTopCustomers",
    [
      Parameter(.period, .period), Parameter(.branch, .branch), Parameter(.product, .product),
      Parameter(.category, .category), Parameter(.supplier, .supplier), Parameter(.except, .text),
      Parameter(.activity, .choice(["absent"])), Parameter(.count, .count), Parameter(.limit, .count),
    ],
    needing: [.seeReports],
    .reads { slots, desk in
      let voice = desk.voice
      let days = desk.days(slots, otherwise: .lastDays(30))
      if slots[.activity] == "absent" { return try await desk.absentCustomers(since: days.first, slots) }
      let customers = try await desk.shop.topCustomers(
        days, branch: try desk.branch(slots)?.id, of: try desk.goods(slots), desk.session)
      let listing = Listing(slots)
      let json = JSON.list(
        "clientes", listing.rows(customers).map { desk.json($0, amount: "total", day: "ultima_venta") },
        total: customers.count, window: days)
      var values = ["period": voice.period(days, today: desk.today)]
      values["product"] = desk.part(of: try desk.goodsAsked(slots).name, slots)
      let isOfAll = values["product"] == nil
      guard !customers.isEmpty else {
        let none = isOfAll ? CustomerPhrase.noneBought : .noneBoughtOf
        return ToolResult(json: json, reply: Reply(voice.sentence(voice.say(none, values))))
      }
      values["n"] = voice.number(customers.count)
      let lines = listing.shown(customers).enumerated().map { index, customer in
        voice.say(
          CustomerPhrase.topLine,
          [
            "place": String(index + 1), "customer": customer.name, "amount": voice.money(customer.amount),
            "n": voice.number(customer.sales),
          ])
      }
      return ToolResult(
        json: json,
        reply: Reply(
          voice.sentence(voice.say(isOfAll ? CustomerPhrase.top : .topOf, values)),
          lines: lines,
          closing: listing.rest(of: customers.count, voice)))
    })
}

extension Desk {
  /// Who bought in the year before `day` and not since.
  fileprivate func absentCustomers(since day: BusinessDay, _ slots: Slots) async throws -> ToolResult {
    let days = DayRange(day - 365, today)
    let absent = try await shop.topCustomers(
      days, branch: try branch(slots)?.id, of: try goodsAsked(slots).goods, session
    ).filter { $0.day.map { $0 < day } ?? false }
    let listing = Listing(slots)
    let json = JSON.list(
      "clientes", listing.rows(absent).map { self.json($0, amount: "total", day: "ultima_venta") },
      total: absent.count, window: days)
    guard !absent.isEmpty else {
      return ToolResult(
        json: json, reply: Reply(voice.say(CustomerPhrase.noneAbsent, ["day": voice.day(day)])))
    }
    let lines = listing.shown(absent).map { customer in
      voice.say(
        CustomerPhrase.absentLine,
        [
          "customer": customer.name, "amount": voice.money(customer.amount),
          "day": customer.day.map(voice.shortDay) ?? "", "ago": customer.day.map(ago) ?? "",
        ])
    }
    return ToolResult(
      json: json,
      reply: Reply(
        voice.say(CustomerPhrase.absent, ["n": voice.number(absent.count), "day": voice.day(day)]),
        lines: lines,
        closing: listing.rest(of: absent.count, voice)))
  }

  func json(_ customer: CustomerSum, amount: String, day: String) -> JSON {
    var object: JSON.Object = ["nombre": .string(customer.name)]
    object[amount] = JSON(customer.amount, in: session.currency)
    object["ventas"] = JSON(customer.sales)
    object[day] = JSON(customer.day)
    return .object(object)
  }
}
