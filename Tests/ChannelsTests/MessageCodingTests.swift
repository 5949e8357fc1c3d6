import Inventory
import Testing
import Wire

@testable import Channels

@Suite struct `What is kept` {
  @Test(
    arguments: [
      .text("¿hay crema?"), .choice(id: "Sí", title: "Sí, dale"), .voice(handle: "AwAC", seconds: 3),
      .voice(handle: "55"),
      .unreadable(kind: "image"),
    ] as [Message.Content])
  func `of a message comes back as it was`(content: Message.Content) throws {
    let message = Message(
      id: "m1",
      person: ChatPerson(
        id: "MX.1", address: "5215512345678", aliases: ["5215512345678", "525512345678"],
        name: "Ana"),
      content: content, language: .english)
    #expect(Message(json: try JSON(parsing: message.json.text)) == message)
    let bare = Message(id: "m1", person: ChatPerson(id: "7"), content: content)
    #expect(Message(json: try JSON(parsing: bare.json.text)) == bare)
  }

  @Test(
    arguments: [
      .sent(id: "wamid.1"), .sent(id: nil), .retry(after: 900, why: "190: «token»"),
      .retry(after: nil, why: ""),
      .never(why: "131026"), .otherForm(.template, why: "131047"), .otherForm(.otherNumber, why: "x"),
      .otherForm([.otherNumber, .template], why: ""),
    ] as [Delivery])
  func `of a delivery comes back as it was`(delivery: Delivery) throws {
    #expect(Delivery(json: try JSON(parsing: delivery.json.text)) == delivery)
  }

  @Test(arguments: [#"{"resultado":"otra_forma","forma":"cifrada"}"#, #"{"resultado":7}"#, "{}", "[]"])
  func `of no delivery is none`(json: String) throws {
    #expect(Delivery(json: try JSON(parsing: json)) == nil)
  }
}
