import Inventory
import Shop
import Store
import Testing

@Suite struct `The files of branches, people and transfers` {
  @Test func `a branch is opened, renamed and closed once it is empty`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let made = try await shop.createBranch(
      BranchFields(name: "Depósito", kind: .warehouse, aliases: ["fondo"]), session)
    #expect(made.fields.kind == .warehouse)
    let changed = try await shop.updateBranch(made.id, ifVersion: 1, session) { $0.name = "Almacén" }
    #expect((changed.fields.name, changed.fields.aliases, changed.version) == ("Almacén", ["fondo"], 2))
    for name in ["principal", "FONDO", "almacén", "", "a\nb"] {
      try await test.refuses { _ = try await shop.createBranch(BranchFields(name: name), session) }
    }
    let product = try await test.product("A")
    try await test.receive(product, 3, branch: made.id)
    try await test.refuses {
      _ = try await shop.closeBranch(made.id, session)
    } matches: {
      $0 == .conflict(.branchInUse(branch: "Almacén"))
    }
    let sale = try await test.sell((product, 3), branch: made.id)
    _ = try await shop.closeBranch(made.id, session)
    #expect(try await shop.branches(session).map(\.fields.name) == ["Principal"])
    #expect(try await shop.branches(isActive: nil, session).count == 2)
    #expect(try await shop.sale(.id(sale.id), session).branch.name == "Almacén")
    for act in [
      { _ = try await shop.cancelSale(.id(sale.id), session) },
      { _ = try await shop.returnSale(ReturnDraft(sale: .id(sale.id)), session) },
    ] as [() async throws -> Void] {
      try await test.refuses(act) { $0 == .noSuch(.branch, made.id) }
    }
    #expect(try await shop.stockAlerts(session).items.allSatisfy { $0.branch != made.id })
    try await test.refuses {
      _ = try await shop.closeBranch(session.home.id, session)
    } matches: {
      $0 == .conflict(.mainBranch)
    }
    try await test.isClean()
  }

  @Test func `a person has a role and a branch, and the last owner stays`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let norte = try await test.branch("Norte")
    let rows = [
      NameRow(line: 1, name: "Eva", kind: .person(.cashier)),
      NameRow(line: 2, name: "Luz", kind: .person(.readOnly)),
    ]
    _ = try await shop.importNames(rows, session)
    let found = try #require(try await shop.people(session).first { $0.fields.name == "Eva" })
    let eva = try await shop.updatePerson(found.id, ifVersion: 1, session) { $0.branch = norte.id }
    #expect((eva.fields.branch, eva.version) == (norte.id, 2))
    let written = try await shop.updatePerson(found.id, session) { $0.email = " Eva@Ejemplo.com " }
    #expect((written.fields.email, written.version, written.hasPassword) == ("eva@ejemplo.com", 3, false))
    let luz = try #require(try await shop.people(session).first { $0.fields.name == "Luz" })
    for edit in [
      { $0.email = "EVA@ejemplo.com" }, { $0.name = "eva@ejemplo.com" }, { $0.email = "luz" },
      { $0.email = "" },
    ] as [@Sendable (inout PersonFields) -> Void] {
      try await test.refuses { _ = try await shop.updatePerson(luz.id, session, edit) }
    }
    let bare = try await shop.updatePerson(found.id, session) { $0.email = nil }
    #expect((bare.fields.email, bare.version) == (nil, 4))
    for edit in [{ $0.name = "LUZ" }, { $0.name = " " }, { $0.branch = BranchID(99) }]
      as [@Sendable (inout PersonFields) -> Void]
    { try await test.refuses { _ = try await shop.updatePerson(eva.id, session, edit) } }
    for edit in [{ $0.role = .manager }, { $0.isActive = false }] as [@Sendable (inout PersonFields) -> Void]
    {
      try await test.refuses {
        _ = try await shop.updatePerson(session.person.id, session, edit)
      } matches: {
        $0 == .conflict(.lastOwner)
      }
    }
    _ = try await shop.updatePerson(eva.id, ifVersion: bare.version, session) { $0.role = .owner }
    let product = try await test.product("A", stock: 3)
    let sale = try await test.sell((product, 1))
    _ = try await shop.updatePerson(session.person.id, session) { $0.isActive = false }
    #expect(try await shop.people(session).map(\.fields.name) == ["Eva", "Luz"])
    #expect(try await shop.people(isActive: false, session).map(\.fields.name) == ["Ana"])
    #expect(try await shop.sale(.id(sale.id), session).seller == "Ana")
    #expect(try await shop.movements(session).items.map(\.person) == ["Ana", "Ana"])
    _ = try await shop.closeBranch(norte.id, session)
    #expect(try await shop.person(eva.id, session).fields.branch == nil)
  }

  @Test func `a transfer is listed, received or taken back by its id`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let norte = try await test.branch("Norte")
    let product = try await test.product("A", cost: "2", stock: 10)
    func send(_ quantity: Quantity) async throws -> TransferRecord {
      try await shop.send(
        TransferDraft(
          lines: [TransferDraft.Line(product: product.id, quantity: quantity)], from: session.home.id,
          to: norte.id), session)
    }
    let (first, second) = (try await send(4), try await send(3))
    #expect(try await shop.transfers(session).items == [second, first])
    #expect(try await shop.cancelTransfer(second.id, session).state == .cancelled)
    #expect(try await shop.receiveTransfer(first.id, session).arrivedAt == test.clock.now)
    #expect(try await test.onHand(product) == 6)
    #expect(try await test.onHand(product, in: norte) == 4)
    for id in [first.id, second.id] {
      try await test.refuses { _ = try await shop.receiveTransfer(id, session) }
      try await test.refuses { _ = try await shop.cancelTransfer(id, session) }
    }
    var filter = TransferFilter()
    filter.state = .received
    #expect(try await shop.transfers(matching: filter, session).items.map(\.id) == [first.id])
    #expect(try await shop.transfer(first.id, test.session(as: .cashier)).lines.map(\.value) == [.zero])
    try await test.isClean()
  }

  @Test func `what a day sold stands beside its day`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", price: "10", cost: "4", stock: 10)
    try await test.sell((product, 2))
    try test.go(to: "2025-10-18")
    let sale = try await test.sell((product, 3))
    try await test.giveBack((product, 1), of: sale)
    let days = try await test.shop.dailySales(
      DayRange(TestShop.day("2025-10-01"), TestShop.day("2025-10-31")), test.session)
    #expect(days.map(\.day.description) == ["2025-10-16", "2025-10-18"])
    #expect(days.map(\.count) == [1, 1])
    #expect(days.map(\.sum.units) == [2, 2])
    #expect(days.map(\.sum.income) == [try money("20"), try money("20")])
  }

  @Test func `another shop's are not found`() async throws {
    let mine = try await TestShop(name: "Mía")
    let theirs = try await TestShop(beside: mine, name: "Suya")
    let (shop, session) = (mine.shop, mine.session)
    let norte = try await theirs.branch("Norte")
    let product = try await theirs.product("A", stock: 5)
    let transfer = try await theirs.shop.send(
      TransferDraft(
        lines: [TransferDraft.Line(product: product.id, quantity: 1)], from: theirs.session.home.id,
        to: norte.id),
      theirs.session)
    let person = theirs.session.person.id
    func refuses(_ body: () async throws -> Void) async throws {
      try await mine.refuses(body) { if case .notFound = $0 { true } else { false } }
    }
    try await refuses { _ = try await shop.branch(norte.id, session) }
    try await refuses { _ = try await shop.closeBranch(norte.id, session) }
    try await refuses { _ = try await shop.person(person, session) }
    try await refuses { _ = try await shop.updatePerson(person, session) { $0.name = "X" } }
    try await refuses { _ = try await shop.transfer(transfer.id, session) }
    try await refuses { _ = try await shop.receiveTransfer(transfer.id, session) }
    try await refuses { _ = try await shop.cancelTransfer(transfer.id, session) }
    try await refuses {
      _ = try await shop.record(MovementDraft(product: product.id, kind: .waste, quantity: -1), session)
    }
    #expect(try await shop.transfers(session).total == 0)
    #expect(try await shop.branches(session).map(\.id) == [session.home.id])
    #expect(try await shop.people(session).map(\.id) == [session.person.id])
  }
}
