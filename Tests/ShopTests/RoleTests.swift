import Insights
import Inventory
import Shop
import Store
import Testing

@Suite struct `A role` {
  /// What each may do (requirements §26), as a table apart from the program's own.
  static let table: [(Role, allowed: Set<String>)] = [
    (
      .owner,
      [
        "mirar", "vender", "recibir", "ajustar", "uso en servicio", "trasladar", "catálogo", "costos",
        "informes",
        "importar", "sucursales", "ajustes", "personas", "ventas de todos",
      ]
    ),
    (
      .manager,
      [
        "mirar", "vender", "recibir", "ajustar", "uso en servicio", "trasladar", "catálogo", "costos",
        "informes",
        "importar", "sucursales", "ajustes", "ventas de todos",
      ]
    ),
    (.cashier, ["mirar", "vender", "recibir", "ventas de todos"]),
    (.receptionist, ["mirar", "vender", "recibir", "ventas de todos"]),
    (.professional, ["mirar", "vender", "uso en servicio"]),
    (.readOnly, ["mirar", "informes", "ventas de todos"]),
  ]

  @Test(arguments: table)
  func `does what its row says and nothing else`(_ role: Role, allowed: Set<String>) async throws {
    let test = try await TestShop()
    let product = try await test.product("A", price: "10", cost: "4", stock: 50)
    let norte = try await test.branch("Norte")
    let sale = try await test.sell((product, 5))
    let session = test.session(as: role)
    let (shop, day) = (test.shop, DayRange(test.today, test.today))
    let soldLine = SaleDraft(lines: [SaleDraft.Line(product: product.id, quantity: 1)])
    let transfer = TransferDraft(
      lines: [TransferDraft.Line(product: product.id, quantity: 1)], from: session.home.id, to: norte.id)
    func adjustment(_ reason: AdjustmentDraft.Reason) -> AdjustmentDraft {
      AdjustmentDraft(product: product.id, change: .remove(1), reason: reason)
    }
    func expect(
      _ what: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
    ) async {
      do {
        try await body()
        #expect(allowed.contains(what), "\(role) was let", sourceLocation: sourceLocation)
      } catch {
        #expect(error as? ShopError == .denied(role: role), sourceLocation: sourceLocation)
        #expect(!allowed.contains(what), "\(role) was denied", sourceLocation: sourceLocation)
      }
    }
    await expect("mirar") { _ = try await shop.search("a", limit: 1, session) }
    await expect("mirar") { _ = try await shop.stock(of: product.id, session) }
    await expect("mirar") { _ = try await shop.sale("1", session) }
    await expect("mirar") { _ = try await shop.lowStock(StockFilter(), limit: 1, session) }
    await expect("mirar") { _ = try await shop.kardex(MovementFilter(), limit: 1, session) }
    await expect("vender") { _ = try await shop.quote(soldLine, session) }
    await expect("vender") { _ = try await shop.sell(soldLine, session) }
    await expect("vender") {
      _ = try await shop.returnSale(
        ReturnDraft(folio: sale.folio.text, lines: [ReturnDraft.Line(product: product.id, quantity: 1)]),
        session)
    }
    await expect("vender") {
      let other = try await test.sell((product, 1))
      _ = try await shop.cancelSale(other.folio.text, session)
    }
    await expect("vender") { _ = try await shop.createCustomer(CustomerFields(name: "Marta"), session) }
    await expect("recibir") {
      _ = try await shop.receive(
        EntryDraft(lines: [EntryDraft.Line(product: product.id, quantity: 1)]), session)
    }
    await expect("recibir") {
      let sent = try await shop.send(transfer, test.session)
      _ = try await shop.receiveTransfer(sent.id, session)
    }
    await expect("ajustar") { _ = try await shop.adjust(adjustment(.theft), session) }
    await expect("uso en servicio") { _ = try await shop.adjust(adjustment(.serviceUse), session) }
    for change in [AdjustmentDraft.Change.add(100), .set(100)] {
      await expect("ajustar") {
        _ = try await shop.adjust(
          AdjustmentDraft(product: product.id, change: change, reason: .serviceUse), session)
        _ = try await shop.adjust(
          AdjustmentDraft(product: product.id, change: .set(50), reason: .count), test.session)
      }
    }
    await expect("trasladar") { _ = try await shop.send(transfer, session) }
    await expect("catálogo") {
      _ = try await shop.createProduct(NewProduct(name: "B", prices: Prices(sale: money("1"))), session)
    }
    await expect("catálogo") {
      try await shop.changePrices(
        [PriceDraft(product: product.id, sale: money("11"))], session)
    }
    await expect("catálogo") { _ = try await shop.createSupplier(SupplierFields(name: "Lab"), session) }
    await expect("catálogo") {
      _ = try await shop.createCategory(CategoryFields(name: "Nueva", parent: nil), session)
    }
    await expect("sucursales") { _ = try await shop.createBranch(BranchFields(name: "Este"), session) }
    await expect("mirar") { _ = try await shop.settings(session) }
    await expect("ajustes") { try await shop.set(RuleFigure(.floor, "3"), in: .shop, session) }
    await expect("ajustes") { _ = try await shop.unset(.floor, in: .shop, session) }
    await expect("ajustes") { try await shop.setFolioFormat(FolioFormat(.sale), session) }
    await expect("ajustes") { try await shop.setClosingMinute(1200, session) }
    await expect("ajustes") { try await shop.setClosingMinute(nil, of: norte.id, session) }
    await expect("personas") { _ = try await shop.people(session) }
    await expect("personas") {
      _ = try await shop.updatePerson(session.person.id, session) { $0.name = "Ana María" }
    }
    await expect("informes") { _ = try await shop.dailySales(day, session) }
    await expect("mirar") { _ = try await shop.products(session) }
    await expect("mirar") { _ = try await shop.sales(session) }
    await expect("mirar") { _ = try await shop.customers(session) }
    await expect("ventas de todos") { _ = try await shop.debts(session) }
    await expect("informes") { _ = try await shop.topCustomers(day, session) }
    await expect("mirar") { _ = try await shop.notices(session) }
    await expect("mirar") { _ = try await shop.transfers(session) }
    await expect("costos") { _ = try await shop.inventoryValue(session) }
    await expect("informes") { _ = try await shop.salesSummary(day, session) }
    await expect("informes") { _ = try await shop.topSellers(day, limit: 1, session) }
    await expect("informes") { _ = try await shop.abc(day, session) }
    await expect("informes") { _ = try await shop.turnover(day, session) }
    await expect("informes") { _ = try await shop.verify(session) }
    await expect("importar") { _ = try await shop.importProducts([], session) }
    await expect("importar") { _ = try await shop.importStock([], session) }
    await expect("importar") { _ = try SalesImport(shop, session, movesStock: false) }
    await expect("importar") {
      _ = try await shop.importNames([NameRow(line: 1, name: "Sur", kind: .branch(aliases: []))], session)
    }
    await expect("personas") {
      _ = try await shop.importNames([NameRow(line: 1, name: "Eva", kind: .person(.cashier))], session)
    }
  }

  @Test(arguments: Role.allCases)
  func `undoes only what it could have done`(_ role: Role) async throws {
    let test = try await TestShop()
    let product = try await test.product("A", cost: "4", stock: 50)
    let shop = test.shop
    func key(_ text: String) -> IdempotencyKey { IdempotencyKey(text, content: "") }
    _ = try await shop.sell(
      SaleDraft(lines: [SaleDraft.Line(product: product.id, quantity: 1)]), test.session, key: key("venta"))
    _ = try await shop.receive(
      EntryDraft(lines: [EntryDraft.Line(product: product.id, quantity: 1)]), test.session,
      key: key("entrada"))
    _ = try await shop.adjust(
      AdjustmentDraft(product: product.id, change: .remove(1), reason: .theft), test.session, key: key("robo")
    )
    _ = try await shop.adjust(
      AdjustmentDraft(product: product.id, change: .remove(1), reason: .serviceUse), test.session,
      key: key("uso"))
    try await shop.changePrices(
      [PriceDraft(product: product.id, sale: money("9"))], test.session, key: key("precio"))
    var undone: Set<String> = []
    for name in ["venta", "entrada", "robo", "uso", "precio"] {
      do {
        _ = try await shop.reverse(name, test.session(as: role))
        undone.insert(name)
      } catch { #expect(error as? ShopError == .denied(role: role)) }
    }
    let expected: Set<String> =
      switch role {
      case .owner, .manager: ["venta", "entrada", "robo", "uso", "precio"]
      case .cashier, .receptionist: ["venta", "entrada"]
      case .professional: ["venta", "uso"]
      case .readOnly: []
      }
    #expect(undone == expected)
  }

  @Test func `that sees its own sales sees nothing of those of others`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", price: "10", stock: 50)
    let (shop, line) = (test.shop, SaleDraft.Line(product: product.id, quantity: 2))
    _ = try await shop.importNames(
      [NameRow(line: 1, name: "Luz", kind: .person(.professional))], test.session)
    let luz = try await shop.open(user: "Luz", door: "prueba")
    let theirs = try await shop.sell(
      SaleDraft(lines: [line], customer: .named("Marta"), paid: .zero), test.session)
    try await test.giveBack((product, 1), of: theirs)
    let own = try await shop.sell(SaleDraft(lines: [line]), luz)
    try await test.giveBack((product, 1), of: own)
    #expect(try await shop.sale("DEV-2025-0001", luz) == .nothing)
    #expect(try await shop.sale("DEV-2025-0002", luz) != .nothing)
    #expect(try await shop.sale("DEV-2025-0001", test.session) != .nothing)
    #expect(try await shop.folios(startingWith: "POS", limit: 9, luz) == [own.folio.text])
    #expect(try await shop.folios(startingWith: "POS", limit: 9, test.session).count == 2)
    let payment = PaymentDraft(.account("Marta"), [try Payment(money("1"), tender: .cash)])
    for body in [
      { _ = try await shop.owed(.account("Marta"), luz) }, { _ = try await shop.quote(payment, luz) },
      { _ = try await shop.pay(payment, luz) },
    ] as [() async throws -> Void] {
      try await test.refuses(body) { $0 == .denied(role: .professional) }
    }
  }

  @Test(arguments: [Role.cashier, .professional])
  func `without costs is not told by any rule whether a margin is high`(_ role: Role) async throws {
    let test = try await TestShop(on: "2025-06-01")
    try await test.product("Cara", price: "10", cost: "1", stock: 50)
    try await test.product("Barata", price: "10", cost: "9", stock: 50)
    try await test.product("Poca", price: "10", cost: "1", stock: 4, isStrategic: true)
    try test.go(to: TestShop.start)
    func reports(_ session: Session) async throws -> (remedies: Set<Overstock.Remedy>, isCritical: Bool) {
      let much = try await test.shop.overstock(StockFilter(), limit: nil, session).findings
      let low = try await test.shop.lowStock(StockFilter(), limit: nil, session).findings
      return (Set(much.compactMap { $0.overstock?.remedy }), low.contains(where: \.isCritical))
    }
    let whole = try await reports(test.session)
    #expect(whole.remedies == [.discount, .bundle])
    #expect(whole.isCritical)
    let part = try await reports(test.session(as: role))
    #expect(part.remedies == [.bundle])
    #expect(!part.isCritical)
  }

  @Test(arguments: [Role.cashier, .receptionist, .professional, .readOnly])
  func `without costs sees none anywhere`(_ role: Role) async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", price: "10", cost: "4", stock: 2)
    try await test.sell((product, 1))
    try await test.shop.changePrices(
      [PriceDraft(product: product.id, sale: money("11"), cost: money("5"))], test.session)
    let (shop, session) = (test.shop, test.session(as: role))
    let day = DayRange(test.today, test.today)
    #expect(try await shop.names(session).products.map(\.prices.cost) == [.zero])
    #expect(try await shop.product(called: "Crema", session)?.margin == nil)
    #expect(try await shop.search("crema", limit: nil, session).products.map(\.prices.cost) == [.zero])
    let stock = try await shop.stock(of: product.id, session)
    #expect(stock.product.prices.cost == .zero)
    #expect(stock.branches.map(\.balance.value) == [.zero])
    let kardex = try await shop.kardex(MovementFilter(product: product.id), limit: 9, session)
    #expect(kardex.lines.allSatisfy { $0.movement.value == .zero && $0.product.prices.cost == .zero })
    #expect(kardex.priceChanges.map(\.cost) == [.zero])
    #expect(kardex.priceChanges.map(\.before.cost) == [.zero])
    let finding = try #require(try await shop.lowStock(StockFilter(), limit: nil, session).findings.first)
    #expect(finding.level.cost == .zero)
    #expect(finding.level.margin == nil)
    #expect(finding.tiedUp == .zero)
    guard role == .readOnly else { return }
    #expect(try await shop.salesSummary(day, session).total.cost == .zero)
    #expect(try await shop.topSellers(day, limit: 1, session).products.map(\.sum.cost) == [.zero])
    #expect(try await shop.abc(day, session).map(\.tiedUp) == [.zero])
  }
}
