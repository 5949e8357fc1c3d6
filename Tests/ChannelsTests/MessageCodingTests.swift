import Inventory
import Testing
import Wire

@testable import Channels

@Suite struct `A message that is kept` {
  @Test(
    arguments: [
      .text("¿hay crema?"), .choice(id: "Sí", title: "Sí, dale"), .voice(handle: "AwAC"),
      .unreadable(kind: "image"),
    ] as [Message.Content])
  func `comes back as it was`(content: Message.Content) throws {
    let message = Message(
      id: "m1",
      person: ChatPerson(
        id: "MX.1", address: "5215512345678", aliases: ["5215512345678", "525512345678"],
        name: "Ana"),
      content: content, sent: Instant(milliseconds: 1_763_500_000_123), language: .english)
    #expect(Message(json: try JSON(parsing: message.json.text)) == message)
    let bare = Message(id: "m1", person: ChatPerson(id: "7"), content: content)
    #expect(Message(json: try JSON(parsing: bare.json.text)) == bare)
  }
}
