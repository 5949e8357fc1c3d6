import Inventory
import Shop
import Store
import Testing

struct MailroomTests {
  private func message(_ id: String, from person: String = "ana") -> IncomingMessage {
    IncomingMessage(channel: "whatsapp", id: id, person: person, content: "hola \(id)")
  }

  @Test func `a message that comes twice is taken once`() async throws {
    let test = try await TestShop()
    let mail = Mailroom(test.shop, test.session)
    #expect(try await mail.take([message("1"), message("2")]).map(\.id) == ["1", "2"])
    #expect(try await mail.take([message("2"), message("3")]).map(\.id) == ["3"])
    #expect(try await mail.unanswered().map(\.id).sorted() == ["1", "2", "3"])
  }

  @Test func `500 doubled messages from 20 clients at once are each taken once`() async throws {
    let test = try await TestShop()
    let mail = Mailroom(test.shop, test.session)
    let taken = try await withThrowingTaskGroup(of: [String].self) { group in
      for client in 0..<20 {
        group.addTask {
          var taken: [String] = []
          for number in 0..<50 {
            // Every message is sent by two clients, in another order by each.
            let id = String(client < 10 ? client * 50 + number : (client - 10) * 50 + 49 - number)
            taken += try await mail.take([message(id)]).map(\.id)
          }
          return taken
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(taken.count == 500)
    #expect(Set(taken).count == 500)
  }

  @Test func `a message is answered once, in parts that keep their order`() async throws {
    let test = try await TestShop()
    let mail = Mailroom(test.shop, test.session)
    let first = try #require(try await mail.take([message("1")]).first)
    try await mail.answer(first, to: "591", with: ["uno", "dos"])
    try await mail.answer(first, to: "591", with: ["otra vez"])
    #expect(try await mail.unanswered().isEmpty)
    var sent: [String] = []
    while let next = try await mail.due().first {
      sent.append(next.content)
      try await mail.note(next, .sent(as: "wamid.\(sent.count)"))
    }
    #expect(sent == ["uno", "dos"])
  }

  @Test func `a person's later messages wait for the earlier, other people's do not`() async throws {
    let test = try await TestShop()
    let mail = Mailroom(test.shop, test.session)
    for incoming in try await mail.take([message("1"), message("2"), message("3", from: "rosa")]) {
      try await mail.answer(incoming, to: incoming.person, with: ["a " + incoming.id])
    }
    #expect(try await mail.due().map(\.content) == ["a 1", "a 3"])
    let first = try #require(try await mail.due().first)
    try await mail.note(first, .postponed(seconds: 30, form: "template", why: "131047"))
    #expect(try await mail.due().map(\.content) == ["a 3"])

    test.clock.now = test.clock.now.adding(seconds: 30)
    let again = try #require(try await mail.due().first)
    #expect(again.content == "a 1")
    #expect(again.form == "template")
    #expect(again.attempts == 1)
    try await mail.note(again, .dropped(why: "131026"))
    #expect(try await mail.due().map(\.content).sorted() == ["a 2", "a 3"])
  }

  @Test func `old mail is forgotten, what waits is kept`() async throws {
    let test = try await TestShop()
    let mail = Mailroom(test.shop, test.session)
    let both = try await mail.take([message("1"), message("2")])
    try await mail.answer(both[0], to: "x", with: ["r"])
    test.clock.now = test.clock.now.adding(seconds: 9 * 86_400)
    try await mail.clear()
    #expect(try await mail.take([message("1")]).count == 1)
    #expect(try await mail.unanswered().map(\.id).contains("2"))
    #expect(try await mail.due().count == 1)
  }

  @Test func `another shop's mail stays its own`() async throws {
    let test = try await TestShop()
    let other = try await TestShop(beside: test, name: "Bodega Dos")
    let mail = Mailroom(test.shop, test.session)
    _ = try await mail.take([message("1")])
    #expect(try await Mailroom(other.shop, other.session).unanswered().isEmpty)
  }
}

extension Mailroom {
  /// Notes what came of sending a message of which nothing else has been reported.
  func note(_ message: OutgoingMessage, _ outcome: Outcome) async throws {
    let remedy = try await settle(message, outcome) { _, failure in .dropped(why: failure) }
    #expect(remedy == nil)
  }
}
