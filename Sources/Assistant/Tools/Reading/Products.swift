internal import Insights
internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum ProductPhrase: String, Phrase {
  case stockLead = "stock.lead(product,quantity)"
  case stockNone = "stock.none(product)"
  case stockAllReserved = "stock.all_reserved(product,quantity)"
  case stockLine = "stock.line(branch,quantity)"
  case stockReserved = "stock.reserved(quantity)"
  case stockInTransit = "stock.in_transit(quantity)"
  case stockOrder = "stock.order(quantity)"
  case stockOrderAt = "stock.order_at(quantity,branches)"
  case stockOrderPart = "stock.order_part(branch,quantity)"
  case searchLead = "search.lead(n)"
  case searchNone = "search.none"
  case searchCheapest = "search.cheapest(product,price)"
  case searchDearest = "search.dearest(product,price)"
  case searchBelow = "search.below(n,price)"
  case searchNoneBelow = "search.none_below(price)"
  case searchLine = "search.line(product,price,quantity)"
  case supplierLead = "supplier.lead(product,supplier)"
  case supplierNone = "supplier.none(product)"
  case supplierContact = "supplier.contact(contact)"
}

extension Tool {
  /// How much there is of a product, or of those that a search finds, in all and in each branch.
  package static let getProductStock = Tool(
    "getProductStock",
    [
      Parameter(.product, .product), Parameter(.query, .text), Parameter(.branch, .branch),
      Parameter(.category, .category), Parameter(.supplier, .supplier), Parameter(.limit, .count),
    ],
    .reads { slots, desk in
      let listing = Listing(slots)
      let branch = try desk.branch(slots)
      let found = try await desk.products(slots)
      let stocks: [ProductStock]
      let reply: Reply
      if let only = found.first, found.count == 1 {
        let (stock, outlook) = try await desk.shop.outlook(of: only.id, branch: branch?.id, desk.session)
        stocks = [stock]
        reply = desk.words(for: stock, outlook)
      } else {
        stocks = try await desk.shop.stocks(
          of: listing.rows(found).map(\.id), branch: branch?.id, desk.session)
        reply = desk.words(for: Array(listing.shown(stocks)), of: found.count, listing)
      }
      return ToolResult(
        json: .list("productos", stocks.map(\.json), total: found.count), reply: reply,
        shown: listing.shown(stocks).map(\.product.name))
    })

  /// Products by words, category, supplier or importance, with their prices and how many there are.
  package static let searchProducts = Tool(
    "searchProducts",
    [
      Parameter(.query, .text), Parameter(.category, .category), Parameter(.supplier, .supplier),
      Parameter(.type, .choice(["strategic"])),
      Parameter(.sort, .choice(ProductOrder.allCases.map(\.rawValue))), Parameter(.threshold, .money),
      Parameter(.limit, .count),
    ],
    .reads { slots, desk in
      let listing = Listing(slots)
      let order = slots[.sort].flatMap(ProductOrder.init)
      let found = try await desk.products(slots)
      let stocks = try await desk.shop.stocks(of: listing.rows(found).map(\.id), desk.session)
      let voice = desk.voice
      let shown = listing.shown(stocks)
      let below = try slots[.threshold].map(desk.money)
      let lead =
        stocks.isEmpty
        ? desk.noneFound(below: below)
        : found.first.flatMap { first in order.flatMap { desk.words(for: first, $0) } }
          ?? desk.lead(of: found.count, below: below)
      let reply = Reply(
        lead,
        lines: shown.map {
          voice.say(
            ProductPhrase.searchLine,
            [
              "product": $0.product.name, "price": voice.money($0.product.prices.sale),
              "quantity": voice.quantity($0.available, $0.product.unit),
            ])
        },
        table: stocks.isEmpty
          ? nil
          : Reply.Table(
            columns: [.init(voice, .product), .init(numeric: .price, voice), .init(numeric: .left, voice)],
            rows: shown.map {
              [$0.product.name, voice.money($0.product.prices.sale), voice.number($0.available)]
            }),
        closing: listing.rest(of: found.count, voice))
      return ToolResult(
        json: .list("productos", stocks.map { desk.searchFields($0) }, total: found.count), reply: reply,
        shown: shown.map(\.product.name))
    })

  /// Whom the shop buys a product from.
  package static let getSupplier = Tool(
    "getSupplier", [Parameter(.product, .product, required: true)],
    .reads { slots, desk in
      let product = try desk.requiredProduct(slots)
      let supplier = try await desk.shop.supplier(of: product, desk.session)
      let json: JSON = [
        "sku": JSON(product.sku), "nombre": JSON(product.name), "proveedor": JSON(supplier?.name),
        "telefono": JSON(supplier?.phone), "email": JSON(supplier?.email),
        "dias_entrega_estimado": JSON(supplier?.leadTime),
      ]
      let voice = desk.voice
      guard let supplier else {
        return ToolResult(
          json: json, reply: Reply(voice.say(ProductPhrase.supplierNone, ["product": product.name])),
          shown: [product.name])
      }
      let contact = [supplier.phone, supplier.email].compactMap(\.self)
      let lead = voice.say(ProductPhrase.supplierLead, ["product": product.name, "supplier": supplier.name])
        .then(
          contact.isEmpty
            ? nil : voice.say(ProductPhrase.supplierContact, ["contact": contact.joined(separator: ", ")]),
          voice.say(OrderingPhrase.leadTime, ["n": voice.number(supplier.leadTime)]))
      return ToolResult(json: json, reply: Reply(lead), shown: [product.name])
    })
}

extension ProductStock {
  var reserved: Quantity { branches.reduce(.zero) { $0 + $1.balance.reserved } }
  var inTransit: Quantity { branches.reduce(.zero) { $0 + $1.balance.inTransit } }
  var available: Quantity { total - reserved }

  fileprivate var json: JSON {
    [
      "sku": JSON(product.sku), "nombre": JSON(product.name), "total": JSON(total),
      "reservado": JSON(reserved),
      "disponible": JSON(available), "unidad_medida": JSON(product.unit.rawValue),
      "sucursales": .array(
        branches.map {
          [
            "sucursal": JSON($0.branch.name), "cantidad": JSON($0.balance.onHand),
            "reservado": JSON($0.balance.reserved), "en_transito": JSON($0.balance.inTransit),
          ]
        }),
    ]
  }
}

extension Desk {
  /// The product named, or those that the words, category, supplier and type admit, by name or best match.
  fileprivate func products(_ slots: Slots) async throws -> [Product] {
    if let product = try product(slots) { return [product] }
    let (category, supplier) = (try category(slots), try supplier(slots)?.id)
    let goods = GoodsSelection(category: category?.id, supplier: supplier)
    var found = try await shop.search(slots[.query] ?? "", of: goods, limit: nil, session).products
    if let category, slots[.query] == nil {
      // Creams are also those that lie elsewhere.
      let inCategory = Set(found.map(\.id))
      found += try await shop.search(
        category.name, of: GoodsSelection(supplier: supplier), limit: nil, session
      ).products
        .filter { $0.isCalled(category) && !inCategory.contains($0.id) }
    }
    let below = try slots[.threshold].map(money)
    let admitted = found.filter { product in
      (slots[.type] != "strategic" || product.isStrategic)
        && (below.map { product.prices.sale < $0 } ?? true)
    }
    guard let order = slots[.sort].flatMap(ProductOrder.init) else { return admitted }
    return order.sorted(admitted.called(slots[.query] ?? ""))
  }

  fileprivate func lead(of count: Int, below: Money?) -> String {
    let count = voice.number(count)
    return below.map { voice.say(ProductPhrase.searchBelow, ["n": count, "price": voice.money($0)]) }
      ?? voice.say(ProductPhrase.searchLead, ["n": count])
  }

  fileprivate func noneFound(below: Money?) -> String {
    below.map { voice.say(ProductPhrase.searchNoneBelow, ["price": voice.money($0)]) }
      ?? voice.say(ProductPhrase.searchNone)
  }

  fileprivate func words(for first: Product, _ order: ProductOrder) -> String? {
    order.phrase.map { voice.say($0, ["product": first.name, "price": voice.money(first.prices.sale)]) }
  }

  /// How much there is, where, how long it lasts and what to do.
  fileprivate func words(for stock: ProductStock, _ outlook: Outlook) -> Reply {
    let (product, unit) = (stock.product, stock.product.unit)
    let lead =
      if stock.total > .zero, stock.available <= .zero {
        voice.say(
          ProductPhrase.stockAllReserved,
          ["product": product.name, "quantity": voice.quantity(stock.total, unit)])
      } else if stock.total <= .zero {
        voice.say(ProductPhrase.stockNone, ["product": product.name])
      } else {
        voice.say(
          ProductPhrase.stockLead, ["product": product.name, "quantity": voice.quantity(stock.total, unit)])
      }
    let partlyReserved = stock.reserved > .zero && stock.available > .zero
    let closing = [
      partlyReserved
        ? voice.say(ProductPhrase.stockReserved, ["quantity": voice.quantity(stock.reserved, unit)]) : nil,
      stock.inTransit > .zero
        ? voice.say(ProductPhrase.stockInTransit, ["quantity": voice.quantity(stock.inTransit, unit)]) : nil,
      outlook.soldInWeek > .zero
        ? voice.rate(ofWeek: outlook.soldInWeek, available: stock.available) : nil,
      outlook.isShort ? order(outlook, of: stock) : nil,
    ]
    return Reply(
      lead,
      lines: stock.branches.count > 1 && stock.total > .zero ? stock.branches.map { line($0, unit) } : [],
      closing: closing.asSentences)
  }

  /// What to order, and for which branches where the shop has several.
  private func order(_ outlook: Outlook, of stock: ProductStock) -> String {
    let unit = stock.product.unit
    let sum = voice.quantity(outlook.suggested.values.reduce(.zero, +), unit)
    let wanting = stock.branches.map(\.branch).filter { outlook.suggested[$0.id] != nil }
    guard stock.branches.count > 1 else { return voice.say(ProductPhrase.stockOrder, ["quantity": sum]) }
    let branches = wanting.map { branch in
      wanting.count == 1
        ? branch.name
        : voice.say(
          ProductPhrase.stockOrderPart,
          ["branch": branch.name, "quantity": voice.number(outlook.suggested[branch.id] ?? .zero)])
    }
    return voice.say(ProductPhrase.stockOrderAt, ["quantity": sum, "branches": voice.list(branches)])
  }

  private func line(_ place: (branch: Branch, balance: Balance), _ unit: Unit) -> String {
    voice.say(
      ProductPhrase.stockLine,
      ["branch": place.branch.name, "quantity": voice.quantity(place.balance.onHand, unit)])
  }

  /// Several products, one line each.
  fileprivate func words(for stocks: [ProductStock], of total: Int, _ listing: Listing) -> Reply {
    guard !stocks.isEmpty else { return Reply(voice.say(ProductPhrase.searchNone)) }
    return Reply(
      voice.say(ProductPhrase.searchLead, ["n": voice.number(total)]),
      lines: stocks.map {
        voice.say(
          ProductPhrase.stockLine,
          ["branch": $0.product.name, "quantity": voice.quantity($0.available, $0.product.unit)])
      },
      table: Reply.Table(
        columns: [.init(voice, .product), .init(numeric: .left, voice)],
        rows: stocks.map { [$0.product.name, voice.number($0.available)] }),
      closing: listing.rest(of: total, voice))
  }

  fileprivate func searchFields(_ stock: ProductStock) -> JSON {
    let product = stock.product
    return [
      "sku": JSON(product.sku), "nombre": JSON(product.name), "codigo_barras": JSON(product.barcode?.text),
      "categoria": JSON(category(of: product)?.name), "proveedor": JSON(supplier(of: product)?.name),
      "precio_venta": JSON(product.prices.sale, in: session.currency),
      "unidad_medida": JSON(product.unit.rawValue), "is_strategic": JSON(product.isStrategic),
      "existencia": JSON(stock.total), "reservado": JSON(stock.reserved),
    ]
  }
}

extension Voice {
  /// How fast it sells and how long it lasts.
  func rate(ofWeek sold: Quantity, available: Quantity) -> String {
    let average = Quantity(thousandths: sold.thousandths / 7)
    let pace =
      sold.thousandths % 7000 == 0
      ? say(LowStockPhrase.paceByDay, ["n": number(average)])
      : say(LowStockPhrase.paceByWeek, ["n": number(sold)])
    guard available > .zero, let cover = Cover(of: available, sold: sold, in: 7) else { return pace }
    return pace.then(sentence(words(for: cover)) + ".")
  }
}
