internal import Insights
internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum LedgerPhrase: String, Phrase {
  case lead = "kardex.lead(product,n)"
  case leadOfAll = "kardex.lead_all(n)"
  case none = "kardex.none"
  case noneOf = "kardex.none_of(product)"
  case noneFrom = "kardex.none_from(supplier)"
  case from = "kardex.from(supplier,n,documents,cost)"
  case fromWithoutCost = "kardex.from_without_cost(supplier,n,documents)"
  case entries = "kardex.entries(n,documents,cost)"
  case lastFrom = "kardex.last_from(supplier,day,ago)"
  case last = "kardex.last(day,ago)"
  case lastOf = "kardex.last_of(product,day,ago,kind)"
  case lost = "kardex.lost(units,n)"
  case lostAtCost = "kardex.lost_at_cost(units,n,cost)"
  case suppliers = "kardex.suppliers(n,cost)"
  case supplierLine = "kardex.supplier_line(supplier,documents,cost)"
  case line = "kardex.line(day,kind,quantity,before,after)"
  case of = "kardex.of(product)"
  case at = "kardex.at(branch)"
  case priceChange = "kardex.price_change(day,before,after)"
  case costChange = "kardex.cost_change(day,before,after)"
  case otherPriceChange = "kardex.other_price_change(day)"
  case stockValued = "kardex.stock_valued(amount)"
  case changedPrice = "movement.cambio_precio"
  case changedCost = "movement.cambio_costo"
  case document = "kardex.document(document,person)"
  case sums = "kardex.sums(entered,left)"
  case purchase = "movement.entrada_compra"
  case customerReturn = "movement.entrada_devolucion"
  case adjustmentIn = "movement.entrada_ajuste"
  case sale = "movement.salida_venta"
  case serviceUse = "movement.salida_uso_servicio"
  case waste = "movement.salida_merma"
  case theft = "movement.salida_robo"
  case supplierReturn = "movement.salida_devolucion"
  case adjustmentOut = "movement.salida_ajuste"
  case transfer = "movement.traspaso"

  init(_ line: MovementLine) {
    self =
      switch line.movement.kind {
      case _ where line.isOfTransfer: .transfer
      case .purchase: .purchase
      case .customerReturn: .customerReturn
      case .adjustmentIn: .adjustmentIn
      case .sale: .sale
      case .serviceUse: .serviceUse
      case .waste: .waste
      case .theft: .theft
      case .supplierReturn: .supplierReturn
      case .adjustmentOut: .adjustmentOut
      }
  }
}

extension Tool {
  /// What came and went of a product, or of all, newest first, with the stock before and after.
  package static let getKardex = Tool(
    "getKardex",
    [
      Parameter(.product, .product), Parameter(.period, .period), Parameter(.branch, .branch),
      Parameter(.supplier, .supplier), Parameter(.metric, .choice(["last", "suppliers"])),
      Parameter(.kind, .choice(MovementGroup.allCases.map(\.rawValue))),
      Parameter(.count, .count),
      Parameter(.limit, .count),
    ],
    .reads { slots, desk in
      let product = try desk.product(slots)
      let days = slots[.period].map { $0.days(on: desk.today) }
      let listing = Listing(slots)
      var filter = MovementFilter(product: product?.id, branch: try desk.branch(slots)?.id, days: days)
      slots.movements?.narrow(&filter)
      let supplier = try desk.supplier(slots)
      if let supplier { filter.of(supplier.id) }
      if slots[.metric] == "suppliers" { return try await desk.purchases(filter, listing) }
      let isWhole = product != nil || supplier != nil || slots.movements?.isSummedUp ?? false
      let kardex =
        slots[.metric] == "last"
        ? try await desk.shop.lastOfKardex(filter, desk.session)
        : try await desk.shop.kardex(
          filter, limit: isWhole ? .max : listing.limit ?? .max, desk.session)
      let rows = listing.rows(kardex.lines).map { line -> JSON in
        .object(
          JSON.Object(line.product, in: line.branch).with([
            "fecha": JSON(line.movement.day), "creado_en": JSON(line.movement.at),
            "tipo_movimiento": JSON(line.movement.kind.rawValue), "cantidad": JSON(line.movement.quantity),
            "stock_antes": JSON(line.movement.before), "stock_despues": JSON(line.movement.after),
            "referencia": JSON(line.movement.document), "motivo": JSON(line.movement.reason),
            "usuario": JSON(line.person),
          ]))
      }
      let json = JSON.list(
        "movimientos", rows, total: kardex.total, window: days,
        with: [
          "sku": JSON(product?.sku), "nombre": JSON(product?.name),
          "cambios_precio": .array(kardex.priceChanges.map { $0.json(desk.session.currency) }),
        ])
      return ToolResult(
        json: json, reply: desk.words(for: kardex, product, listing, slots),
        shown: product.map { [$0.name] } ?? [])
    })
}

extension MovementFilter {
  /// Of what came from a supplier: where no kind is asked for, its deliveries.
  fileprivate mutating func of(_ id: SupplierID) {
    supplier = id
    guard kinds.isEmpty, areTransfers == nil else { return }
    (kinds, areStanding) = ([.purchase], true)
  }
}

extension Slots {
  fileprivate var movements: MovementGroup? { self[.kind].flatMap(MovementGroup.init) }
}

/// What people call some movements of stock.
private enum MovementGroup: String, CaseIterable {
  case entry, transfer, adjustment, waste, theft
  case customerReturn = "return"

  /// Whether goods are lost by them.
  var isOfLosses: Bool { self == .waste || self == .theft }

  /// Whether it is told what they come to.
  var isSummedUp: Bool { self == .entry || isOfLosses }

  func narrow(_ filter: inout MovementFilter) {
    filter.areStanding = true
    switch self {
    case .entry: filter.kinds = [.purchase]
    case .transfer: filter.areTransfers = true
    case .adjustment: (filter.kinds, filter.areTransfers) = ([.adjustmentIn, .adjustmentOut], false)
    case .waste: filter.kinds = [.waste]
    case .theft: filter.kinds = [.theft]
    case .customerReturn: filter.kinds = [.customerReturn]
    }
  }
}

extension Desk {
  fileprivate func words(for kardex: Kardex, _ product: Product?, _ listing: Listing, _ slots: Slots) -> Reply
  {
    let total = kardex.total + kardex.priceChanges.count
    guard total > 0 else {
      if let supplier = slots[.supplier] {
        return Reply(voice.say(LedgerPhrase.noneFrom, ["supplier": supplier]))
      }
      return Reply(
        product.map { voice.say(LedgerPhrase.noneOf, ["product": $0.name]) } ?? voice.say(LedgerPhrase.none))
    }
    let count = voice.number(total)
    let lead =
      leadOfLast(kardex, product, slots) ?? leadOfLosses(kardex, product, slots)
      ?? leadOfSupplier(kardex, slots)
      ?? product.map { voice.say(LedgerPhrase.lead, ["product": $0.name, "n": count]) }
      ?? voice.say(LedgerPhrase.leadOfAll, ["n": count])
    let entries = listing.shown(
      (listing.shown(kardex.lines).map { entry($0, product, slots) } + kardex.priceChanges.map(entry))
        .sorted { $0.at > $1.at })
    let columns: [Reply.Table.Column] = [
      .init(voice, .date), .init(voice, product == nil ? .product : .branch), .init(voice, .movement),
      .init(numeric: .quantity, voice), .init(numeric: .left, voice), .init(voice, .document),
    ]
    return Reply(
      lead, lines: entries.map(\.line), table: Reply.Table(columns: columns, rows: entries.map(\.row)),
      closing: [listing.rest(of: total, voice), product.map { sums(kardex, $0) }].asSentences)
  }

  /// When something came or went last; nil where that is not asked.
  private func leadOfLast(_ kardex: Kardex, _ product: Product?, _ slots: Slots) -> String? {
    guard slots[.metric] == "last", let newest = kardex.lines.first else { return nil }
    var values = ["day": voice.day(newest.movement.day), "ago": ago(newest.movement.day)]
    if let product, slots[.kind] == nil {
      (values["product"], values["kind"]) = (product.name, voice.say(LedgerPhrase(newest)))
      return voice.say(LedgerPhrase.lastOf, values)
    }
    values["supplier"] = slots[.supplier]
    return voice.say(slots[.supplier] == nil ? LedgerPhrase.last : .lastFrom, values)
  }

  /// What was lost in all, in units and for whoever may see costs in money; nil where other movements are asked about.
  private func leadOfLosses(_ kardex: Kardex, _ product: Product?, _ slots: Slots) -> String? {
    guard slots.movements?.isOfLosses ?? false else { return nil }
    let lost = kardex.lines.reduce(Quantity.zero) { $0 - $1.movement.quantity }
    var values = [
      "units": voice.quantity(lost, product?.unit ?? .unit), "n": voice.number(kardex.lines.count),
    ]
    guard may(.seeCosts) else { return voice.say(LedgerPhrase.lost, values) }
    let cost = kardex.lines.reduce(Money.zero) { $0 + $1.movement.value }
    values["cost"] = voice.money(max(cost, .zero - cost))
    return voice.say(LedgerPhrase.lostAtCost, values)
  }

  /// What came from a supplier, in how many deliveries and for how much; nil where that is not asked.
  private func leadOfSupplier(_ kardex: Kardex, _ slots: Slots) -> String? {
    let isOfEntries = slots.movements == .entry
    guard slots[.supplier] != nil ? slots[.kind] == nil || isOfEntries : isOfEntries && may(.seeCosts),
      slots[.supplier] != nil || slots[.product] == nil
    else { return nil }
    let documents = Set(kardex.lines.map(\.movement.document)).count
    var values = ["n": voice.number(kardex.lines.count), "documents": voice.number(documents)]
    guard let supplier = slots[.supplier] else {
      values["cost"] = voice.money(kardex.lines.reduce(Money.zero) { $0 + $1.movement.value })
      return voice.say(LedgerPhrase.entries, values)
    }
    values["supplier"] = supplier
    guard may(.seeCosts) else { return voice.say(LedgerPhrase.fromWithoutCost, values) }
    values["cost"] = voice.money(kardex.lines.reduce(Money.zero) { $0 + $1.movement.value })
    return voice.say(LedgerPhrase.from, values)
  }

  /// A line of the kardex in words and in columns.
  private typealias Entry = (at: Instant, line: String, row: [String])

  private func entry(_ line: MovementLine, _ product: Product?, _ slots: Slots) -> Entry {
    let movement = line.movement
    let kind = voice.say(LedgerPhrase(line))
    let fact = voice.say(
      LedgerPhrase.line,
      [
        "day": voice.shortDay(movement.day), "kind": kind, "quantity": signed(movement.quantity),
        "before": voice.number(movement.before), "after": voice.number(movement.after),
      ])
    let words = fact.then(
      product == nil ? voice.say(LedgerPhrase.of, ["product": line.product.name]) : nil,
      namesBranches(slots) ? voice.say(LedgerPhrase.at, ["branch": line.branch.name]) : nil,
      voice.say(LedgerPhrase.document, ["document": movement.document, "person": line.person]))
    let row = [
      voice.shortDay(movement.day), product == nil ? line.product.name : line.branch.name, kind,
      signed(movement.quantity), voice.number(movement.after), movement.document,
    ]
    return (movement.at, words, row)
  }

  private func entry(_ change: PriceChange) -> Entry {
    let day = voice.shortDay(change.day)
    let isOfSale = change.before.sale != change.sale
    let isOfCost = !isOfSale && change.before.cost != change.cost
    let (before, after) = isOfCost ? (change.before.cost, change.cost) : (change.before.sale, change.sale)
    let values = ["day": day, "before": voice.money(before), "after": voice.money(after)]
    // Of one whose cost is not for everybody to see, or of the wholesale price, no more is said.
    let fact =
      before == after
      ? voice.say(LedgerPhrase.otherPriceChange, ["day": day])
      : voice.say(isOfCost ? LedgerPhrase.costChange : .priceChange, values)
    let valued =
      change.valued > .zero
      ? voice.say(LedgerPhrase.stockValued, ["amount": voice.money(change.valued)]) : nil
    let row = [
      day, "–", voice.say(isOfCost ? LedgerPhrase.changedCost : .changedPrice), "–", "–",
      before == after ? "–" : "\(voice.money(before)) → \(voice.money(after))",
    ]
    return (change.at, [fact, valued].asSentences ?? fact, row)
  }

  private func signed(_ quantity: Quantity) -> String {
    (quantity > .zero ? "+" : "") + voice.number(quantity)
  }

  private func sums(_ kardex: Kardex, _ product: Product) -> String {
    let quantities = kardex.lines.map(\.movement.quantity)
    let entered = quantities.filter { $0 > .zero }.reduce(.zero, +)
    let left = quantities.filter { $0 < .zero }.reduce(.zero, -)
    return voice.say(
      LedgerPhrase.sums,
      ["entered": voice.quantity(entered, product.unit), "left": voice.quantity(left, product.unit)])
  }
}

extension PriceChange {
  fileprivate func json(_ currency: Currency) -> JSON {
    [
      "fecha": JSON(day), "creado_en": JSON(at), "tipo_movimiento": "cambio_precio",
      "precio_antes": JSON(before.sale, in: currency), "precio_despues": JSON(sale, in: currency),
    ]
  }
}
