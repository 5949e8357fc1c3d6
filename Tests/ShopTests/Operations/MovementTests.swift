import Inventory
import Shop
import Store
import Testing

@Suite struct `A movement that a person files` {
  static let entries = MovementKind.allCases.filter(\.isEntry)
  static let exits = MovementKind.allCases.filter { !$0.isEntry }

  @Test(arguments: MovementKind.allCases)
  func `moves stock by its kind, in the sign of the documents`(_ kind: MovementKind) async throws {
    let test = try await TestShop()
    let product = try await test.product("A", cost: "4", stock: 10)
    let signed: Quantity = kind.isEntry ? 3 : -3
    let filed = try await test.shop.record(
      MovementDraft(product: product.id, kind: kind, quantity: signed), test.session)
    let movement = try #require(filed.movements.first)
    #expect(filed.movements.count == 1)
    #expect((movement.kind, movement.quantity, movement.before) == (kind, signed, 10))
    #expect(movement.after == 10 + signed)
    #expect(movement.unitCost == (try money("4")))
    let sentence =
      kind.isEntry
      ? "Las entradas deben tener cantidad positiva" : "Las salidas deben tener cantidad negativa"
    for wrong in [-signed, .zero, kind.isEntry ? Quantity(thousandths: .min) : Quantity(thousandths: .max)] {
      try await test.refuses {
        _ = try await test.shop.record(
          MovementDraft(product: product.id, kind: kind, quantity: wrong), test.session)
      } matches: {
        $0.reason == sentence
      }
    }
    try await test.isClean()
  }

  @Test func `called a sale counts as units sold, without income`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", price: "10", cost: "4", stock: 10)
    let key = IdempotencyKey("m", content: "1")
    let draft = MovementDraft(product: product.id, kind: .sale, quantity: -2)
    let first = try await test.shop.record(draft, test.session, key: key)
    #expect(try await test.shop.record(draft, test.session, key: key) == first)
    let summary = try await test.summary()
    #expect(summary.total == SalesSum(units: 2, income: .zero, cost: try money("8")))
    #expect(summary.count == 0)
    #expect(try await test.onHand(product) == 8)
    try await test.isClean()
  }

  @Test func `keeps supplier, cost, lot, reference and reason`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", cost: "4")
    let lab = try await test.shop.createSupplier(SupplierFields(name: "Lab"), test.session).id
    var draft = MovementDraft(product: product.id, kind: .purchase, quantity: 5)
    (draft.supplier, draft.cost, draft.reference, draft.reason) = (lab, try money("3"), "F-77", "Pedido")
    (draft.lot, draft.expires) = ("L1", try TestShop.day("2026-01-31"))
    let movement = try #require(try await test.shop.record(draft, test.session).movements.first)
    #expect((movement.supplier, movement.value) == (lab, try money("15")))
    #expect((movement.reference, movement.reason) == ("F-77", "Pedido"))
    #expect((movement.lot, movement.expires) == ("L1", draft.expires))
    #expect(try await test.lots(product).map(\.code) == ["L1"])
    for wrong in [Quantity(-6), Quantity(thousandths: -500), Quantity(thousandths: -Int64.max)] {
      try await test.refuses {
        _ = try await test.shop.record(
          MovementDraft(product: product.id, kind: .waste, quantity: wrong), test.session)
      }
    }
    draft.supplier = SupplierID(99)
    try await test.refuses { _ = try await test.shop.record(draft, test.session) }
  }

  @Test(arguments: Role.allCases)
  func `is filed by whom its kind allows`(_ role: Role) async throws {
    let test = try await TestShop()
    let product = try await test.product("A", stock: 50)
    let allowed: Set<MovementKind> =
      switch role {
      case .owner, .manager: Set(MovementKind.allCases)
      case .cashier, .receptionist: [.purchase, .sale, .customerReturn]
      case .professional: [.sale, .customerReturn, .serviceUse]
      case .readOnly: []
      }
    for kind in MovementKind.allCases {
      let draft = MovementDraft(product: product.id, kind: kind, quantity: kind.isEntry ? 1 : -1)
      do {
        _ = try await test.shop.record(draft, test.session(as: role))
        #expect(allowed.contains(kind))
      } catch { #expect(error as? ShopError == .denied(role: role) && !allowed.contains(kind)) }
    }
  }

  @Test func `is listed by what the filters admit, newest first`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let a = try await test.product("A", stock: 10)
    try test.go(to: "2025-10-17")
    let b = try await test.product("B", stock: 20)
    try await test.sell((a, 1), (b, 2))
    func found(_ page: Page = .first, _ configure: (inout MovementFilter) throws -> Void) async throws
      -> [Quantity]
    {
      var filter = MovementFilter()
      try configure(&filter)
      return try await shop.movements(matching: filter, page: page, session).items.map(\.movement.quantity)
    }
    let second = try TestShop.day("2025-10-17")
    #expect(try await found { _ in } == [-2, -1, 20, 10])
    #expect(try await found(Page(2, size: 3)) { _ in } == [10])
    #expect(try await found { $0.product = a.id } == [-1, 10])
    #expect(try await found { $0.kinds = [.sale] } == [-2, -1])
    #expect(try await found { $0.days = try DayRange.between(second, and: nil) } == [-2, -1, 20])
    #expect(try await found { $0.days = try DayRange.between(nil, and: second - 1) } == [10])
    #expect(try DayRange.between(nil, and: nil) == nil)
    #expect(throws: ShopError.invalid(field: "fecha_hasta", .endBeforeStart)) {
      try DayRange.between(second, and: second - 1)
    }
    let theirs = try await TestShop(beside: test, name: "Suya")
    #expect(try await shop.movements(theirs.session).total == 0)
    await #expect(throws: ShopError.self) { try await shop.kardex(of: a.id, theirs.session) }
  }

  @Test func `stands in the kardex among the changes of price`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", price: "10", stock: 10)
    test.clock.now = test.clock.now.adding(seconds: 60)
    try await test.shop.changePrices(
      [PriceDraft(product: product.id, sale: money("12"))], test.session)
    test.clock.now = test.clock.now.adding(seconds: 60)
    try await test.sell((product, 1))
    func words(_ page: Page) async throws -> [String] {
      let kardex = try await test.shop.kardex(of: product.id, page: page, test.session)
      #expect(kardex.total == 3)
      return kardex.items.map {
        switch $0 {
        case .movement(let line):
          "\(line.movement.kind.rawValue) \(line.movement.after.decimal) \(line.person)"
        case .priceChange(let change, let person): "precio \(change.sale.minorUnits) \(person)"
        }
      }
    }
    let whole = ["salida_venta 9 Ana", "precio 1200 Ana", "entrada_compra 10 Ana"]
    #expect(try await words(.first) == whole)
    #expect(try await words(Page(1, size: 2)) + words(Page(2, size: 2)) == whole)
  }
}
