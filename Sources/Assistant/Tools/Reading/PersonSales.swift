internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

/// What one person sold, or one customer bought, for programs and in words.
struct PersonSales {
  let name: String
  /// How many sales and for how much; nil where there were none.
  let sold: (count: Int, income: Money)?
  let isCustomer: Bool

  init(_ seller: String, among sellers: [SellerSales]) {
    (name, isCustomer) = (seller, false)
    sold = sellers.first { $0.name == seller }.map { ($0.count, $0.income) }
  }

  init(to customer: String, among customers: [CustomerSum]) {
    let asked = customer.lowercased()
    let found = customers.first { $0.name.lowercased() == asked }
    (name, isCustomer) = (found?.name ?? customer, true)
    sold = found.map { ($0.sales, $0.amount) }
  }

  func result(in days: DayRange, _ desk: Desk) -> ToolResult {
    let json: JSON = [
      "desde": JSON(days.first), "hasta": JSON(days.last), isCustomer ? "cliente" : "vendedor": .string(name),
      "ventas": JSON(sold?.count ?? 0), "ingresos": JSON(sold?.income ?? .zero, in: desk.session.currency),
    ]
    let voice = desk.voice
    var values = ["period": voice.sentence(voice.period(days, today: desk.today)), "person": name]
    guard let sold else {
      let none = isCustomer ? SalesPhrase.customerNone : .personNone
      return ToolResult(json: json, reply: Reply(voice.say(none, values)))
    }
    values["income"] = voice.money(sold.income)
    values["n"] = voice.number(sold.count)
    let lead = isCustomer ? SalesPhrase.customerLead : .personLead
    return ToolResult(json: json, reply: Reply(voice.say(lead, values)))
  }
}

extension Desk {
  /// What the person sold, or the customer bought, that the question is about; nil for neither.
  func personSales(_ slots: Slots, in days: DayRange) async throws -> PersonSales? {
    let branch = try branch(slots)?.id
    if let customer = slots[.customer] {
      return PersonSales(
        to: customer, among: try await shop.topCustomers(days, branch: branch, session))
    }
    guard let seller = try employee(slots) else { return nil }
    return PersonSales(seller, among: try await shop.sellers(days, branch: branch, session))
  }

  /// The name of the person that the shop knows by what was said: by all of it, or by one of its words.
  ///
  /// - Throws: `ShopError.notFound` where nobody, or more than one, is called so.
  private func employee(_ slots: Slots) throws(ShopError) -> String? {
    guard let said = slots[.employee] else { return nil }
    let name = said.lowercased()
    let people = names.people.map(\.name)
    if let whole = people.first(where: { $0.lowercased() == name }) { return whole }
    let called = people.filter { $0.lowercased().split(separator: " ").contains { $0 == name } }
    guard called.count == 1 else { throw .notFound(kind: "usuario", name: said) }
    return called[0]
  }
}
