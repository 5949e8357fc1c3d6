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
    // What came back counts on its own day: 3 and 4 to Rosa, then 1 more and 1 back.
    func best(_ first: BusinessDay, _ last: BusinessDay) async throws -> [String] {
      try await test.shop.topCustomers(DayRange(first, last), test.session)
        .map { "\($0.name) \($0.amount.minorUnits / 100)" }
    }
    #expect(try await best(day, day) == ["Rosa 70", "Eva 20", "Luis 10"])
    #expect(try await best(day + 1, day + 1) == [])
    #expect(try await best(day, day + 1) == ["Rosa 70", "Eva 10"])
  }

  @Test func `what came back of a seller's goods counts on the day of the return`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", price: "10", stock: 50)
    let day = test.today
    let sale = try await test.shop.sell(
      SaleDraft(
        lines: [SaleDraft.Line(product: product.id, quantity: 3)], customer: .named("Rosa"),
        paid: try money("30")), test.session)
    test.go(to: day + 1)
    try await test.giveBack((product, 1), of: sale)
    func sold(on day: BusinessDay) async throws -> PersonSum {
      try await test.shop.sales(
        of: GoodsSelection(product: product.id), with: .seller(test.session.person.id),
        in: DayRange(day, day),
        test.session)
    }
    let (all, returned) = (try money("30"), try money("10"))
    #expect(try await sold(on: day) == PersonSum(count: 1, units: 3, income: all))
    #expect(try await sold(on: day + 1) == PersonSum(count: 0, units: .zero - 1, income: .zero - returned))
  }

  @Test func `owe under the name that they bear now, each on an account of their own`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let product = try await test.product("A", price: "10", stock: 50)
    let marta = try await shop.createCustomer(CustomerFields(name: "Marta"), session).id
    let juan = try await shop.createCustomer(CustomerFields(name: "Juan Pérez"), session).id
    let other = try await shop.createCustomer(CustomerFields(name: "Juan Pérez"), session).id
    func sell(_ quantity: Quantity, to customer: CustomerID, paid: Money? = .zero) async throws -> Sale {
      try await shop.sell(
        SaleDraft(
          lines: [SaleDraft.Line(product: product.id, quantity: quantity)], customer: .known(customer),
          paid: paid), session)
    }
    _ = try await sell(5, to: marta)
    let first = try await sell(3, to: juan)
    _ = try await sell(2, to: other)
    _ = try await shop.updateCustomer(marta, session) { $0.name = "Marta López" }
    func debts() async throws -> [String] {
      try await shop.debts(session).map { "\($0.name) \($0.amount.minorUnits / 100)" }
    }
    #expect(try await debts() == ["Marta López 50", "Juan Pérez 30", "Juan Pérez 20"])
    let top = try await shop.topCustomers(DayRange(test.today, test.today), session)
    #expect(top.map(\.name) == ["Marta López", "Juan Pérez", "Juan Pérez"])
    let bought = try await shop.sales(
      of: GoodsSelection(product: product.id), with: .customer("Marta López"),
      in: DayRange(test.today, test.today),
      session)
    #expect(bought.units == 5)

    let payment = PaymentDraft(.account("Marta López"), [try Payment(money("20"), tender: .cash)])
    #expect(try await shop.pay(payment, session).settlement.owed == money("30"))
    try await test.refuses {
      _ = try await shop.pay(
        PaymentDraft(.account("Juan Pérez"), [Payment(money("30"), tender: .cash)]), session)
    } matches: {
      $0 == .conflict(.severalDebtors(named: "Juan Pérez"))
    }
    let settled = try await shop.pay(
      PaymentDraft(.sale(.id(first.id)), [Payment(money("30"), tender: .cash)]), session)
    #expect(settled.settlement.owed == .zero)
    #expect(try await debts() == ["Marta López 30", "Juan Pérez 20"])
    #expect(try await shop.owed(.account("Juan Pérez"), session) == money("20"))
    try await test.isClean()
  }

  @Test func `of sales that were made before they had a file owe on it too`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let product = try await test.product("A", price: "10", stock: 50)
    let quotation = try await shop.sell(
      SaleDraft(
        .quotation, lines: [SaleDraft.Line(product: product.id, quantity: 4)], customer: .named("Rosa")),
      session)
    _ = try await shop.complete(.id(quotation.id), [], session)
    _ = try await shop.createCustomer(CustomerFields(name: "Rosa"), session)
    _ = try await shop.sell(
      SaleDraft(
        lines: [SaleDraft.Line(product: product.id, quantity: 1)], customer: .named("Rosa"), paid: .zero),
      session)
    #expect(try await shop.debts(session).map(\.amount) == [money("50")])
    #expect(try await shop.owed(.account("Rosa"), session) == money("50"))
  }

  @Test(arguments: ["Óscar", "oscar", "ÓSCAR PEÑA", "scar pen", "555 12", "peña"])
  func `are found by part of a name or of a phone, whatever the case and the accents`(text: String)
    async throws
  {
    let test = try await TestShop()
    var fields = CustomerFields(name: "Óscar Peña")
    fields.phone = "555 123"
    _ = try await test.shop.createCustomer(fields, test.session)
    _ = try await test.shop.createCustomer(CustomerFields(name: "Ana"), test.session)
    let found = try await test.shop.customers(matching: text, test.session)
    #expect(found.items.map(\.fields.name) == ["Óscar Peña"])
    #expect(found.total == 1)
    let second = try await test.shop.customers(matching: text, page: Page(2, size: 1), test.session)
    #expect((second.items.count, second.total) == (0, 1))
  }

  @Test func `bought of a product what it came to, less what came back`() async throws {
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
      of: GoodsSelection(product: tea.id), with: .customer("Rosa"), in: day, test.session)
    #expect(bought == PersonSum(count: 1, units: 2, income: try money("18")))
    let none = try await test.shop.sales(
      of: GoodsSelection(product: milk.id), with: .customer("Luis"), in: day, test.session)
    #expect(none.count == 0)
  }
}
