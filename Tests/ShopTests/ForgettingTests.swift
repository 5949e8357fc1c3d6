import Crypto
import Inventory
import SQL
import SQLite
import Shop
import Store
import Testing

@Suite struct `What no longer serves` {
  private func sell(_ product: Product, key: String, content: String = "a", in test: TestShop) async throws
    -> Sale
  {
    try await test.shop.sell(
      SaleDraft(lines: [SaleDraft.Line(product: product.id, quantity: 1)]), test.session,
      key: IdempotencyKey(key, content: content))
  }

  private func count(_ table: SQL, in test: TestShop) async throws -> Int64? {
    try await test.database.read { try $0.first("SELECT count(*) FROM \(table)") { $0.integer(0) } }
  }

  @Test func `is forgotten: keys after 30 days, what expired after one`() async throws {
    let test = try await TestShop(on: "2025-09-01")
    let product = try await test.product("Crema", stock: 9)
    _ = try await sell(product, key: "vieja", in: test)
    let proposal = test.shop.makeProposal(tool: "registerSale", arguments: "{}", test.session)
    _ = try await test.shop.saveConversation("{}", proposing: proposal, test.session)
    try test.go(to: "2025-09-02")
    try await test.shop.forgetExpired(test.session)
    #expect(try await count("conversaciones", in: test) == 1)
    try test.go(to: "2025-09-03")
    _ = try await sell(product, key: "nueva", in: test)
    try await test.shop.forgetExpired(test.session)
    #expect(try await count("conversaciones", in: test) == 0)
    #expect(try await count("propuestas", in: test) == 0)
    #expect(try await count("claves_idempotencia", in: test) == 2)
    try test.go(to: "2025-10-02")
    try await test.shop.forgetExpired(test.session)
    #expect(try await count("claves_idempotencia", in: test) == 1)
    #expect(try await sell(product, key: "nueva", in: test).folio.text == "POS-2025-0002")
    #expect(try await sell(product, key: "vieja", in: test).folio.text == "POS-2025-0003")
  }

  @Test func `goes with what is added, in a shop that nobody cleans`() async throws {
    let test = try await TestShop(on: "2025-09-01")
    let product = try await test.product("Crema", stock: 9)
    let old = test.clock.now
    try await test.run(
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
      INSERT INTO propuestas (organizacion_id, id, usuario_id, canal, herramienta, argumentos, expira_en)
      SELECT \(test.session.shop.id), i, \(test.session.person.id), '', '', '', \(old) FROM n
      """)
    try await test.run(
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
      INSERT INTO claves_idempotencia (organizacion_id, clave, operacion, huella, resultado, creado_en)
      SELECT \(test.session.shop.id), i, 'venta', '', '', \(old) FROM n
      """)
    func propose() async throws {
      let proposal = test.shop.makeProposal(tool: "registerSale", arguments: "{}", test.session)
      _ = try await test.shop.saveConversation("{}", proposing: proposal, test.session)
    }
    try test.go(to: "2025-09-02")
    try await propose()
    #expect(try await count("propuestas", in: test) == 51)
    try test.go(to: "2025-10-01")
    _ = try await sell(product, key: "1 de octubre", in: test)
    #expect(try await count("claves_idempotencia", in: test) == 51)
    try test.go(to: "2025-10-02")
    for turn in 1...4 {
      try await propose()
      _ = try await sell(product, key: "\(turn) después", in: test)
    }
    #expect(try await count("propuestas", in: test) == 4)
    #expect(try await count("claves_idempotencia", in: test) == 5)
  }

  @Test func `of another shop stays`() async throws {
    let test = try await TestShop(on: "2025-09-01")
    let other = try await TestShop(beside: test, name: "Bodega Dos")
    let product = try await other.product("Crema", stock: 9)
    let first = try await sell(product, key: "k", in: other)
    try test.go(to: "2025-12-01")
    try await test.shop.forgetExpired(test.session)
    #expect(try await sell(product, key: "k", in: other) == first)
  }

  @Test func `goes in several writes when there is much of it`() async throws {
    let test = try await TestShop()
    try await test.run(
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
      INSERT INTO claves_idempotencia (organizacion_id, clave, operacion, huella, resultado, creado_en)
      SELECT \(test.session.shop.id), i, 'venta', '', '', i FROM n
      """)
    try await test.shop.forgetExpired(test.session)
    #expect(try await count("claves_idempotencia", in: test) == 0)
  }

  @Test func `of a request is all but its digest`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", stock: 9)
    let content = "POST /api/v1/pos/ventas {\"cliente\":\"Marta\"}"
    let sale = try await sell(product, key: "k", content: content, in: test)
    let kept = try await test.database.read {
      try $0.first("SELECT huella FROM claves_idempotencia") { $0.text(0) }
    }
    #expect(kept == sha256(Array(content.utf8)).hex)
    #expect(try await sell(product, key: "k", content: content, in: test) == sale)
  }

  @Test func `was kept whole by earlier versions, whose requests are still known`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", stock: 9)
    let sale = try await sell(product, key: "k", content: "a", in: test)
    try await test.run("UPDATE claves_idempotencia SET huella = 'a'")
    #expect(try await sell(product, key: "k", content: "a", in: test) == sale)
    try await test.refuses {
      _ = try await sell(product, key: "k", content: "b", in: test)
    } matches: {
      $0 == .keyReused(key: "k")
    }
  }
}
