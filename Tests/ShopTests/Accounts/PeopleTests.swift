import Crypto
import Foundation
import Inventory
import Shop
import Store
import Testing

@Suite struct `People` {
  @Test(arguments: [
    (NewPerson(name: "", role: .cashier), "larga y buena"),
    (NewPerson(name: "Eva", role: .cashier), "1234567"),
    (NewPerson(name: "Eva Luna", role: .cashier), "eva luna"),
    (NewPerson(name: "Eva", role: .cashier), String(repeating: "x", count: 257)),
    (NewPerson(name: "Eva", role: .cashier, email: "eva"), "larga y buena"),
    (NewPerson(name: "Eva", role: .cashier, email: "@x"), "larga y buena"),
    (NewPerson(name: "Eva", role: .cashier, email: "a b@x.com"), "larga y buena"),
    (NewPerson(name: "ana", role: .cashier), "larga y buena"),
    (NewPerson(name: "Eva", role: .cashier, email: "ANA@ejemplo.com"), "larga y buena"),
    (NewPerson(name: "Eva", role: .cashier, branch: BranchID(99)), "larga y buena"),
  ])
  func `are not added with what could not let them in`(new: NewPerson, password: String) async throws {
    let test = try await TestShop()
    _ = try await test.accounts().add("Otra", .cashier, email: "ana@ejemplo.com", test.session)
    try await test.refuses { _ = try await test.accounts().add(new, password: password, test.session) }
  }

  @Test func `work in their branch`() async throws {
    let test = try await TestShop()
    let norte = try await test.branch("Norte")
    let accounts = test.accounts()
    _ = try await accounts.add(
      NewPerson(name: "Eva", role: .cashier, branch: norte.id), password: Accounts.password, test.session)
    let session = try await accounts.session(of: "Eva")
    #expect(session.home == norte)
    #expect(session.scope == nil)
  }

  @Test func `are listed without what is secret, and the last owner stays`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let marta = try await accounts.add("Marta", .owner, email: "marta@ejemplo.com", test.session)
    try await accounts.setActive(false, test.session.person.id, test.session)
    let people = try await test.shop.people(isActive: nil, test.session)
    #expect(people.map(\.fields.name) == ["Ana", "Marta"])
    #expect(people.map(\.fields.isActive) == [false, true])
    #expect(people.map(\.hasPassword) == [false, true])
    #expect(people.map(\.fields.email) == [nil, "marta@ejemplo.com"])
    try await test.refuses { try await accounts.setActive(false, marta.id, test.session) }
  }

  @Test func `who left are still named in what they did`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let product = try await test.product("A", stock: 5)
    let rosa = try await accounts.add("Rosa", .cashier, test.session)
    let session = try await accounts.session(of: "Rosa")
    let draft = SaleDraft(lines: [SaleDraft.Line(product: product.id, quantity: 1)])
    let sale = try await test.shop.sell(draft, session)
    try await accounts.setActive(false, rosa.id, test.session)
    let kardex = try await test.shop.kardex(MovementFilter(product: product.id), limit: 10, test.session)
    #expect(kardex.lines.contains { $0.person == "Rosa" })
    guard case .sale(let status) = try await test.shop.sale(sale.folio.text, test.session) else {
      Issue.record("no sale")
      return
    }
    #expect(status.seller == "Rosa")
  }

  @Test(arguments: Role.allCases)
  func `are managed by the owner alone`(role: Role) async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let eva = try await accounts.add("Eva", .cashier, test.session)
    let session = test.session(as: role)
    for act in [
      { _ = try await accounts.add("Leo", .cashier, session) },
      { try await accounts.setPassword(Accounts.password, of: eva.id, session) },
      { try await accounts.setActive(false, eva.id, session) },
      { _ = try await accounts.makeToken(.cashier, session) },
    ] as [() async throws -> Void] {
      if role == .owner {
        try await act()
      } else {
        await #expect(throws: ShopError.denied(role: role)) { try await act() }
      }
    }
  }
}
