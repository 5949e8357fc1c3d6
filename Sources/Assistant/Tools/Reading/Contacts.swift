internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum ContactPhrase: String, Phrase {
  case suppliers = "contacts.suppliers(n)"
  case noSuppliers = "contacts.no_suppliers"
  case customers = "contacts.customers(n)"
  case noCustomers = "contacts.no_customers"
  case line = "contacts.line(name,contact)"
  case bare = "contacts.bare(name)"
}

extension Tool {
  /// The shop's suppliers with what they are reached by, or one of them.
  static let getSuppliers = Tool(
    "getSuppliers", [Parameter(.supplier, .supplier), Parameter(.limit, .count)],
    .reads { slots, desk in
      try desk.session.require(.lookUp)
      let only = try desk.supplier(slots)
      let suppliers = only.map { [$0] } ?? desk.names.suppliers.sorted { $0.name < $1.name }
      let listing = Listing(slots)
      let json = JSON.list(
        "proveedores",
        listing.rows(suppliers).map { supplier in
          [
            "nombre": .string(supplier.name), "telefono": JSON(supplier.phone), "email": JSON(supplier.email),
            "dias_entrega_estimado": JSON(supplier.leadTime),
          ]
        }, total: suppliers.count)
      let lines = listing.shown(suppliers).map { desk.contact($0.name, [$0.phone, $0.email]) }
      return desk.contacts(
        lines, of: suppliers.count, isOne: only != nil, .suppliers, orNone: .noSuppliers, listing, json)
    })

  /// The shop's customers with what they are reached by, or those that a name means.
  static let getCustomers = Tool(
    "getCustomers", [Parameter(.customer, .customer), Parameter(.limit, .count)],
    .reads { slots, desk in
      try desk.session.require(.lookUp)
      let name = try slots[.customer].map(desk.existingCustomer)
      let customers = desk.names.customers.filter { name == nil || $0.name == name }.sorted {
        $0.name < $1.name
      }
      let listing = Listing(slots)
      let json = JSON.list(
        "clientes",
        listing.rows(customers).map { ["nombre": .string($0.name), "telefono": JSON($0.phone)] },
        total: customers.count)
      let lines = listing.shown(customers).map { desk.contact($0.name, [$0.phone]) }
      return desk.contacts(
        lines, of: customers.count, isOne: name != nil, .customers, orNone: .noCustomers, listing, json)
    })
}

extension Desk {
  fileprivate func contact(_ name: String, _ ways: [String?]) -> String {
    let ways = ways.compactMap(\.self).filter { !$0.isEmpty }
    return ways.isEmpty
      ? voice.say(ContactPhrase.bare, ["name": name])
      : voice.say(ContactPhrase.line, ["name": name, "contact": ways.joined(separator: ", ")])
  }

  fileprivate func contacts(
    _ lines: [String], of count: Int, isOne: Bool, _ many: ContactPhrase, orNone none: ContactPhrase,
    _ listing: Listing, _ json: JSON
  ) -> ToolResult {
    let reply =
      if lines.isEmpty {
        Reply(voice.say(none))
      } else if isOne {
        Reply(lines[0], lines: Array(lines.dropFirst()))
      } else {
        Reply(
          voice.say(many, ["n": voice.number(count)]), lines: lines, closing: listing.rest(of: count, voice))
      }
    return ToolResult(json: json, reply: reply)
  }
}
