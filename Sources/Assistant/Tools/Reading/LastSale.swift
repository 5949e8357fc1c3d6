internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum HistoryPhrase: String, Phrase {
  case lastOfCustomer = "history.last_of_customer(person,day,ago,income,folio,branch)"
  case lastOfSeller = "history.last_of_seller(person,day,ago,income,folio,branch)"
  case lastOfProduct = "history.last_of_product(product,day,ago,folio,branch)"
  case last = "history.last(day,ago,income,folio,branch)"
  case never = "history.never(name)"
  case line = "history.line(units,product,income)"
  case daysAgo = "history.days_ago(n)"
}

extension Desk {
  /// The newest sale of whom or what the question is about: «¿cuándo vino Rosa por última vez?», «¿cuándo se vendió el
  /// último perfume?»; nil where that is not asked.
  func lastSale(_ slots: Slots) async throws -> ToolResult? {
    guard slots[.metric] == "last" else { return nil }
    let (asked, product) = (try goodsAsked(slots), try product(slots))
    let customer = try slots[.customer].map(existingCustomer)
    let seller = customer == nil ? try slots[.employee].map(existingSeller) : nil
    let person = customer.map(SalePerson.customer) ?? seller.map { .seller($0.id) }
    let found = try await shop.lastSale(
      with: person, of: asked.goods, branch: try branch(slots)?.id, session)
    guard let found else {
      let name = customer ?? seller?.name ?? asked.name ?? ""
      return ToolResult(json: ["venta": nil], reply: Reply(voice.say(HistoryPhrase.never, ["name": name])))
    }
    let sale = found.sale
    var values = [
      "day": voice.day(sale.day), "ago": ago(sale.day), "folio": sale.folio.text, "branch": found.branch.name,
    ]
    let lead: String
    if let name = asked.name, person == nil {
      values["product"] = name
      lead = voice.say(HistoryPhrase.lastOfProduct, values)
    } else {
      values["income"] = voice.money(sale.totals.total)
      if let name = customer ?? seller?.name { values["person"] = name }
      lead = voice.say(
        customer != nil ? HistoryPhrase.lastOfCustomer : seller != nil ? .lastOfSeller : .last, values)
    }
    let lines = sale.lines.filter { product == nil || $0.item.product == product?.id }.map { line in
      voice.say(
        HistoryPhrase.line,
        [
          "units": voice.number(line.item.quantity), "product": line.item.name,
          "income": voice.money(line.item.subtotal),
        ])
    }
    return ToolResult(
      json: [
        "venta": [
          "folio": JSON(sale.folio.text), "fecha": JSON(sale.day), "cliente": JSON(sale.customer),
          "sucursal": JSON(found.branch.name), "vendedor": JSON(found.seller),
          "total": JSON(sale.totals.total, in: session.currency),
        ]
      ], reply: Reply(lead, lines: lines), shown: sale.lines.map(\.item.name))
  }

  /// «hoy», «hace 3 días».
  func ago(_ day: BusinessDay) -> String {
    switch today - day {
    case ...0: voice.say(CalendarPhrase.today)
    case 1: voice.say(CalendarPhrase.yesterday)
    case let days: voice.say(HistoryPhrase.daysAgo, ["n": voice.number(days)])
    }
  }
}
