import Inventory
import Shop
import Store
import Testing

struct UndeliveredMailTests {
  /// A shop's mail with one message that was sent, and that its service calls `wamid.1`.
  private func sent(in test: TestShop) async throws -> Mailroom {
    let mail = Mailroom(test.shop, test.session)
    let incoming = IncomingMessage(channel: "whatsapp", id: "1", person: "ana", content: "hola")
    for message in try await mail.take([incoming]) { try await mail.answer(message, to: "591", with: ["r"]) }
    try await mail.settle(try #require(await due(mail).first), .sent(as: "wamid.1"))
    return mail
  }

  private func due(_ mail: Mailroom) async throws -> [OutgoingMessage] { try await mail.due() }

  @Test func `what did not arrive may go out again in another form, once`() async throws {
    let mail = try await sent(in: try await TestShop())
    #expect(try await due(mail).isEmpty)
    for _ in 0..<2 {
      try await mail.reconsider("wamid.1", channel: "whatsapp") { _ in
        .postponed(seconds: 0, form: "template", why: "131047")
      }
    }
    let again = try #require(try await due(mail).first)
    #expect(again.content == "r")
    #expect(again.form == "template")
    #expect(again.attempts == 2)
    try await mail.settle(again, .sent(as: "wamid.2"))
    try await mail.reconsider("wamid.1", channel: "whatsapp") { _ in
      .postponed(seconds: 0, form: "usual", why: "otra vez")
    }
    #expect(try await due(mail).isEmpty)
  }

  @Test func `what another channel calls so, and what is unknown, stays as it is`() async throws {
    let mail = try await sent(in: try await TestShop())
    for (id, channel) in [("wamid.1", "twilio"), ("wamid.9", "whatsapp")] {
      try await mail.reconsider(id, channel: channel) { _ in .postponed(seconds: 0, form: "usual", why: "") }
    }
    #expect(try await due(mail).isEmpty)
  }

  @Test(arguments: [1, 2])
  func `the words of what arrived are forgotten at once`(stage: Int) async throws {
    let mail = try await sent(in: try await TestShop())
    try await mail.report("wamid.1", channel: "whatsapp", stage: stage)
    try await mail.reconsider("wamid.1", channel: "whatsapp") { _ in
      .postponed(seconds: 0, form: "template", why: "")
    }
    #expect(try await due(mail).isEmpty)
  }

  @Test func `the words of what was sent a day ago are forgotten`() async throws {
    let test = try await TestShop()
    let mail = try await sent(in: test)
    test.clock.now = test.clock.now.adding(seconds: 86_401)
    try await mail.clear()
    try await mail.reconsider("wamid.1", channel: "whatsapp") { _ in
      .postponed(seconds: 0, form: "template", why: "")
    }
    #expect(try await due(mail).isEmpty)
  }
}
