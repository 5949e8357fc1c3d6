import Inventory
import Shop
import Store
import Testing

@Suite struct `The customers` {
  @Test func `owe what they kept and did not pay`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", price: "10", stock: 50)
    func sell(_ quantity: Quantity, to customer: String, paid: String) async throws -> Sale {
      try await test.shop.sell(
        SaleDraft(
          lines: [SaleDraft.Line(product: product.id, quantity: quantity)], customer: .named(customer),
          paid: try money(paid)), test.session)
    }
    let day = test.today
    let rosa = try await sell(3, to: "Rosa", paid: "5")
    let luis = try await sell(1, to: "Luis", paid: "0")
    let eva = try await sell(2, to: "Eva", paid: "10")
    _ = try await sell(4, to: "Rosa", paid: "40")
    let juan = try await sell(1, to: "Juan", paid: "0")
    test.go(to: day + 1)
    try await test.giveBack((product, 1), of: rosa)
    try await test.giveBack((product, 1), of: eva)
    _ = try await test.shop.returnSale(ReturnDraft(folio: luis.folio.text), test.session)
    _ = try await test.shop.cancelSale(juan.folio.text, test.session)
    _ = try await sell(1, to: "Rosa", paid: "0")
    let debts = try await test.shop.debts(test.session)
    #expect(debts.map(\.name) == ["Rosa"])
    #expect(debts.map(\.amount) == [try money("25")])
    #expect(debts.map(\.sales) == [2])
    #expect(debts.map(\.day) == [day])
    let best = try await test.shop.topCustomers(DayRange(day, day), test.session)
    #expect(best.map(\.name) == ["Rosa", "Eva"])
    #expect(best.map(\.amount) == [try money("60"), try money("10")])
  }

  @Test func `bought of a product what they kept of it, at what it came to`() async throws {
    let test = try await TestShop()
    let tea = try await test.product("Tea", price: "10", stock: 50)
    let milk = try await test.product("Milk", price: "30", stock: 50)
    var draft = SaleDraft(
      lines: [
        SaleDraft.Line(product: tea.id, quantity: 3), SaleDraft.Line(product: milk.id, quantity: 1),
      ], customer: .named("Rosa"))
    draft.reduction = .agreedTotal(try money("54"))
    let sale = try await test.shop.sell(draft, test.session)
    _ = try await test.shop.sell(
      SaleDraft(lines: [SaleDraft.Line(product: tea.id, quantity: 5)], customer: .named("Luis")), test.session
    )
    try await test.giveBack((tea, 1), of: sale)
    let day = DayRange(test.today, test.today)
    // A tenth off 30 for three: 27, of which two were kept.
    let bought = try await test.shop.sales(
      of: tea.id, category: nil, with: .customer("Rosa"), in: day, test.session)
    #expect(bought == PersonSum(count: 1, units: 2, income: try money("18")))
    let none = try await test.shop.sales(
      of: milk.id, category: nil, with: .customer("Luis"), in: day, test.session)
    #expect(none.count == 0)
  }
}
