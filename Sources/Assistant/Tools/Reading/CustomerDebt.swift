internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

extension Tool {
  /// Who owes the shop: everybody, one customer with what is left on their layaways, with `scope` `most` whoever owes
  /// most, with `unpaid` those who paid nothing in a period, with `collected` what was paid in one, today without it.
  static let getCustomerDebt = Tool(
    "getCustomerDebt",
    [
      Parameter(.customer, .customer), Parameter(.scope, .choice(["most", "unpaid", "collected"])),
      Parameter(.period, .period), Parameter(.limit, .count),
    ],
    .reads { slots, desk in
      if slots[.scope] == "collected" { return try await desk.debtsPaid(slots) }
      let debts = try await desk.shop.debts(desk.session)
      let name = try slots[.customer].map { try desk.customerName($0, among: debts.map(\.name)) }
      if let name {
        let kept = try await desk.shop.layaways(of: name, desk.session)
        return desk.debt(of: name, debts.filter { $0.name == name }, keeping: kept, slots)
      }
      switch slots[.scope] {
      case "unpaid" where !debts.isEmpty:
        let days = desk.days(slots, otherwise: .span(.this, .month))
        let payers = Set(try await desk.shop.debtsPaid(in: days, desk.session).map(\.customer))
        return desk.unpaid(debts.filter { !payers.contains($0.customer) }, in: days, slots)
      case "most": return desk.most(debts, slots)
      default: return desk.all(debts, slots)
      }
    })
}

extension Desk {
  /// What was paid in some days of what was owed: by all, or by one customer.
  fileprivate func debtsPaid(_ slots: Slots) async throws -> ToolResult {
    let days = days(slots, otherwise: .day(0))
    let all = try await shop.debtsPaid(in: days, session)
    let name = try slots[.customer].map { try customerName($0, among: all.map(\.name)) }
    let paid = all.filter { name == nil || $0.name == name }
    let total = paid.reduce(Money.zero) { $0 + $1.amount }
    let listing = Listing(slots)
    let json = JSON.list(
      "clientes", listing.rows(paid).map { self.json($0, amount: "monto_pagado", day: "ultimo_pago") },
      total: paid.count, window: days, with: ["monto_pagado": JSON(total, in: session.currency)])
    let period = ["period": voice.period(days, today: today)]
    guard !paid.isEmpty else {
      return ToolResult(
        json: json, reply: Reply(voice.sentence(voice.say(CustomerPhrase.noneCollected, period))))
    }
    let values = ["total": voice.money(total), "n": voice.number(paid.count)].merging(period) { $1 }
    return ToolResult(
      json: json,
      reply: Reply(
        voice.sentence(voice.say(CustomerPhrase.collected, values)),
        lines: listing.shown(paid).map {
          voice.say(
            CustomerPhrase.collectedLine, ["customer": $0.name, "amount": voice.money($0.amount)])
        }, closing: listing.rest(of: paid.count, voice)))
  }

  fileprivate func all(_ debts: [CustomerSum], _ slots: Slots) -> ToolResult {
    guard debts.count > 1 else {
      let lead = debts.first.map(line) ?? voice.say(CustomerPhrase.nobodyOwes)
      return ToolResult(json: json(debts, slots), reply: Reply(lead))
    }
    return list(debts, voice.say(CustomerPhrase.debts, words(of: debts)), slots)
  }

  fileprivate func most(_ debts: [CustomerSum], _ slots: Slots) -> ToolResult {
    guard debts.count > 1, let first = debts.first else { return all(debts, slots) }
    return ToolResult(
      json: json(debts, slots),
      reply: Reply(
        voice.say(CustomerPhrase.owesMost, words(of: first)),
        closing: voice.say(CustomerPhrase.debts, words(of: debts)).asSentence))
  }

  fileprivate func unpaid(_ debts: [CustomerSum], in days: DayRange, _ slots: Slots) -> ToolResult {
    let period = voice.period(days, today: today)
    guard !debts.isEmpty else {
      let lead = voice.sentence(voice.say(CustomerPhrase.allPaid, ["period": period]))
      return ToolResult(json: json(debts, slots), reply: Reply(lead))
    }
    return list(
      debts,
      voice.sentence(
        voice.say(CustomerPhrase.unpaid, words(of: debts).merging(["period": period]) { $1 })), slots)
  }

  /// What `customer` owes, and what is left to be paid of what is set aside.
  fileprivate func debt(
    of customer: String, _ debts: [CustomerSum], keeping kept: [Sale], _ slots: Slots
  ) -> ToolResult {
    let lead =
      debts.isEmpty
      ? voice.say(CustomerPhrase.owesNothing, ["customer": customer])
      : debts.map(line).joined(separator: " ")
    var object = json(debts, slots).object ?? JSON.Object()
    guard !kept.isEmpty else { return ToolResult(json: .object(object), reply: Reply(lead)) }
    let left = kept.reduce(Money.zero) { $0 + $1.owed }
    object["apartados_pendiente"] = JSON(left, in: session.currency)
    return ToolResult(
      json: .object(object),
      reply: Reply(
        lead, lines: kept.map(line),
        closing: kept.count > 1
          ? voice.say(
            LayawayPhrase.leftOf, ["n": voice.number(kept.count), "pending": voice.money(left)]) : nil))
  }

  private func list(_ debts: [CustomerSum], _ lead: String, _ slots: Slots) -> ToolResult {
    let listing = Listing(slots)
    return ToolResult(
      json: json(debts, slots),
      reply: Reply(lead, lines: listing.shown(debts).map(line), closing: listing.rest(of: debts.count, voice))
    )
  }

  private func line(_ debt: CustomerSum) -> String { voice.say(CustomerPhrase.debt, words(of: debt)) }

  private func words(of debt: CustomerSum) -> [String: String] {
    [
      "customer": debt.name, "amount": voice.money(debt.amount),
      "since": debt.day.map(voice.shortDay) ?? "",
    ]
  }

  private func words(of debts: [CustomerSum]) -> [String: String] {
    let total = debts.reduce(Money.zero) { $0 + $1.amount }
    return ["total": voice.money(total), "n": voice.number(debts.count)]
  }

  private func json(_ debts: [CustomerSum], _ slots: Slots) -> JSON {
    let total = debts.reduce(Money.zero) { $0 + $1.amount }
    return JSON.list(
      "clientes",
      Listing(slots).rows(debts).map { json($0, amount: "monto_pendiente", day: "desde") },
      total: debts.count, with: ["monto_pendiente": JSON(total, in: session.currency)])
  }
}

extension String {
  /// «Te deben Bs 20 entre 2 clientes:», with nothing listed beneath it.
  fileprivate var asSentence: String { hasSuffix(":") ? dropLast() + "." : self }
}
