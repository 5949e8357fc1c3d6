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
  case minimum = "catalogue.minimum(quantity)"
  case maximum = "catalogue.maximum(quantity)"
  case supplier = "catalogue.supplier(supplier)"
  case category = "catalogue.category(category)"
  case noSupplier = "catalogue.no_supplier(supplier)"
  case noCategory = "catalogue.no_category(category,known)"
  case noCategories = "catalogue.no_categories(category)"
  case phone = "catalogue.phone(phone)"
  case email = "catalogue.email(email)"
  case leadTime = "catalogue.lead_time(days)"
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
      Parameter(.cost, .money), Parameter(.quantity, .quantity), Parameter(.minimum, .quantity),
      Parameter(.maximum, .quantity), Parameter(.sku, .text),
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
    "createSupplier",
    [
      Parameter(.name, .text, required: true), Parameter(.phone, .text), Parameter(.email, .text),
      Parameter(.leadTime, .count),
    ],
    needing: [.manageCatalogue],
    .writes(
      propose: { slots, desk in
        try desk.session.require(.manageCatalogue)
        let fields = SupplierFields(slots)
        try await desk.shop.check(fields, desk.session)
        return Proposal(desk.named(fields.name, CataloguePhrase.newSupplier, slots), settled: slots)
      },
      perform: { slots, desk, key in
        let supplier = try await desk.shop.createSupplier(SupplierFields(slots), desk.session, key: key)
        return desk.named(supplier.fields.name, CataloguePhrase.supplierDone, slots)
      }))

  static let createCustomer = Tool(
    "createCustomer",
    [Parameter(.name, .text, required: true), Parameter(.phone, .text), Parameter(.email, .text)],
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
        try CustomerFields(slots).check()
        return Proposal(desk.named(name, CataloguePhrase.newCustomer, slots), settled: slots)
      },
      perform: { slots, desk, key in
        let customer = try await desk.shop.createCustomer(CustomerFields(slots), desk.session, key: key)
        return desk.named(customer.fields.name, CataloguePhrase.customerDone, slots)
      }))
}

extension Slots {
  /// In how many days a supplier delivers, where that was said.
  fileprivate var daysOfDelivery: Int? { self[.leadTime].map { Int(clamping: $0.thousandths / 1000) } }
}

extension SupplierFields {
  fileprivate init(_ slots: Slots) {
    self.init(name: slots[.name] ?? "", phone: slots[.phone], email: slots[.email])
    if let days = slots.daysOfDelivery { leadTime = days }
  }
}

extension CustomerFields {
  fileprivate init(_ slots: Slots) {
    self.init(name: slots[.name] ?? "", phone: slots[.phone])
    email = slots[.email]
  }
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

  /// Says `phrase` of somebody, with what of `slots` tells how they are reached.
  fileprivate func named(_ name: String, _ phrase: CataloguePhrase, _ slots: Slots = Slots()) -> ToolResult {
    let leadTime = slots.daysOfDelivery
    var object: JSON.Object = ["nombre": .string(name), "telefono": JSON(slots[.phone])]
    if let email = slots[.email] { object["email"] = .string(email) }
    if let leadTime { object["dias_entrega_estimado"] = JSON(leadTime) }
    let lines = [
      slots[.phone].map { voice.say(CataloguePhrase.phone, ["phone": $0]) },
      slots[.email].map { voice.say(CataloguePhrase.email, ["email": $0]) },
      leadTime.map { voice.say(CataloguePhrase.leadTime, ["days": voice.days($0)]) },
    ]
    return ToolResult(
      json: .object(object),
      reply: Reply(voice.say(phrase, ["name": name]), lines: lines.compactMap(\.self)))
  }
}
