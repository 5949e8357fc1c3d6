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
  case topOf = "customers.top_of(period,product,n)"
  case topLine = "customers.top_line(place,customer,amount,n)"
  case noneBought = "customers.none_bought(period)"
  case noneBoughtOf = "customers.none_bought_of(period,product)"
  case unknown = "customers.unknown(customer)"
  case like = "customers.like(names)"
}

extension Tool {
  /// Who buys most.
  static let getTopCustomers = Tool(
    "getTopCustomers",
    [
      Parameter(.period, .period), Parameter(.branch, .branch), Parameter(.product, .product),
      Parameter(.category, .category), Parameter(.supplier, .supplier), Parameter(.except, .text),
      Parameter(.count, .count), Parameter(.limit, .count),
    ],
    needing: [.seeReports],
    .reads { slots, desk in
      let voice = desk.voice
      let days = desk.days(slots, otherwise: .lastDays(30))
      let goods = try desk.goodsAsked(slots)
      let customers = try await desk.shop.topCustomers(
        days, branch: try desk.branch(slots)?.id, of: goods.groups, except: try desk.goodsLeftOut(slots),
        desk.session)
      let listing = Listing(slots)
      let json = JSON.list(
        "clientes", listing.rows(customers).map { desk.json($0, amount: "total", day: "ultima_venta") },
        total: customers.count, window: days)
      var values = ["period": voice.period(days, today: desk.today)]
      values["product"] = desk.part(of: goods.name, slots)
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
  func json(_ customer: CustomerSum, amount: String, day: String) -> JSON {
    var object: JSON.Object = ["nombre": .string(customer.name)]
    object[amount] = JSON(customer.amount, in: session.currency)
    object["ventas"] = JSON(customer.sales)
    object[day] = JSON(customer.day)
    return .object(object)
  }
}
