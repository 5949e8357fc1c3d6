import Inventory
import SQL
import Shop
import Store
import Testing

struct UndeliveredMailTests {
  /// A shop's mail with one message that is due.
  private func waiting(in test: TestShop) async throws -> (mail: Mailroom, message: OutgoingMessage) {
    let mail = Mailroom(test.shop, test.session)
    let incoming = IncomingMessage(channel: "whatsapp", id: "1", person: "ana", content: "hola")
    for message in try await mail.take([incoming]) { try await mail.answer(message, to: "591", with: ["r"]) }
    return (mail, try #require(try await mail.due().first))
  }

  /// A shop's mail with one message that was sent, and that its service calls `wamid.1`.
  private func sent(in test: TestShop) async throws -> Mailroom {
    let (mail, message) = try await waiting(in: test)
    try await mail.note(message, .sent(as: "wamid.1"))
    return mail
  }

  /// Sends it again at once, as a template.
  private static let remedy: Mailroom.Remedy = { _, failure in
    .postponed(seconds: 0, form: "template", why: failure)
  }

  private func fail(
    _ mail: Mailroom, _ id: String = "wamid.1", on channel: String = "whatsapp"
  ) async throws -> Mailroom.Outcome? {
    try await mail.reconsider(id, channel: channel, failure: "131047", remedy: Self.remedy)
  }

  private func keptFailures(_ test: TestShop) async throws -> Int64? {
    try await test.shop.store.database.read {
      try $0.first("SELECT count(*) FROM fallos_adelantados") { $0.integer(0) }
    }
  }

  @Test func `what did not arrive may go out again in another form, once`() async throws {
    let mail = try await sent(in: try await TestShop())
    #expect(try await mail.due().isEmpty)
    #expect(try await fail(mail) == .postponed(seconds: 0, form: "template", why: "131047"))
    #expect(try await fail(mail) == nil)
    let again = try #require(try await mail.due().first)
    #expect(again.content == "r")
    #expect(again.form == "template")
    #expect(again.attempts == 2)
    try await mail.note(again, .sent(as: "wamid.2"))
    #expect(try await fail(mail) == nil)
    #expect(try await mail.due().isEmpty)
  }

  @Test func `a failure that is reported before the sending is noted is remedied then, once`() async throws {
    let (mail, message) = try await waiting(in: try await TestShop())
    for _ in 0..<2 { #expect(try await fail(mail) == nil) }
    let remedy = try await mail.settle(message, .sent(as: "wamid.1"), remedy: Self.remedy)
    #expect(remedy == .postponed(seconds: 0, form: "template", why: "131047"))
    let again = try #require(try await mail.due().first)
    #expect(again.form == "template")
    #expect(again.attempts == 2)
    try await mail.note(again, .sent(as: "wamid.1"))
    #expect(try await mail.due().isEmpty)
  }

  @Test func `a failure that is reported early of another message, channel or shop changes nothing`()
    async throws
  {
    let test = try await TestShop()
    let other = try await TestShop(beside: test, name: "Bodega Dos")
    let (mail, message) = try await waiting(in: test)
    _ = try await fail(mail, "wamid.9")
    _ = try await fail(mail, on: "twilio")
    _ = try await fail(Mailroom(other.shop, other.session))
    try await mail.note(message, .sent(as: "wamid.1"))
    #expect(try await mail.due().isEmpty)
  }

  @Test func `of failures of unknown messages the last thousand are kept, for an hour`() async throws {
    let test = try await TestShop()
    let (mail, message) = try await waiting(in: test)
    for number in 0...1000 {
      test.clock.now = test.clock.now.adding(seconds: 1)
      _ = try await fail(mail, "ajeno.\(number)")
    }
    #expect(try await keptFailures(test) == 1000)
    try await mail.note(message, .sent(as: "ajeno.0"))
    #expect(try await mail.settle(message, .sent(as: "ajeno.1"), remedy: Self.remedy) != nil)
    test.clock.now = test.clock.now.adding(seconds: 3601)
    try await mail.clear()
    #expect(try await keptFailures(test) == 0)
  }

  @Test func `what another channel calls so, and what is unknown, stays as it is`() async throws {
    let mail = try await sent(in: try await TestShop())
    #expect(try await fail(mail, on: "twilio") == nil)
    #expect(try await fail(mail, "wamid.9") == nil)
    #expect(try await mail.due().isEmpty)
  }

  @Test(arguments: [1, 2])
  func `the words of what arrived are forgotten at once`(stage: Int) async throws {
    let test = try await TestShop()
    let mail = try await sent(in: test)
    try await mail.report("wamid.1", channel: "whatsapp", stage: stage)
    #expect(try await fail(mail) == nil)
    #expect(try await mail.due().isEmpty)
    #expect(try await keptFailures(test) == 0)
  }

  @Test func `the words of what was sent a day ago are forgotten`() async throws {
    let test = try await TestShop()
    let mail = try await sent(in: test)
    test.clock.now = test.clock.now.adding(seconds: 86_401)
    try await mail.clear()
    #expect(try await fail(mail) == nil)
    #expect(try await mail.due().isEmpty)
  }
}
