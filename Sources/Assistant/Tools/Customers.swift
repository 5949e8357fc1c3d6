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
  case top = "customers.top(period)"
  case topLine = "customers.top_line(place,customer,amount,n)"
  case noneBought = "customers.none_bought(period)"
  case unknown = "customers.unknown(customer)"
  case like = "customers.like(names)"
}

extension Tool {
  /// Who owes the shop.
  static let getCustomerDebt = Tool(
    "getCustomerDebt", [Parameter(.customer, .customer), Parameter(.limit, .count)],
    .reads { slots, desk in
      let voice = desk.voice
      var debts = try await desk.shop.debts(desk.session)
      let customer = try slots[.customer].map { try desk.customerName($0, among: debts.map(\.name)) }
      if let customer { debts.removeAll { $0.name != customer } }
      let listing = Listing(slots)
      let total = debts.reduce(Money.zero) { $0 + $1.amount }
      let json = JSON.list(
        "clientes", listing.rows(debts).map { desk.json($0, amount: "monto_pendiente", day: "desde") },
        total: debts.count, with: ["monto_pendiente": JSON(total, in: desk.session.currency)])
      guard !debts.isEmpty else {
        let lead =
          customer.map { voice.say(CustomerPhrase.owesNothing, ["customer": $0]) }
          ?? voice.say(CustomerPhrase.nobodyOwes)
        return ToolResult(json: json, reply: Reply(lead))
      }
      let lines = listing.shown(debts).map { debt in
        voice.say(
          CustomerPhrase.debt,
          [
            "customer": debt.name, "amount": voice.money(debt.amount),
            "since": debt.day.map(voice.shortDay) ?? "",
          ])
      }
      guard debts.count > 1 else { return ToolResult(json: json, reply: Reply(lines.joined())) }
      let lead = voice.say(
        CustomerPhrase.debts, ["total": voice.money(total), "n": voice.number(debts.count)])
      return ToolResult(
        json: json, reply: Reply(lead, lines: lines, closing: listing.rest(of: debts.count, voice)))
    })

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
          voice.sentence(voice.say(CustomerPhrase.top, period)), lines: lines,
          closing: listing.rest(of: customers.count, voice)))
    })
}

extension Desk {
  fileprivate func json(_ customer: CustomerSum, amount: String, day: String) -> JSON {
    var object: JSON.Object = ["nombre": .string(customer.name)]
    object[amount] = JSON(customer.amount, in: session.currency)
    object["ventas"] = JSON(customer.sales)
    object[day] = JSON(customer.day)
    return .object(object)
  }
}
