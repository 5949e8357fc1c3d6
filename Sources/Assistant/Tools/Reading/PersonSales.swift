internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

/// What one person sold, everybody but one, or one customer bought, for programs and in words.
struct PersonSales {
  enum Side { case seller, otherSellers, customer }

  let name: String
  let side: Side
  /// How many sales and for how much; nil where there were none.
  let sold: (count: Int, income: Money)?
  /// What of it the question was limited to, and how many of that.
  var part: (name: String, units: Quantity, unit: Unit)?

  func json(in days: DayRange, _ currency: Currency, goods: [GoodsTraded]? = nil) -> JSON {
    var json: JSON.Object = ["desde": JSON(days.first), "hasta": JSON(days.last)]
    switch side {
    case .seller: json["vendedor"] = .string(name)
    case .otherSellers: json["excepto"] = .string(name)
    case .customer: json["cliente"] = .string(name)
    }
    json["producto"] = (part?.name).map(JSON.string)
    json["ventas"] = JSON(sold?.count ?? 0)
    json["unidades"] = (part?.units).map { JSON($0) }
    json["ingresos"] = JSON(sold?.income ?? .zero, in: currency)
    json["productos"] =
      (goods?.map {
        ["nombre": .string($0.name), "unidades": JSON($0.units), "ingresos": JSON($0.income, in: currency)]
      }).map(JSON.array)
    return .object(json)
  }

  func words(in days: DayRange, _ desk: Desk) -> String {
    let voice = desk.voice
    var values = ["period": voice.sentence(voice.period(days, today: desk.today)), "person": name]
    if let part { values["product"] = part.name }
    guard let sold else {
      let none: SalesPhrase =
        switch side {
        case .seller: part == nil ? .personNone : .personNoneOf
        case .otherSellers: .othersNone
        case .customer: part == nil ? .customerNone : .customerNoneOf
        }
      return voice.say(none, values)
    }
    values["income"] = voice.money(sold.income)
    if let part {
      values["units"] = voice.quantity(part.units, part.unit)
    } else {
      values["n"] = voice.number(sold.count)
    }
    let some: SalesPhrase =
      switch side {
      case .seller: part == nil ? .personLead : .personOf
      case .otherSellers: .othersLead
      case .customer: part == nil ? .customerLead : .customerOf
      }
    return voice.say(some, values)
  }
}

extension Desk {
  /// What the person sold, or the customer bought, that the question is about, beside other days where it compares;
  /// nil for neither.
  ///
  /// - Throws: a refusal for a customer that nobody is.
  func personSales(_ slots: Slots, in days: DayRange) async throws -> ToolResult? {
    guard let (person, found) = try await sales(ofPersonIn: slots, days) else { return nil }
    var closing: [String?] = []
    let goods = slots[.by] == "product" ? try await goods(with: person, slots, in: days) : nil
    // «¿quién vende más, Tomás o Lucía?»: of each of them.
    let isOfSellers = slots[.by] == "employee" && found.side != .customer
    let asksForParts =
      slots[.by] != nil && goods == nil && !isOfSellers || ["share", "drivers"].contains(slots[.metric])
    if slots[.against] != nil || ["change", "drivers"].contains(slots[.metric]) {
      let before = daysCompared(with: days, slots)
      let earlier = try await sales(of: person, slots, in: before).sold?.income ?? .zero
      closing.append(comparison(of: found.sold?.income ?? .zero, with: earlier, in: before))
    }
    if asksForParts { closing.append(voice.say(LackingPhrase.parts)) }
    if found.side == .customer, let employee = slots[.employee] {
      closing.append(voice.say(LackingPhrase.part, ["what": employee]))
    }
    let shown = Listing(slots).shown(goods ?? [])
    if let goods { closing.insert(voice.more(than: shown.count, of: goods.count), at: 0) }
    return ToolResult(
      json: found.json(in: days, session.currency, goods: goods),
      reply: Reply(
        found.words(in: days, self), lines: shown.map(words), closing: closing.asSentences),
      shown: shown.map(\.name))
  }

  /// Each product that the person bought or sold in `days`; nil where they may have been everybody's but some, or the
  /// question is of a part of the goods.
  private func goods(
    with person: AskedPerson, _ slots: Slots, in days: DayRange
  ) async throws -> [GoodsTraded]? {
    guard [.product, .category, .supplier, .except].allSatisfy({ slots[$0] == nil }) else { return nil }
    let branch = try branch(slots)?.id
    switch person {
    case .seller(let seller):
      return try await shop.goods(with: .seller(seller.id), in: days, branch: branch, session)
    case .customer(let customer):
      return try await shop.goods(with: .customer(customer.name), in: days, branch: branch, session)
    case .sellersBut: return nil
    }
  }

  private func words(_ goods: GoodsTraded) -> String {
    voice.say(
      HistoryPhrase.line,
      [
        "units": voice.number(goods.units), "product": goods.name, "income": voice.money(goods.income),
      ])
  }

  /// Whose sales a question is about.
  private enum AskedPerson {
    case seller(Person)
    case sellersBut([Person])
    /// By their file, or by the name on their sales where the shop keeps none.
    case customer(CustomerIdentity)
  }

  /// The person that the question is about, with what they sold or bought in `days`; nil for everybody.
  private func sales(
    ofPersonIn slots: Slots, _ days: DayRange
  ) async throws -> (AskedPerson, PersonSales)? {
    let person: AskedPerson
    if let said = slots[.customer] {
      person = .customer(try await customer(called: said, slots, in: days))
    } else if let seller = try slots[.employee].map(existingSeller) {
      person = .seller(seller)
    } else if let sellers = sellersLeftOut(slots) {
      person = .sellersBut(sellers)
    } else {
      return nil
    }
    return (person, try await sales(of: person, slots, in: days))
  }

  /// The sellers that a question leaves out, where it leaves out nothing else and is of all goods.
  private func sellersLeftOut(_ slots: Slots) -> [Person]? {
    let sellers = slots.leftOut.compactMap { name in
      if case .seller(let seller) = leftOut(named: name) { seller } else { nil }
    }
    let isOfAll = [.product, .category, .supplier].allSatisfy { slots[$0] == nil }
    return isOfAll && !sellers.isEmpty && sellers.count == slots.leftOut.count ? sellers : nil
  }

  private func sales(of person: AskedPerson, _ slots: Slots, in days: DayRange) async throws -> PersonSales {
    let branch = try branch(slots)?.id
    switch person {
    case .seller(let seller):
      let all = try await shop.sellers(days, branch: branch, session).first { $0.person == seller.id }
      let found = PersonSales(
        name: seller.name, side: .seller, sold: all.map { ($0.count, $0.income) })
      return try await found.limited(to: slots, with: .seller(seller.id), in: days, self)
    case .sellersBut(let sellers):
      let ids = Set(sellers.map(\.id))
      let others = try await shop.sellers(days, branch: branch, session).filter { !ids.contains($0.person) }
      return PersonSales(
        name: voice.list(sellers.map(\.name)), side: .otherSellers,
        sold: others.isEmpty
          ? nil : (others.reduce(0) { $0 + $1.count }, others.reduce(Money.zero) { $0 + $1.income }))
    case .customer(let customer):
      let all = try await shop.topCustomers(days, branch: branch, session).first { $0.customer == customer }
      let found = PersonSales(
        name: customer.name, side: .customer, sold: all.map { ($0.sales, $0.amount) })
      return try await found.limited(to: slots, with: .customer(customer.name), in: days, self)
    }
  }

  /// The customer on whose sales of `days` the name stands, or one of the shop's who bought nothing then.
  private func customer(
    called said: String, _ slots: Slots, in days: DayRange
  ) async throws -> CustomerIdentity {
    let bought = try await shop.topCustomers(days, branch: try branch(slots)?.id, session).map(\.customer)
    let name = try customerName(said, among: bought.map(\.name))
    let called = bought.filter { $0.name == name }
    guard called.count > 1 else {
      return called.first ?? CustomerIdentity(id: names.customers.first { $0.name == name }?.id, name: name)
    }
    return called.first { $0.id == names.customers.first { $0.name == name }?.id } ?? called[0]
  }

}

extension PersonSales {
  /// What of it is of the goods that the question names and of none that it leaves out.
  fileprivate func limited(
    to slots: Slots, with person: SalePerson, in days: DayRange, _ desk: Desk
  ) async throws -> PersonSales {
    let goods = try desk.goods(slots)
    guard let name = desk.part(of: try desk.goodsAsked(slots).name, slots) else { return self }
    let sum = try await desk.shop.sales(
      of: goods, with: person, in: days, branch: try desk.branch(slots)?.id, desk.session)
    return PersonSales(
      name: self.name, side: side, sold: sum.count > 0 ? (sum.count, sum.income) : nil,
      part: (name, sum.units, try desk.product(slots)?.unit ?? .unit))
  }
}

extension Desk {
  /// What the part of the goods is called that a question is limited to; nil for all of them.
  func part(of goods: String?, _ slots: Slots) -> String? {
    guard let except = namesLeftOut(slots) else { return goods }
    return goods.map { voice.say(SalesPhrase.goodsWithout, ["product": $0, "except": except]) }
      ?? voice.say(SalesPhrase.goodsBut, ["except": except])
  }
}
