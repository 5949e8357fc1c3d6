internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum PricePhrase: String, Phrase {
  case price = "price.lead(product,price,unit)"
  case priceFor = "price.for(product,quantity,total,price,unit)"
  case wholesale = "price.wholesale(quantity,price,unit)"
  case noWholesale = "price.no_wholesale"
  case cost = "price.cost(cost,margin)"
  case costFor = "price.cost_for(product,quantity,total,cost,unit)"
  case unit = "price.unit"
  case litre = "price.litre"
  case kilo = "price.kilo"
  case box = "price.box"

  init(_ unit: Unit) {
    self =
      switch unit {
      case .unit: .unit
      case .litre: .litre
      case .kilo: .kilo
      case .box: .box
      }
  }
}

extension Tool {
  /// What a product sells for, by the unit and wholesale; with `qty`, what so many cost.
  package static let getProductPrice = Tool(
    "getProductPrice",
    [
      Parameter(.product, .product, required: true), Parameter(.quantity, .quantity),
      Parameter(.priceType, .choice(["retail", "wholesale", "cost"])),
    ],
    .reads { slots, desk in
      let product = try desk.requiredProduct(slots)
      return ToolResult(
        json: desk.priceFields(product), reply: try desk.priceWords(product, slots), shown: [product.name])
    })
}

extension Desk {
  fileprivate func priceFields(_ product: Product) -> JSON {
    let prices = product.prices
    let costs = may(.seeCosts)
    return [
      "sku": JSON(product.sku), "nombre": JSON(product.name), "unidad_medida": JSON(product.unit.rawValue),
      "precio_venta": JSON(prices.sale, in: session.currency),
      "precio_mayoreo": JSON(prices.wholesale?.price, in: session.currency),
      "cantidad_mayoreo": prices.wholesale.map { JSON($0.quantity) } ?? .null,
      "precio_compra": JSON(costs && prices.cost > .zero ? prices.cost : nil, in: session.currency),
      "margen_pct": costs ? JSON(product.margin) : .null,
    ]
  }

  fileprivate func priceWords(_ product: Product, _ slots: Slots) throws -> Reply {
    let prices = product.prices
    if slots[.priceType] == "cost" { try session.require(.seeCosts) }
    let unit = voice.say(PricePhrase(product.unit))
    let wholesale = prices.wholesale.map {
      voice.say(
        PricePhrase.wholesale,
        ["quantity": voice.quantity($0.quantity, product.unit), "price": voice.money($0.price), "unit": unit])
    }
    let cost =
      slots[.priceType] == "cost" && prices.cost > .zero
      ? voice.say(
        PricePhrase.cost,
        ["cost": voice.money(prices.cost), "margin": product.margin.map(voice.percent) ?? "–"]) : nil
    let missing =
      slots[.priceType] == "wholesale" && wholesale == nil ? voice.say(PricePhrase.noWholesale) : nil
    if let asked = slots[.quantity], asked.thousandths > 0 {
      let quantity = Quantity(thousandths: asked.thousandths)
      if cost != nil {
        return Reply(
          voice.say(
            PricePhrase.costFor,
            [
              "product": product.name, "quantity": voice.quantity(quantity, product.unit),
              "total": voice.money(try prices.cost.times(quantity)), "cost": voice.money(prices.cost),
              "unit": unit,
            ]))
      }
      let price = prices.unitPrice(for: quantity)
      let lead = voice.say(
        PricePhrase.priceFor,
        [
          "product": product.name, "quantity": voice.quantity(quantity, product.unit),
          "total": voice.money(try price.times(quantity)), "price": voice.money(price), "unit": unit,
        ])
      return Reply(
        lead.then(missing, quantity < prices.wholesale?.quantity ?? quantity ? wholesale : nil, cost))
    }
    let lead = voice.say(
      PricePhrase.price,
      [
        "product": product.name, "price": voice.money(prices.sale),
        "unit": unit,
      ])
    return Reply(lead.then(wholesale, missing, cost))
  }
}
