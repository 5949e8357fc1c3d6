internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum ProductChangePhrase: String, Phrase {
  case name = "product_change.name(product,name)"
  case sku = "product_change.sku(product,sku)"
  case barcode = "product_change.barcode(product,barcode)"
  case cost = "product_change.cost(product,old,new)"
  case firstCost = "product_change.first_cost(product,new)"
  case minimum = "product_change.minimum(product,old,new)"
  case maximum = "product_change.maximum(product,old,new)"
  case supplier = "product_change.supplier(product,supplier)"
  case category = "product_change.category(product,category)"
  case withdraw = "product_change.withdraw(product)"
  case withdrawStock = "product_change.withdraw_stock(quantity)"
  case done = "product_change.done(product)"
  case withdrawn = "product_change.withdrawn(product)"
  case what = "product_change.what(product)"
}

extension Tool {
  /// What of a product changes beside its sale price: its name, SKU, barcode, cost, limits, supplier or category, or
  /// that it is sold at all.
  static let changeProduct = Tool(
    "changeProduct",
    [
      Parameter(.product, .product, required: true), Parameter(.name, .text), Parameter(.sku, .text),
      Parameter(.barcode, .text),
      Parameter(.cost, .money), Parameter(.minimum, .quantity), Parameter(.maximum, .quantity),
      Parameter(.supplier, .supplier), Parameter(.category, .category),
      Parameter(.action, .choice(["withdraw"])),
    ],
    needing: [.manageCatalogue],
    .writes(
      propose: { slots, desk in
        try desk.session.require(.manageCatalogue)
        let plan = try ProductChangePlan(slots, desk)
        try await plan.check()
        return Proposal(
          ToolResult(json: plan.json, reply: try await plan.proposal, shown: [plan.product.name]),
          settled: slots)
      },
      perform: { slots, desk, key in
        let plan = try ProductChangePlan(slots, desk)
        let record = try await desk.shop.changeProduct(plan.product.id, plan.change, desk.session, key: key)
        let phrase: ProductChangePhrase = plan.isWithdrawal ? .withdrawn : .done
        return ToolResult(
          json: plan.json,
          reply: Reply(
            desk.voice.say(phrase, ["product": record.product.name]), closing: desk.voice.say(LinePhrase.undo)
          ),
          shown: plan.isWithdrawal ? [] : [record.product.name])
      }))
}

private struct ProductChangePlan {
  let desk: Desk
  let product: Product
  let change: ProductChange
  private let supplier: Supplier?
  private let category: Inventory.Category?

  private var voice: Voice { desk.voice }
  var isWithdrawal: Bool { change.isActive == false }

  init(_ slots: Slots, _ desk: Desk) throws {
    self.desk = desk
    product = try desk.requiredProduct(slots)
    (supplier, category) = (try desk.supplier(slots), try desk.category(slots))
    var change = ProductChange()
    change.name = slots[.name].map(desk.voice.sentence)
    change.sku = slots[.sku].map { .some($0) }
    change.barcode = try slots[.barcode].map { .some(try Barcode($0).text) }
    change.cost = try slots[.cost].map(desk.money)
    change.minimum = slots[.minimum].map { Quantity(thousandths: $0.thousandths) }
    change.maximum = slots[.maximum].map { Quantity(thousandths: $0.thousandths) }
    change.supplier = supplier.map { .some($0.id) }
    change.category = category.map { .some($0.id) }
    if slots[.action] == "withdraw" { change.isActive = false }
    self.change = change
  }

  /// - Throws: `Refusal` where nothing is to change, `ShopError` where it is so already or may not be.
  func check() async throws {
    guard change != ProductChange() else {
      throw Refusal(Reply(voice.say(ProductChangePhrase.what, ["product": product.name])))
    }
    try await desk.shop.check(change, of: product.id, desk.session)
  }

  var proposal: Reply {
    get async throws {
      var lines = sentences
      if isWithdrawal {
        lines.append(voice.say(ProductChangePhrase.withdraw, ["product": product.name]))
        let left = try await desk.shop.stocks(of: [product.id], desk.session).first?.total ?? .zero
        if left > .zero {
          lines.append(
            voice.say(ProductChangePhrase.withdrawStock, ["quantity": voice.quantity(left, product.unit)]))
        }
      }
      if let caution = change.cost.flatMap({ desk.caution(costing: product, $0) }) { lines.append(caution) }
      return Reply(lines.first ?? "", lines: Array(lines.dropFirst()))
    }
  }

  /// What becomes of each field, in a sentence.
  private var sentences: [String] {
    var lines: [String] = []
    func say(_ phrase: ProductChangePhrase, _ words: [String: String]) {
      lines.append(voice.say(phrase, words.merging(["product": product.name]) { word, _ in word }))
    }
    if let name = change.name { say(.name, ["name": name]) }
    if case .some(let sku?) = change.sku { say(.sku, ["sku": sku]) }
    if case .some(let barcode?) = change.barcode { say(.barcode, ["barcode": barcode]) }
    if let cost = change.cost {
      let old = product.prices.cost
      if old > .zero {
        say(.cost, ["old": voice.money(old), "new": voice.money(cost)])
      } else {
        say(.firstCost, ["new": voice.money(cost)])
      }
    }
    if let minimum = change.minimum {
      say(.minimum, ["old": voice.number(product.limits.minimum), "new": voice.number(minimum)])
    }
    if let maximum = change.maximum {
      say(.maximum, ["old": voice.number(product.limits.maximum), "new": voice.number(maximum)])
    }
    if let supplier { say(.supplier, ["supplier": supplier.name]) }
    if let category { say(.category, ["category": category.name]) }
    return lines
  }

  var json: JSON {
    let currency = desk.session.currency
    var object: JSON.Object = ["sku": JSON(product.sku), "nombre": .string(product.name)]
    object["nombre_nuevo"] = change.name.map(JSON.string)
    if case .some(let sku?) = change.sku { object["sku_nuevo"] = .string(sku) }
    if case .some(let barcode?) = change.barcode { object["codigo_barras"] = .string(barcode) }
    object["precio_compra"] = change.cost.map { JSON($0, in: currency) }
    object["stock_minimo"] = change.minimum.map { JSON($0) }
    object["stock_maximo"] = change.maximum.map { JSON($0) }
    object["proveedor"] = (supplier?.name).map(JSON.string)
    object["categoria"] = (category?.name).map(JSON.string)
    if isWithdrawal { object["activo"] = false }
    return .object(object)
  }
}
