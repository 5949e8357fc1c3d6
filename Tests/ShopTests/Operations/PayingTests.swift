import Inventory
import SQL
import SQLite
import Shop
import Store
import Testing

/// A shop with Marta's account: a debt of 30 from the 14th and one of 50 from the 15th, 10 of it paid.
private struct Account {
  let test: TestShop
  let old: Sale
  let new: Sale

  init() async throws {
    let test = try await TestShop(on: "2025-10-14")
    self.test = test
    let product = try await test.product("Crema", price: "10", cost: "4", stock: 20)
    func sell(_ quantity: Quantity, paid: Money) async throws -> Sale {
      try await test.shop.sell(
        SaleDraft(
          lines: [SaleDraft.Line(product: product.id, quantity: quantity)], customer: .named("Marta"),
          paid: paid),
        test.session)
    }
    old = try await sell(3, paid: .zero)
    try test.go(to: "2025-10-15")
    new = try await sell(5, paid: money("10"))
    try test.go(to: "2025-10-16")
  }

  func pay(
    _ debt: PaymentDraft.Debt, _ payments: Payment..., key: IdempotencyKey? = nil
  ) async throws -> PaymentReceipt {
    try await test.shop.pay(PaymentDraft(debt, payments), test.session, key: key)
  }

  func sale(_ sale: Sale) async throws -> Sale {
    guard case .sale(let status) = try await test.shop.sale(sale.folio.text, test.session) else {
      throw ShopError.notFound(.sale, name: sale.folio.text)
    }
    return status.sale
  }

  func paymentState(of sale: Sale) async throws -> String? {
    try await test.database.read { connection in
      try connection.first("SELECT estado_pago FROM ventas_pos WHERE folio = \(sale.folio.text)") {
        $0.text(0)
      }
    }
  }
}

@Suite struct `A payment` {
  @Test func `of an account goes to the oldest debt first`() async throws {
    let account = try await Account()
    let receipt = try await account.pay(.account("Marta"), Payment(money("45"), tender: .cash))
    let parts = receipt.settlement.parts
    #expect(parts.map(\.folio) == [account.old.folio.text, account.new.folio.text])
    #expect(parts.map(\.amount) == [try money("30"), try money("15")])
    #expect(parts.map(\.left) == [.zero, try money("25")])
    #expect(receipt.settlement.owed == (try money("25")))
    #expect(receipt.number == "PAG-2025-0001")
    #expect(try await account.sale(account.old).totals.pending == .zero)
    #expect(try await account.sale(account.new).totals.paid == money("25"))
    #expect(try await account.paymentState(of: account.old) == "pagado")
    #expect(try await account.paymentState(of: account.new) == "parcial")
    try await account.test.isClean()
  }

  @Test func `is quoted as it is then filed`() async throws {
    let account = try await Account()
    let draft = PaymentDraft(.account("Marta"), [try Payment(money("45"), tender: .qr)])
    let quote = try await account.test.shop.quote(draft, account.test.session)
    #expect(try await account.test.shop.pay(draft, account.test.session).settlement == quote)
  }

  @Test func `of one sale leaves the others`() async throws {
    let account = try await Account()
    let receipt = try await account.pay(
      .sale(.folio(account.new.folio.text)), Payment(money("40"), tender: .card))
    #expect(receipt.settlement.parts.map(\.left) == [.zero])
    #expect(receipt.settlement.owed == (try money("30")))
    #expect(try await account.sale(account.old).totals.paid == .zero)
    #expect(try await account.sale(account.new).tender == .mixed)
    try await account.test.isClean()
  }

  @Test func `in several ways is cut where one debt ends, and gives change of the cash`() async throws {
    let account = try await Account()
    let receipt = try await account.pay(
      .account("Marta"), Payment(money("20"), tender: .card),
      Payment(money("30"), tender: .cash, received: money("50")))
    let filed = receipt.payments.map { [$0.amount, $0.received, $0.change] }
    #expect(
      filed == [[20, 20, 0], [10, 10, 0], [20, 40, 20]].map { $0.map { Money(minorUnits: $0 * 100) } })
    #expect(receipt.change == (try money("20")))
    try await account.test.isClean()
  }

  @Test func `is never more than is owed`() async throws {
    let account = try await Account()
    try await account.test.refuses {
      _ = try await account.pay(.account("Marta"), Payment(money("70.01"), tender: .cash))
    } matches: {
      $0 == .invalid(field: "monto", .paidAboveOwed(owed: Money(minorUnits: 7000)))
    }
    try await account.test.refuses {
      _ = try await account.pay(.sale(.folio(account.old.folio.text)), Payment(money("31"), tender: .cash))
    }
    try await account.test.refuses {
      _ = try await account.pay(.account("Rosa"), Payment(money("1"), tender: .cash))
    } matches: {
      $0 == .conflict(.nothingOwed(by: "Rosa"))
    }
  }

  @Test func `counts what came back as not owed`() async throws {
    let account = try await Account()
    let product = try #require(account.old.lines.first?.item.product)
    _ = try await account.test.shop.returnSale(
      ReturnDraft(
        folio: account.old.folio.text, lines: [ReturnDraft.Line(product: product, quantity: 1)]),
      account.test.session)
    try await account.test.refuses {
      _ = try await account.pay(.sale(.folio(account.old.folio.text)), Payment(money("21"), tender: .cash))
    }
    _ = try await account.pay(.sale(.folio(account.old.folio.text)), Payment(money("20"), tender: .cash))
    #expect(try await account.paymentState(of: account.old) == "pagado")
    try await account.test.isClean()
  }

  @Test(arguments: [Tender.card, .transfer, .qr, .terminal])
  func `gives change only of cash`(_ tender: Tender) throws {
    let (amount, note) = (try money("10"), try money("20"))
    #expect(throws: ShopError.invalid(field: "recibido", .changeOnlyFromCash)) {
      try Payment(amount, tender: tender, received: note)
    }
    #expect(try Payment(amount, tender: .cash, received: note).change == amount)
    #expect(throws: ShopError.self) { try Payment(note, tender: .cash, received: amount) }
    #expect(throws: ShopError.self) { try Payment(.zero, tender: .cash) }
  }

  @Test func `that comes again has the same receipt and no second effect`() async throws {
    let account = try await Account()
    let key = IdempotencyKey("p", content: "")
    let first = try await account.pay(
      .account("Marta"), Payment(money("45"), tender: .cash, received: money("50")), key: key)
    let before = try await account.test.contents()
    let again = try await account.pay(
      .account("Marta"), Payment(money("45"), tender: .cash, received: money("50")), key: key)
    #expect(again == first)
    #expect(try await account.test.contents() == before)
  }

  @Test func `is taken back whole, once`() async throws {
    let account = try await Account()
    _ = try await account.pay(
      .account("Marta"), Payment(money("45"), tender: .cash), key: IdempotencyKey("p", content: ""))
    _ = try await account.test.shop.reverse("p", account.test.session)
    #expect(try await account.test.shop.owed(.account("Marta"), account.test.session) == money("70"))
    #expect(try await account.paymentState(of: account.old) == "pendiente")
    #expect(try await account.paymentState(of: account.new) == "parcial")
    try await account.test.isClean()
    try await account.test.refuses { _ = try await account.test.shop.reverse("p", account.test.session) }
  }

  @Test func `that was taken back says nothing of how the sale is paid`() async throws {
    let account = try await Account()
    let key = IdempotencyKey("p", content: "")
    let debt = PaymentDraft.Debt.sale(.folio(account.old.folio.text))
    _ = try await account.pay(debt, Payment(money("30"), tender: .card), key: key)
    #expect(try await account.sale(account.old).tender == .card)
    _ = try await account.test.shop.reverse("p", account.test.session)
    _ = try await account.pay(debt, Payment(money("30"), tender: .cash))
    #expect(try await account.sale(account.old).tender == .cash)
  }

  @Test func `and what came back decide together whether a sale is paid, on every side`() async throws {
    let account = try await Account()
    func returnCreams(_ quantity: Quantity, of sale: Sale) async throws {
      let product = try #require(sale.lines.first?.item.product)
      _ = try await account.test.shop.returnSale(
        ReturnDraft(
          folio: sale.folio.text, lines: [ReturnDraft.Line(product: product, quantity: quantity)]),
        account.test.session)
    }
    func expect(_ state: PaymentState, of sale: Sale) async throws {
      #expect(try await account.sale(sale).paymentState == state)
      #expect(try await account.paymentState(of: sale) == state.rawValue)
    }
    // Of 50, 10 paid: 30 come back, and the 10 that are left of it are paid.
    try await returnCreams(3, of: account.new)
    try await expect(.partial, of: account.new)
    _ = try await account.pay(.sale(.folio(account.new.folio.text)), Payment(money("10"), tender: .cash))
    try await expect(.paid, of: account.new)
    // Of 30 nothing was ever paid, and nothing is to be.
    try await returnCreams(2, of: account.old)
    try await expect(.pending, of: account.old)
    try await returnCreams(1, of: account.old)
    try await expect(.cancelled, of: account.old)
    try await account.test.isClean()
  }

  @Test func `of a sale that was cancelled since stays as it is`() async throws {
    let account = try await Account()
    _ = try await account.pay(
      .sale(.folio(account.old.folio.text)), Payment(money("5"), tender: .cash),
      key: IdempotencyKey("p", content: "")
    )
    _ = try await account.test.shop.cancelSale(account.old.folio.text, account.test.session)
    try await account.test.refuses { _ = try await account.test.shop.reverse("p", account.test.session) }
    try await account.test.refuses {
      _ = try await account.pay(.sale(.folio(account.old.folio.text)), Payment(money("1"), tender: .cash))
    } matches: {
      $0 == .conflict(.saleState(folio: account.old.folio.text, .cancelled))
    }
  }

  @Test func `made with the sale itself is filed with its change`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", price: "10", stock: 5)
    let sale = try await test.shop.sell(
      SaleDraft(
        lines: [SaleDraft.Line(product: product.id, quantity: 3)],
        payments: [
          try Payment(money("10"), tender: .qr),
          try Payment(money("20"), tender: .cash, received: money("50")),
        ]), test.session)
    #expect(sale.tender == .mixed)
    #expect(sale.totals.pending == .zero)
    let filed = try await test.shop.store.read(test.session.shop.id) { try $0.payments(of: sale.id) }
    #expect(filed.map(\.tender) == [.qr, .cash])
    #expect(filed.map(\.change) == [.zero, try money("30")])
    try await test.isClean()
  }

  @Test func `that is not filed is found by verify`() async throws {
    let account = try await Account()
    try await account.test.run(
      "UPDATE ventas_pos SET monto_pagado = 100, monto_pendiente = total - 100 WHERE folio = 'POS-2025-0001'")
    let found = try await account.test.shop.verify(account.test.session)
    #expect(found.map(\.what) == ["venta POS-2025-0001 (monto_pagado)"])
  }
}
