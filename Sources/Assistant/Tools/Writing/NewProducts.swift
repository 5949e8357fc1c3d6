internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

/// The products that one request adds to the catalogue; never none.
struct NewProductsPlan {
  let products: [NewProductPlan]
  private let desk: Desk

  init(_ slots: Slots, _ desk: Desk) throws(ShopError) {
    self.desk = desk
    products = try slots.ofEachNew.map { (slots) throws(ShopError) in try NewProductPlan(slots, desk) }
  }

  var proposal: Reply {
    if products.count == 1 { return products[0].proposal }
    return Reply(
      desk.voice.say(CataloguePhrase.newProducts, ["n": desk.voice.number(products.count)]),
      lines: products.map(\.line))
  }

  func done(_ made: [ProductRecord]) -> Reply {
    if made.count == 1 {
      return Reply(desk.voice.say(CataloguePhrase.productDone, ["product": made[0].product.name]))
    }
    return Reply(
      desk.voice.say(CataloguePhrase.productsDone, ["n": desk.voice.number(made.count)]),
      closing: desk.voice.say(LinePhrase.undo))
  }

  var json: JSON {
    if products.count == 1 { return products[0].json }
    return ["productos": .array(products.map(\.json)), "total": JSON(products.count)]
  }
}

extension Slots {
  /// What is said of each new product: its own name, price and quantity, and what is said of them all.
  fileprivate var ofEachNew: [Slots] {
    guard let items = self[.items] else { return [self] }
    return items.map { item in
      var slots = self
      slots[.items] = nil
      slots[.name] = item.product.said
      (slots[.price], slots[.quantity]) = (item.price, item.quantity)
      return slots
    }
  }
}

extension ProductMention {
  /// The words that name it.
  fileprivate var said: String? {
    switch self {
    case .known(let name): name
    case .ambiguous(let names): names.first
    case .unknown(let words): words
    }
  }
}

extension StockLimits {
  /// Those that were said, and the usual ones as far as they agree with them.
  fileprivate init(_ slots: Slots) throws(ShopError) {
    let usual = StockLimits.standard
    let minimum = slots[.minimum].map { Quantity(thousandths: $0.thousandths) }
    let maximum = slots[.maximum].map { Quantity(thousandths: $0.thousandths) }
    try self.init(
      minimum: minimum ?? min(usual.minimum, maximum ?? usual.minimum),
      maximum: maximum ?? max(usual.maximum, minimum ?? usual.maximum))
  }
}

/// A product to be added to the catalogue.
struct NewProductPlan {
  let desk: Desk
  let new: NewProduct
  let quantity: Quantity?
  let branch: Branch
  private let category: Inventory.Category?
  private let supplier: Supplier?
  /// Whether they were said.
  private let (saysMinimum, saysMaximum): (Bool, Bool)

  init(_ slots: Slots, _ desk: Desk) throws(ShopError) {
    self.desk = desk
    (saysMinimum, saysMaximum) = (slots[.minimum] != nil, slots[.maximum] != nil)
    branch = try desk.branch(slots) ?? desk.session.home
    (category, supplier) = (try desk.category(slots), try desk.supplier(slots))
    let cost = try slots[.cost].map(desk.money) ?? .zero
    let prices = try Prices(sale: try slots[.price].map(desk.money) ?? .zero, cost: cost)
    new = try NewProduct(
      name: desk.voice.sentence(slots[.name] ?? ""), sku: slots[.sku],
      barcode: try slots[.barcode].map { (code) throws(ShopError) in try Barcode(code) },
      category: category?.id, supplier: supplier?.id, prices: prices, limits: try StockLimits(slots))
    let said = slots[.quantity].map { Quantity(thousandths: $0.thousandths) }
    quantity = said == .zero ? nil : said
    if let quantity { try new.unit.checkPositive(quantity, of: new.name) }
  }

  var arrival: ProductArrival {
    ProductArrival(new, firstStock: quantity.map { FirstStock($0, in: branch.id) })
  }

  /// It and its price, in a line among others.
  var line: String {
    let line = desk.voice.say(
      CataloguePhrase.newLine, ["product": new.name, "price": desk.voice.money(new.prices.sale)])
    guard let quantity else { return line }
    let stock = ["quantity": desk.voice.quantity(quantity, new.unit)]
    return line + " · " + desk.voice.say(CataloguePhrase.firstStock, stock)
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
    if saysMinimum {
      notes.append(voice.say(CataloguePhrase.minimum, ["quantity": voice.number(new.limits.minimum)]))
    }
    if saysMaximum {
      notes.append(voice.say(CataloguePhrase.maximum, ["quantity": voice.number(new.limits.maximum)]))
    }
    if new.prices.cost > new.prices.sale {
      notes.append(voice.say(RepricePhrase.belowCost, ["cost": voice.money(new.prices.cost)]))
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
      "cantidad": quantity.map { JSON($0) } ?? nil, "stock_minimo": JSON(new.limits.minimum),
      "stock_maximo": JSON(new.limits.maximum), "proveedor": JSON(supplier?.name),
      "categoria": JSON(category?.name),
    ]
  }
}
