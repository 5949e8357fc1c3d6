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
  case newSupplier = "catalogue.new_supplier(name)"
  case supplierDone = "catalogue.supplier_done(name)"
  case newCustomer = "catalogue.new_customer(name)"
  case customerDone = "catalogue.customer_done(name)"
  case customerPhoneKept = "catalogue.customer_phone_kept(name)"
  case customerKnown = "catalogue.customer_known(name)"
}

extension Tool {
  /// A new product, with its first stock where a quantity was said.
  static let createProduct = Tool(
    "createProduct",
    [
      Parameter(.name, .text, required: true), Parameter(.price, .money, required: true),
      Parameter(.cost, .money), Parameter(.quantity, .quantity), Parameter(.sku, .text),
      Parameter(.barcode, .text), Parameter(.supplier, .supplier), Parameter(.category, .category),
      Parameter(.branch, .branch),
    ],
    needing: [.manageCatalogue],
    .writes(
      propose: { slots, desk in
        try desk.session.require(.manageCatalogue)
        let (known, notes) = desk.withoutUnknownNames(slots)
        let plan = try NewProductPlan(known, desk)
        try await desk.shop.check(plan.new, desk.session)
        var reply = plan.proposal
        reply.lines += notes
        return Proposal(ToolResult(json: plan.json, reply: reply), settled: known)
      },
      perform: { slots, desk, key in
        let plan = try NewProductPlan(slots, desk)
        let product = try await desk.shop.createProduct(
          plan.new, firstStock: plan.quantity.map { FirstStock($0, in: plan.branch.id) }, desk.session,
          key: key
        ).product
        return ToolResult(
          json: plan.json,
          reply: Reply(desk.voice.say(CataloguePhrase.productDone, ["product": product.name])),
          shown: [product.name])
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

private struct NewProductPlan {
  let desk: Desk
  let new: NewProduct
  let quantity: Quantity?
  let branch: Branch
  private let category: Inventory.Category?
  private let supplier: Supplier?

  init(_ slots: Slots, _ desk: Desk) throws(ShopError) {
    self.desk = desk
    branch = try desk.branch(slots) ?? desk.session.home
    (category, supplier) = (try desk.category(slots), try desk.supplier(slots))
    let cost = try slots[.cost].map(desk.money) ?? .zero
    let prices = try Prices(sale: try slots[.price].map(desk.money) ?? .zero, cost: cost)
    new = try NewProduct(
      name: desk.voice.sentence(slots[.name] ?? ""), sku: slots[.sku],
      barcode: try slots[.barcode].map { (code) throws(ShopError) in try Barcode(code) },
      category: category?.id, supplier: supplier?.id, prices: prices)
    let said = slots[.quantity].map { Quantity(thousandths: $0.thousandths) }
    quantity = said == .zero ? nil : said
    if let quantity { try new.unit.checkPositive(quantity, of: new.name) }
  }

  var proposal: Reply {
    let voice = desk.voice
    var notes: [String] = []
    if let sku = new.sku { notes.append(voice.say(CataloguePhrase.sku, ["sku": sku])) }
    if let code = new.barcode?.text {
      notes.append(voice.say(CataloguePhrase.barcode, ["barcode": code]))
    }
    if new.prices.cost > .zero {
      notes.append(voice.say(CataloguePhrase.cost, ["cost": voice.money(new.prices.cost)]))
    }
    if let quantity {
      let stock = voice.say(CataloguePhrase.firstStock, ["quantity": voice.quantity(quantity, new.unit)])
      notes.append([stock, desk.place(branch)].compactMap { $0 }.joined(separator: " "))
    }
    if let supplier { notes.append(voice.say(CataloguePhrase.supplier, ["supplier": supplier.name])) }
    if let category { notes.append(voice.say(CataloguePhrase.category, ["category": category.name])) }
    return Reply(
      voice.say(
        CataloguePhrase.newProduct, ["product": new.name, "price": voice.money(new.prices.sale)]),
      lines: notes)
  }

  var json: JSON {
    let currency = desk.session.currency
    return [
      "nombre": .string(new.name), "sku": JSON(new.sku), "codigo_barras": JSON(new.barcode?.text),
      "precio_venta": JSON(new.prices.sale, in: currency),
      "precio_compra": JSON(new.prices.cost, in: currency),
      "cantidad": quantity.map { JSON($0) } ?? nil, "proveedor": JSON(supplier?.name),
      "categoria": JSON(category?.name),
    ]
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

  fileprivate func named(_ name: String, _ phrase: CataloguePhrase, phone: String? = nil) -> ToolResult {
    ToolResult(
      json: ["nombre": .string(name), "telefono": JSON(phone)],
      reply: Reply(
        voice.say(phrase, ["name": name]),
        lines: phone.map { [voice.say(CataloguePhrase.phone, ["phone": $0])] } ?? []))
  }
}
