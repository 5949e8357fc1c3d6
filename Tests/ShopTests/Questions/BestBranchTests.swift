import Inventory
import Shop
import Store
import Testing

@Suite struct `The branch that sells most of a product` {
  @Test func `is told of each product, and of none that nobody bought`() async throws {
    let test = try await TestShop()
    let norte = try await test.branch("Norte")
    let crema = try await test.product("Crema", stock: 20)
    let gel = try await test.product("Gel", stock: 20)
    let tinte = try await test.product("Tinte", stock: 20)
    let jabon = try await test.product("Jabón", stock: 20)
    for product in [crema, gel, jabon] { try await test.receive(product, 20, branch: norte.id) }
    try await test.sell((jabon, 9))
    test.go(to: test.today + 31)
    try await test.sell((crema, 2), (gel, 3))
    try await test.sell((crema, 3), (gel, 3), branch: norte.id)
    let asked = [crema, gel, tinte, jabon].map(\.id)
    let branches = try await test.shop.branches(sellingMostOf: asked, test.session)
    #expect(branches == [crema.id: norte, gel.id: test.session.home])
    var narrow = test.session
    narrow.scope = narrow.home
    #expect(try await test.shop.branches(sellingMostOf: [crema.id], narrow) == [crema.id: narrow.home])
    #expect(try await test.shop.branches(sellingMostOf: [], test.session).isEmpty)
  }
}
