internal import Inventory
internal import Shop
internal import Store

/// Writes the demo shop into an empty store.
struct DemoLoader {
  private let demo: DemoShop
  private let shop: Shop
  private var categories: [CategoryID: CategoryID] = [:]
  private var suppliers: [SupplierID: SupplierID] = [:]
  private var products: [ProductID: ProductID] = [:]
  private var branches: [BranchID: BranchID] = [:]
  private var people: [PersonID: Person] = [:]

  private init(_ demo: DemoShop, _ shop: Shop) { (self.demo, self.shop) = (demo, shop) }

  /// Makes the shop with its people, its catalogue and its year, which ends on the day of `shop.now()`.
  ///
  /// - Throws: `Failure.usage` when the store has a shop already.
  static func load(into shop: Shop) async throws {
    guard try await shop.shops().isEmpty else {
      throw Failure.usage("el almacén ya tiene un comercio: la demostración necesita uno vacío")
    }
    let clock = try clock()
    guard let currency = Currency(code: "BOB") else { throw ShopError.notFound(.currency, name: "BOB") }
    var loader = DemoLoader(try DemoShop.generate(endingOn: clock.day(of: shop.now())), shop)
    try await shop.createShop(
      name: loader.demo.name, currency: currency, clock: clock, address: .voseo,
      owner: loader.demo.people.first?.name ?? "Elena")
    try await loader.fill(try await shop.open(door: "demo"))
  }

  /// The demo shop's own reckoning of time.
  static func clock() throws(ShopError) -> ShopClock {
    guard let zone = TimeZoneName("America/La_Paz") else {
      throw .notFound(.timeZone, name: "America/La_Paz")
    }
    return ShopClock(zone: zone)
  }

  private mutating func fill(_ session: Session) async throws {
    try await loadNames(session)
    try await loadCategories(session)
    try await loadProducts(session)
    let now = shop.now()
    let past = try demo.events.flatMap { try operations($0, session) }.prefix { $0.at <= now }
    try await shop.replay(Array(past), session)
  }

  private mutating func loadNames(_ session: Session) async throws {
    let rows =
      demo.branches.map { NameRow(line: 0, name: $0.name, kind: .branch(aliases: $0.aliases)) }
      + demo.people.map { NameRow(line: 0, name: $0.name, kind: .person($0.role)) }
      + demo.customers.map { NameRow(line: 0, name: $0.name, kind: .customer(phone: $0.phone)) }
      + demo.suppliers.map {
        NameRow(
          line: 0, name: $0.name, kind: .supplier(phone: $0.phone, email: $0.email, leadTime: $0.leadTime))
      }
    _ = try await shop.importNames(rows, session)
    let names = try await shop.names(session)
    branches = matched(demo.branches, names.branches, id: \.id, name: \.name)
    suppliers = matched(demo.suppliers, names.suppliers, id: \.id, name: \.name)
    let byName = Dictionary(names.people.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for person in demo.people { people[person.id] = byName[person.name] }
  }

  /// The store's id for each of the demo's, found by the name.
  private func matched<Value, ID: Hashable>(
    _ ours: [Value], _ stored: [Value], id: (Value) -> ID, name: (Value) -> String
  ) -> [ID: ID] {
    let byName = Dictionary(stored.map { (name($0), id($0)) }, uniquingKeysWith: { first, _ in first })
    return ours.reduce(into: [:]) { $0[id($1)] = byName[name($1)] }
  }

  private mutating func loadCategories(_ session: Session) async throws {
    let known = try await shop.names(session).categories
    for category in demo.categories {
      let parent = category.parent.flatMap { categories[$0] }
      if let same = known.first(where: { $0.name == category.name && $0.parent == parent }) {
        categories[category.id] = same.id
      } else {
        categories[category.id] = try await shop.createCategory(
          CategoryFields(name: category.name, parent: parent), session
        ).id
      }
    }
  }

  private mutating func loadProducts(_ session: Session) async throws {
    let new = try demo.products.map { product in
      try NewProduct(
        name: product.name, sku: product.sku, barcode: product.barcode,
        category: product.category.flatMap { categories[$0] },
        supplier: product.supplier.flatMap { suppliers[$0] },
        prices: product.prices, limits: product.limits, unit: product.unit, isStrategic: product.isStrategic,
        aliases: product.aliases)
    }
    let made = try await shop.createProducts(new.map { ProductArrival($0) }, session)
    products = Dictionary(uniqueKeysWithValues: zip(demo.products.map(\.id), made.map(\.product.id)))
  }

  private func operations(_ event: DemoEvent, _ session: Session) throws -> [PastOperation] {
    let at = session.clock.instant(of: event.day, minute: event.minute)
    func operation(_ action: PastOperation.Action, by person: PersonID = DemoPeople.owner) -> PastOperation {
      PastOperation(at: at, person: people[person] ?? session.person, action)
    }
    switch event.action {
    case .purchase(let branch, let supplier, let lines):
      let draft = EntryDraft(
        lines: try lines.map {
          EntryDraft.Line(
            product: try stored($0.product), quantity: $0.quantity, cost: $0.cost, lot: $0.lot?.code,
            expires: $0.lot?.expiry)
        }, supplier: suppliers[supplier], branch: branches[branch])
      return [operation(.entry(draft))]
    case .sale(let sale):
      let draft = SaleDraft(
        lines: try sale.lines.map { SaleDraft.Line(product: try stored($0.product), quantity: $0.quantity) },
        tender: sale.tender,
        customer: sale.customer.flatMap { id in
          demo.customers.first { $0.id == id }.map { .named($0.name) }
        },
        branch: branches[sale.branch])
      return [operation(.sale(draft), by: sale.person)]
    case .customerReturn(let sale, let lines):
      let lines = try lines.map { ReturnDraft.Line(product: try stored($0.product), quantity: $0.quantity) }
      return [operation(.customerReturn(sale: Int(sale.value) - 1, lines))]
    case .cancel(let sale): return [operation(.cancellation(sale: Int(sale.value) - 1))]
    case .transfer(let from, let to, let lines, let isReceived):
      guard let from = branches[from], let to = branches[to] else { return [] }
      let draft = TransferDraft(
        lines: try lines.map { TransferDraft.Line(product: try stored($0.product), quantity: $0.quantity) },
        from: from, to: to)
      return [operation(.transfer(draft, isReceived: isReceived))]
    case .adjust(let kind, let branch, let line, _, let reason):
      let draft = AdjustmentDraft(
        product: try stored(line.product),
        change: kind.isEntry ? .add(line.quantity) : .remove(line.quantity),
        reason: kind.adjustmentReason, branch: branches[branch], note: reason)
      return [operation(.adjustment(draft))]
    case .priceChange(let product, let prices): return [operation(.priceChange(try stored(product), prices))]
    }
  }

  private func stored(_ product: ProductID) throws -> ProductID {
    guard let id = products[product] else { throw ShopError.noSuch(.product, product) }
    return id
  }
}

extension MovementKind {
  fileprivate var adjustmentReason: AdjustmentDraft.Reason {
    switch self {
    case .waste: .waste
    case .theft: .theft
    case .serviceUse: .serviceUse
    case .supplierReturn: .supplierReturn
    case .purchase, .customerReturn, .sale, .adjustmentIn, .adjustmentOut: .count
    }
  }
}
