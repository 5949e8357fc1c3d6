import Insights
import Inventory
import Shop
import Store
import Testing

@Suite struct `A transfer` {
  private struct Setting {
    let test: TestShop
    let product: Product
    let norte: Branch

    init() async throws {
      test = try await TestShop()
      product = try await test.product("A", price: "10", cost: "4", stock: 10)
      norte = try await test.branch("Norte")
    }

    func draft(_ quantity: Quantity) -> TransferDraft {
      TransferDraft(
        lines: [TransferDraft.Line(product: product.id, quantity: quantity)], from: test.session.home.id,
        to: norte.id)
    }

    func there() async throws -> Balance { try await test.balance(product, in: norte) }
    func here() async throws -> Balance { try await test.balance(product) }
  }

  @Test func `that was undone does not stand, nor does the one that undid it`() async throws {
    let setting = try await Setting()
    let (test, shop) = (setting.test, setting.test.shop)
    _ = try await shop.move(setting.draft(4), test.session, key: IdempotencyKey("a", content: ""))
    let kept = try await shop.move(setting.draft(1), test.session)
    _ = try await shop.reverse("a", test.session)
    let loss = AdjustmentDraft(product: setting.product.id, change: .remove(1), reason: .broken)
    _ = try await shop.adjust(loss, test.session, key: IdempotencyKey("b", content: ""))
    _ = try await shop.reverse("b", test.session)
    var filter = MovementFilter(product: setting.product.id)
    filter.areStanding = true
    filter.kinds = [.waste]
    #expect(try await shop.kardex(filter, limit: 9, test.session).total == 0)
    (filter.kinds, filter.areTransfers) = ([], true)
    let lines = try await shop.kardex(filter, limit: 9, test.session).lines
    #expect(lines.map(\.movement.document) == ["\(kept.folio)-R", kept.folio])
    filter.areStanding = false
    #expect(try await shop.kardex(filter, limit: 9, test.session).total == 6)
  }

  @Test func `is on the road until it is received`() async throws {
    let setting = try await Setting()
    let (test, shop) = (setting.test, setting.test.shop)
    let sent = try await shop.send(setting.draft(4), test.session)
    #expect(sent.state == .sent)
    #expect(sent.folio == "TRA-2025-0001")
    #expect(try await setting.here() == Balance(onHand: 6, value: money("24")))
    #expect(try await setting.there() == Balance(onHand: 0, inTransit: 4))
    try await test.isClean()
    let received = try await shop.receiveTransfer(sent.id, test.session)
    #expect(received.state == .received)
    #expect(try await setting.there() == Balance(onHand: 4, value: money("16")))
    try await test.refuses { _ = try await shop.receiveTransfer(sent.id, test.session) }
    #expect(try await test.summary().total == SalesSum())
    try await test.isClean()
  }

  @Test func `on the road counts as on order, not as stock`() async throws {
    let setting = try await Setting()
    _ = try await setting.test.shop.send(setting.draft(4), setting.test.session)
    let findings = try await setting.test.shop.findings(
      of: setting.product.id, branch: setting.norte.id, setting.test.session
    ).findings
    let finding = try #require(findings.first)
    #expect(finding.onOrder == 4)
    #expect(finding.level.available == 0)
    try await setting.test.refuses {
      try await setting.test.sell((setting.product, 1), branch: setting.norte.id)
    }
  }

  @Test(arguments: [false, true])
  func `is undone on the road and after it arrived`(isReceived: Bool) async throws {
    let setting = try await Setting()
    let (test, shop) = (setting.test, setting.test.shop)
    let before = try await setting.here()
    let key = IdempotencyKey("t", content: "")
    let sent =
      isReceived
      ? try await shop.move(setting.draft(4), test.session, key: key)
      : try await shop.send(setting.draft(4), test.session, key: key)
    let reversal = try await shop.reverse("t", test.session)
    #expect(reversal.reference == sent.folio)
    #expect(try await setting.here() == before)
    #expect(try await setting.there() == Balance(onHand: 0))
    try await test.isClean()
    guard !isReceived else { return }
    try await test.refuses {
      _ = try await shop.receiveTransfer(sent.id, test.session)
    } matches: {
      $0 == .conflict(.transferState(folio: sent.folio, .cancelled))
    }
  }

  @Test(arguments: ["0", "-1", "11", "0.5", "1000000000"])
  func `of what cannot be sent is refused`(quantity: String) async throws {
    let setting = try await Setting()
    let draft = setting.draft(try units(quantity))
    try await setting.test.refuses { _ = try await setting.test.shop.send(draft, setting.test.session) }
  }

  @Test func `to the same branch, or of nothing, is refused`() async throws {
    let setting = try await Setting()
    var same = setting.draft(1)
    same.to = same.from
    var empty = setting.draft(1)
    empty.lines = []
    for draft in [same, empty] {
      try await setting.test.refuses { _ = try await setting.test.shop.send(draft, setting.test.session) }
    }
  }
}
