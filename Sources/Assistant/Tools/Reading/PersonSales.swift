internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

/// What one person sold, or one customer bought, for programs and in words.
struct PersonSales {
  let name: String
  let isCustomer: Bool
  /// How many sales and for how much; nil where there were none.
  let sold: (count: Int, income: Money)?
  /// What of it the question was limited to, and how many of that.
  var part: (name: String, units: Quantity, unit: Unit)?

  func result(in days: DayRange, _ desk: Desk) -> ToolResult {
    var json: JSON.Object = ["desde": JSON(days.first), "hasta": JSON(days.last)]
    json[isCustomer ? "cliente" : "vendedor"] = .string(name)
    json["producto"] = (part?.name).map(JSON.string)
    json["ventas"] = JSON(sold?.count ?? 0)
    json["unidades"] = (part?.units).map { JSON($0) }
    json["ingresos"] = JSON(sold?.income ?? .zero, in: desk.session.currency)
    return ToolResult(json: .object(json), reply: Reply(words(in: days, desk)))
  }

  private func words(in days: DayRange, _ desk: Desk) -> String {
    let voice = desk.voice
    var values = ["period": voice.sentence(voice.period(days, today: desk.today)), "person": name]
    if let part { values["product"] = part.name }
    guard let sold else {
      let none: SalesPhrase =
        if part != nil {
          isCustomer ? .customerNoneOf : .personNoneOf
        } else {
          isCustomer ? .customerNone : .personNone
        }
      return voice.say(none, values)
    }
    values["income"] = voice.money(sold.income)
    guard let part else {
      values["n"] = voice.number(sold.count)
      return voice.say(isCustomer ? SalesPhrase.customerLead : .personLead, values)
    }
    values["units"] = voice.quantity(part.units, part.unit)
    return voice.say(isCustomer ? SalesPhrase.customerOf : .personOf, values)
  }
}

extension Desk {
  /// What the person sold, or the customer bought, that the question is about; nil for neither.
  ///
  /// - Throws: a refusal for a customer that nobody is.
  func personSales(_ slots: Slots, in days: DayRange) async throws -> PersonSales? {
    let (branch, product) = (try branch(slots)?.id, try product(slots))
    let category = try category(slots)
    let part: (name: String, unit: Unit)? =
      product.map { ($0.name, $0.unit) } ?? category.map { ($0.name, .unit) }
    let found: PersonSales
    let person: SalePerson
    if let said = slots[.customer] {
      let customers = try await shop.topCustomers(days, branch: branch, session)
      let name = try customerName(said, among: customers.map(\.name))
      let namesakes = customers.filter { $0.name == name }
      let bought =
        namesakes.isEmpty
        ? nil : (namesakes.reduce(0) { $0 + $1.sales }, namesakes.reduce(Money.zero) { $0 + $1.amount })
      (found, person) = (PersonSales(name: name, isCustomer: true, sold: bought), .customer(name))
    } else if let seller = try employee(slots) {
      let sold = try await shop.sellers(days, branch: branch, session).first { $0.name == seller.name }
      found = PersonSales(name: seller.name, isCustomer: false, sold: sold.map { ($0.count, $0.income) })
      person = .seller(seller.id)
    } else {
      return nil
    }
    guard let part else { return found }
    let sum = try await shop.sales(
      of: product?.id, category: category?.id, with: person, in: days, branch: branch, session)
    return PersonSales(
      name: found.name, isCustomer: found.isCustomer,
      sold: sum.count > 0 ? (sum.count, sum.income) : nil, part: (part.name, sum.units, part.unit))
  }

  /// The person that the shop knows by what was said: by all of the name, or by one of its words.
  ///
  /// - Throws: `ShopError.notFound` where nobody, or more than one, is called so.
  private func employee(_ slots: Slots) throws(ShopError) -> Person? {
    guard let said = slots[.employee] else { return nil }
    let name = said.lowercased()
    if let whole = names.people.first(where: { $0.name.lowercased() == name }) { return whole }
    let called = names.people.filter { $0.name.lowercased().split(separator: " ").contains { $0 == name } }
    guard called.count == 1 else { throw .notFound(kind: "usuario", name: said) }
    return called[0]
  }
}
