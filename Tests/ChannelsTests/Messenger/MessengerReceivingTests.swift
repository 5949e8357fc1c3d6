import Testing
import Wire

@testable import Channels

@Suite struct `Messenger and Instagram receive` {
  private static let channel = Messenger(environment: ["MESSENGER_APP_SECRET": appSecret])

  private func arrival(_ events: String, object: String = "page", box: String = "messaging") throws -> Arrival
  {
    try Self.channel.receive(
      .signed(#"{"object":"\#(object)","entry":[{"id":"99","time":1,"\#(box)":[\#(events)]}]}"#))
  }

  private func event(_ members: String, from sender: String = "5678") -> String {
    #"{"sender":{"id":"\#(sender)"},"recipient":{"id":"99"},"timestamp":1763500000123,\#(members)}"#
  }

  @Test(arguments: [("page", "5678"), ("instagram", "instagram:5678")])
  func `a text, and a person of each service's own`(object: String, id: String)
    throws
  {
    let arrival = try arrival(
      event(#""message":{"mid":"m_1","text":"\u00bfhay crema?"}"#), object: object)
    #expect(
      arrival.messages == [
        Message(id: "m_1", person: ChatPerson(id: id, address: "5678"), content: .text("¿hay crema?"))
      ])
    #expect(arrival.response.status == .ok)
  }

  @Test(
    arguments: [
      (
        #""message":{"mid":"m","text":"Shampoo Antica…","quick_reply":{"payload":"Shampoo Anticaída"}}"#,
        .choice(id: "Shampoo Anticaída", title: "Shampoo Antica…")
      ),
      (#""postback":{"mid":"m","title":"Ver stock","payload":"STOCK"}"#, .text("Ver stock")),
      (#""postback":{"mid":"m","payload":"Ver stock"}"#, .text("Ver stock")),
      (
        #""message":{"mid":"m","attachments":[{"type":"audio","payload":{"url":"https://x/a.mp4"}}]}"#,
        .voice(handle: "https://x/a.mp4")
      ),
      (#""message":{"mid":"m","attachments":[{"type":"image","payload":{}}]}"#, .unreadable(kind: "image")),
      (#""message":{"mid":"m","is_unsupported":true}"#, .unreadable(kind: "unsupported")),
    ] as [(String, Message.Content)])
  func `what a person says in its several kinds`(members: String, content: Message.Content) throws {
    #expect(try arrival(event(members)).messages.map(\.content) == [content])
  }

  @Test(arguments: [
    #""message":{"mid":"m","text":"Quedan 3","is_echo":true}"#,
    #""message":{"mid":"m","is_deleted":true}"#,
    #""message":{"text":"sin id"}"#,
    #""message":{"mid":"m"}"#,
    #""message":7"#,
    #""postback":{"mid":"m"}"#,
    #""reaction":{"mid":"m","action":"react"}"#,
    #""referral":{"ref":"x"}"#,
    #""x":0"#,
  ])
  func `nothing of echoes and of what asks for no answer`(members: String) throws {
    #expect(try arrival(event(members)) == Arrival())
  }

  @Test func `nothing of what the page itself wrote, and of other boxes and objects`() throws {
    let text = event(#""message":{"mid":"m","text":"hola"}"#)
    #expect(try arrival(text).messages.count == 1)
    #expect(try arrival(event(#""message":{"mid":"m","text":"hola"}"#, from: "99")) == Arrival())
    #expect(try arrival(text, box: "standby") == Arrival())
    #expect(try arrival(text, object: "user") == Arrival())
    #expect(try arrival("7,null,{}") == Arrival())
  }

  @Test func `reports of what was delivered and read`() throws {
    let arrival = try arrival(
      event(#""delivery":{"mids":["m_1","m_2"],"watermark":1}"#) + "," + event(#""read":{"mid":"m_1"}"#))
    #expect(
      arrival.reports == [
        DeliveryReport(message: "m_1", state: .delivered), DeliveryReport(message: "m_2", state: .delivered),
        DeliveryReport(message: "m_1", state: .read),
      ])
  }

  @Test func `nothing that is not signed, and nothing at all without a secret`() throws {
    let missing = #expect(throws: HTTPProblem.self) {
      try Self.channel.receive(.webhook("{}", signatures: []))
    }
    #expect(missing?.status == .unauthorized)
    let refused = #expect(throws: HTTPProblem.self) {
      try Messenger(environment: [:]).receive(.signed("{}"))
    }
    #expect(refused?.status == .forbidden)
  }
}
