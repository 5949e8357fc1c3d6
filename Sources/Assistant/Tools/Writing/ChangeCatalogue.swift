internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum CataloguePhrase: String, Phrase {
  case newProduct = "catalogue.new_product(product,price)"
  case sku = "catalogue.sku(sku)"
  case barcode = "catalogue.barcode(barcode)"
  case cost = "catalogue.cost(cost)"
  case firstStock = "catalogue.first_stock(quantity)"
  case supplier = "catalogue.supplier(supplier)"
  case category = "catalogue.category(category)"
  case noSupplier = "catalogue.no_supplier(supplier)"
  case noCategory = "catalogue.no_category(category,known)"
  case noCategories = "catalogue.no_categories(category)"
  case phone = "catalogue.phone(phone)"
  case productDone = "catalogue.product_done(product)"
  case newProducts = "catalogue.new_products(n)"
  case newLine = "catalogue.new_line(product,price)"
  case productsDone = "catalogue.products_done(n)"
  case newSupplier = "catalogue.new_supplier(name)"
  case supplierDone = "catalogue.supplier_done(name)"
  case newCustomer = "catalogue.new_customer(name)"
  case customerDone = "catalogue.customer_done(name)"
  case customerPhoneKept = "catalogue.customer_phone_kept(name)"
  case customerKnown = "catalogue.customer_known(name)"
}

extension Tool {
  /// A new product, with its first stock where a quantity was said, or several.
  static let createProduct = Tool(
    "createProduct",
    [
      Parameter(.items, .newProducts), Parameter(.name, .text, unless: { slots, _ in slots[.items] != nil }),
      Parameter(.price, .money, unless: { slots, _ in slots[.items] != nil }),
      Parameter(.cost, .money), Parameter(.quantity, .quantity), Parameter(.sku, .text),
      Parameter(.barcode, .text), Parameter(.supplier, .supplier), Parameter(.category, .category),
      Parameter(.branch, .branch),
    ],
    needing: [.manageCatalogue],
    .writes(
      propose: { slots, desk in
        try desk.session.require(.manageCatalogue)
        let (known, notes) = desk.withoutUnknownNames(slots)
        let plan = try NewProductsPlan(known, desk)
        try await desk.shop.check(plan.products.map(\.new), desk.session)
        var reply = plan.proposal
        reply.lines += notes
        return Proposal(ToolResult(json: plan.json, reply: reply), settled: known)
      },
      perform: { slots, desk, key in
        let plan = try NewProductsPlan(slots, desk)
        let made = try await desk.shop.createProducts(plan.products.map(\.arrival), desk.session, key: key)
        return ToolResult(json: plan.json, reply: plan.done(made), shown: made.map(\.product.name))
      }))

  static let createSupplier = Tool(
    "createSupplier", [Parameter(.name, .text, required: true), Parameter(.phone, .text)],
    needing: [.manageCatalogue],
    .writes(
      propose: { slots, desk in
        try desk.session.require(.manageCatalogue)
        let name = slots[.name] ?? ""
        try await desk.shop.check(SupplierFields(name: name, phone: slots[.phone]), desk.session)
        return Proposal(desk.named(name, CataloguePhrase.newSupplier, phone: slots[.phone]), settled: slots)
      },
      perform: { slots, desk, key in
        let supplier = try await desk.shop.createSupplier(
          SupplierFields(name: slots[.name] ?? "", phone: slots[.phone]), desk.session, key: key)
        return desk.named(supplier.fields.name, CataloguePhrase.supplierDone, phone: supplier.fields.phone)
      }))

  static let createCustomer = Tool(
    "createCustomer", [Parameter(.name, .text, required: true), Parameter(.phone, .text)],
    needing: [.sell],
    .writes(
      propose: { slots, desk in
        try desk.session.require(.sell)
        let name = slots[.name] ?? ""
        let words = Normalizer.normalize(name).words
        if let known = desk.names.customers.first(where: { Normalizer.normalize($0.name).words == words }) {
          let phrase: CataloguePhrase = slots[.phone] == nil ? .customerKnown : .customerPhoneKept
          throw Refusal(desk.named(known.name, phrase).reply)
        }
        return Proposal(desk.named(name, CataloguePhrase.newCustomer, phone: slots[.phone]), settled: slots)
      },
      perform: { slots, desk, key in
        let customer = try await desk.shop.createCustomer(
          CustomerFields(name: slots[.name] ?? "", phone: slots[.phone]), desk.session, key: key)
        return desk.named(customer.fields.name, CataloguePhrase.customerDone, phone: customer.fields.phone)
      }))
}

extension Desk {
  /// What was said of a new product without a supplier or category that the shop does not have, and a note of each.
  fileprivate func withoutUnknownNames(_ slots: Slots) -> (slots: Slots, notes: [String]) {
    var known = slots
    var notes: [String] = []
    if let said = slots[.supplier], (try? supplier(slots)) == nil {
      known[.supplier] = nil
      notes.append(voice.say(CataloguePhrase.noSupplier, ["supplier": said]))
    }
    if let said = slots[.category], (try? category(slots)) == nil {
      known[.category] = nil
      let known = Set(names.categories.map(\.name)).sorted().prefix(8)
      notes.append(
        known.isEmpty
          ? voice.say(CataloguePhrase.noCategories, ["category": said])
          : voice.say(CataloguePhrase.noCategory, ["category": said, "known": voice.list(Array(known))]))
    }
    return (known, notes)
  }

  fileprivate func named(_ name: String, _ phrase: CataloguePhrase, phone: String? = nil) -> ToolResult {
    ToolResult(
      json: ["nombre": .string(name), "telefono": JSON(phone)],
      reply: Reply(
        voice.say(phrase, ["name": name]),
        lines: phone.map { [voice.say(CataloguePhrase.phone, ["phone": $0])] } ?? []))
  }
}
