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
  case top = "customers.top(period,n)"
  case topLine = "customers.top_line(place,customer,amount,n)"
  case noneBought = "customers.none_bought(period)"
  case unknown = "customers.unknown(customer)"
  case like = "customers.like(names)"
}

extension Tool {
  /// Who buys most.
  static let getTopCustomers = Tool(
    "getTopCustomers",
    [
      Parameter(.period, .period), Parameter(.branch, .branch), Parameter(.count, .count),
      Parameter(.limit, .count),
    ],
    .reads { slots, desk in
      let voice = desk.voice
      let days = desk.days(slots, otherwise: .lastDays(30))
      let customers = try await desk.shop.topCustomers(days, branch: try desk.branch(slots)?.id, desk.session)
      let listing = Listing(slots)
      let json = JSON.list(
        "clientes", listing.rows(customers).map { desk.json($0, amount: "total", day: "ultima_venta") },
        total: customers.count, window: days)
      let period = ["period": voice.period(days, today: desk.today)]
      guard !customers.isEmpty else {
        return ToolResult(
          json: json, reply: Reply(voice.sentence(voice.say(CustomerPhrase.noneBought, period))))
      }
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
          voice.sentence(
            voice.say(
              CustomerPhrase.top, period.merging(["n": voice.number(customers.count)]) { $1 })),
          lines: lines,
          closing: listing.rest(of: customers.count, voice)))
    })
}

extension Desk {
  func json(_ customer: CustomerSum, amount: String, day: String) -> JSON {
    var object: JSON.Object = ["nombre": .string(customer.name)]
    object[amount] = JSON(customer.amount, in: session.currency)
    object["ventas"] = JSON(customer.sales)
    object[day] = JSON(customer.day)
    return .object(object)
  }
}
