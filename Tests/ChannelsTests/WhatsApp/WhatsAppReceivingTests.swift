import Testing
import Wire

@testable import Channels

/// A webhook of WhatsApp's with one change, whose value holds these members.
func whatsAppBody(_ members: String, field: String = "messages") -> String {
  """
  {"object":"whatsapp_business_account","entry":[{"id":"311","changes":[{"field":"\(field)","value":{
  "messaging_product":"whatsapp","metadata":{"display_phone_number":"59122222222","phone_number_id":"777"},
  \(members)}}]}]}
  """
}

@Suite struct `WhatsApp receives` {
  private static let channel = WhatsApp(environment: [
    WhatsApp.Setting.appSecret.rawValue: appSecret, WhatsApp.Setting.phoneNumberID.rawValue: "777",
  ])

  private func arrival(_ body: String) throws -> Arrival { try Self.channel.receive(.signed(body)) }

  /// The only message of a webhook from a person of whom only the number is known.
  private func message(_ members: String) throws -> Message? {
    let arrival = try arrival(
      whatsAppBody(
        #""contacts":[{"profile":{"name":"Marta"},"wa_id":"59171234567"}],"#
          + #""messages":[{"from":"59171234567","id":"wamid.A","timestamp":"1763500000",\#(members)}]"#))
    #expect(arrival.messages.count <= 1)
    #expect(arrival.response.status == .ok)
    return arrival.messages.first
  }

  @Test func `nothing for another number of the same app`() throws {
    let text = #""messages":[{"from":"5917","id":"wamid.A","type":"text","text":{"body":"hola"}}]"#
    #expect(try arrival(whatsAppBody(text)).messages.count == 1)
    let other = whatsAppBody(text).replacing(#""phone_number_id":"777""#, with: #""phone_number_id":"778""#)
    #expect(try arrival(other).messages.isEmpty)
  }

  @Test func `a text with its person`() throws {
    let message = try #require(
      try message(#""type":"text","text":{"body":"\u00bfqu\u00e9 falta? \ud83d\uded2"}"#))
    #expect(message.id == "wamid.A")
    #expect(message.content == .text("¿qué falta? 🛒"))
    #expect(message.person == ChatPerson(id: "59171234567", name: "Marta"))
  }

  @Test(
    arguments: [
      (
        #""type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"S\u00ed","title":"S\u00ed"}}"#,
        .choice(id: "Sí", title: "Sí")
      ),
      (
        #""type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"Crema para Manos Rosa","title":"Crema para Manos…","description":"d"}}"#,
        .choice(id: "Crema para Manos Rosa", title: "Crema para Manos…")
      ),
      (
        #""type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"response_json":"{}"}}"#,
        .unreadable(kind: "interactive")
      ),
      (#""type":"interactive""#, .unreadable(kind: "interactive")),
      (
        #""type":"button","button":{"payload":"Ver","text":"Ver todo"}"#,
        .choice(id: "Ver", title: "Ver todo")
      ),
      (#""type":"button","button":{"text":"Ver todo"}"#, .choice(id: "Ver todo", title: "Ver todo")),
      (#""type":"audio","audio":{"id":"55","voice":true,"mime_type":"audio/ogg"}"#, .voice(handle: "55")),
      (#""type":"audio","audio":{"id":"55","voice":false}"#, .voice(handle: "55")),
      (#""type":"audio","audio":{"voice":true}"#, .unreadable(kind: "audio")),
      (#""type":"image","image":{"id":"9","caption":"vendí dos"}"#, .unreadable(kind: "image")),
      (#""type":"document","document":{"id":"9","filename":"a.pdf"}"#, .unreadable(kind: "document")),
      (#""type":"location","location":{"latitude":-16.5,"longitude":-68.1}"#, .unreadable(kind: "location")),
      (#""type":"contacts","contacts":[{"name":{"formatted_name":"L"}}]"#, .unreadable(kind: "contacts")),
      (#""type":"order","order":{"product_items":[]}"#, .unreadable(kind: "order")),
      (#""type":"unsupported","errors":[{"code":131051}]"#, .unreadable(kind: "unsupported")),
    ] as [(String, Message.Content)])
  func `what a person says in its several kinds`(members: String, content: Message.Content) throws {
    #expect(try message(members)?.content == content)
  }

  @Test(arguments: [
    #""type":"reaction","reaction":{"message_id":"wamid.B","emoji":"\ud83d\udc4d"}"#,
    #""type":"edit","edit":{"original_message_id":"wamid.B","message":{"type":"text","text":{"body":"x"}}}"#,
    #""type":"revoke","revoke":{"original_message_id":"wamid.B"}"#,
    #""type":"system","system":{"type":"user_changed_number","wa_id":"59171111111","body":"x"}"#,
    #""type":"request_welcome""#,
    #""type":"teleport","teleport":{"to":"Marte"}"#,
    #""type":"text""#,
    #""type":"text","text":{"body":7}"#,
    #""type":7"#,
    #""text":{"body":"sin tipo"}"#,
  ])
  func `nothing of what asks for no answer`(members: String) throws {
    #expect(try message(members) == nil)
  }

  /// What a message and its contact say of who wrote, and who that is.
  private static let people: [(String, String, ChatPerson?)] = [
    (
      #""from":"5215512345678","from_user_id":"MX.1""#,
      #"{"profile":{"name":"Ana"},"wa_id":"5215512345678","user_id":"MX.1"}"#,
      ChatPerson(
        id: "MX.1", address: "5215512345678", aliases: ["5215512345678", "525512345678"], name: "Ana")
    ),
    (
      #""from":"5215512345678""#, #"{"wa_id":"5215512345678","user_id":"MX.1"}"#,
      ChatPerson(id: "MX.1", address: "5215512345678", aliases: ["5215512345678", "525512345678"])
    ),
    (
      #""from":"5215512345678""#, #"{"wa_id":"525512345678","user_id":"MX.1"}"#,
      ChatPerson(id: "MX.1", address: "5215512345678", aliases: ["5215512345678", "525512345678"])
    ),
    (
      #""from":"5491122334455""#, #"{"profile":{"name":"Ñandú"},"wa_id":"5491122334455"}"#,
      ChatPerson(id: "5491122334455", aliases: ["541122334455"], name: "Ñandú")
    ),
    (
      #""from_user_id":"MX.134""#, #"{"profile":{"name":"Luz","username":"luz"},"user_id":"MX.134"}"#,
      ChatPerson(id: "MX.134", name: "Luz")
    ),
    (#""x":0"#, #"{"user_id":"MX.134"}"#, ChatPerson(id: "MX.134")),
    (#""x":0"#, #"{"wa_id":"59171234567"}"#, ChatPerson(id: "59171234567")),
    (#""from":"59171234567""#, "", ChatPerson(id: "59171234567")),
    (
      #""from":"59171234567""#, #"{"profile":{"name":"Otra"},"wa_id":"59170000000","user_id":"BO.9"}"#,
      ChatPerson(id: "59171234567")
    ),
    (#""x":0"#, #"{"user_id":"MX.1"},{"user_id":"MX.2"}"#, nil),
    (#""from":7"#, "", nil),
  ]

  @Test(arguments: people)
  func `people by the id that stays, else by the number as it came`(
    sender: String, contacts: String, person: ChatPerson?
  ) throws {
    let arrival = try arrival(
      whatsAppBody(
        #""contacts":[\#(contacts)],"messages":[{"id":"wamid.A",\#(sender),"timestamp":"1","type":"text","text":{"body":"hola"}}]"#
      ))
    #expect(arrival.messages.map(\.person) == [person].compactMap(\.self))
  }

  @Test func `all messages of all entries, with contacts or without`() throws {
    func change(_ ids: [String]) -> String {
      let messages = ids.map {
        #"{"from":"1","id":"\#($0)","timestamp":"1","type":"text","text":{"body":"\#($0)"}}"#
      }
      return #"{"field":"messages","value":{"messages":[\#(messages.joined(separator: ","))]}}"#
    }
    let arrival = try arrival(
      #"{"object":"whatsapp_business_account","entry":[{"changes":["#
        + "\(change(["a", "b"])),\(change(["c"]))]},{\"changes\":[\(change(["d"]))]}]}")
    #expect(arrival.messages.map(\.id) == ["a", "b", "c", "d"])
  }

  @Test(arguments: [
    whatsAppBody(
      #""message_echoes":[{"from":"777","to":"1","id":"wamid.E","type":"text","text":{"body":"eco"}}]"#,
      field: "smb_message_echoes"),
    whatsAppBody(
      #""messages":[{"from":"1","id":"a","type":"text","text":{"body":"x"}}]"#, field: "history"),
    whatsAppBody(#""event":"THROUGHPUT_UPGRADE""#, field: "phone_number_quality_update"),
    whatsAppBody(#""errors":[{"code":131000}]"#),
    whatsAppBody(#""messages":[7,null,[],{},{"id":1}],"contacts":[null],"statuses":[0,{},{"id":"x"}]"#),
    whatsAppBody(#""messages":{"id":"a"},"statuses":"x""#),
    #"{"object":"page","entry":[{"messaging":[]}]}"#,
    #"{"object":"whatsapp_business_account"}"#,
    #"{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages"}]},4]}"#,
    "{}",
  ])
  func `nothing, and no error, of events that it does not know`(body: String) throws {
    let arrival = try arrival(body)
    #expect(arrival == Arrival())
  }

  @Test(arguments: ["\"-5\"", "\"1e3\"", "\"99999999999999999999\"", "9223372036854775807", "null", "{}"])
  func `a message whose timestamp is none like any other`(timestamp: String) throws {
    let arrival = try arrival(
      whatsAppBody(
        #""messages":[{"from":"1","id":"a","timestamp":\#(timestamp),"type":"text","text":{"body":"x"}}]"#))
    #expect(arrival.messages.map(\.content) == [.text("x")])
  }

  @Test func `reports in the order in which they come, which may only move a message up`() throws {
    let statuses = ["read", "sent", "delivered", "played", "warning"].map {
      #"{"id":"wamid.X","status":"\#($0)","timestamp":"3","recipient_id":"521"}"#
    }
    let arrival = try arrival(whatsAppBody(#""statuses":[\#(statuses.joined(separator: ","))]"#))
    #expect(arrival.reports.map(\.state) == [.read, .sent, .delivered, .read])
    #expect(Set(arrival.reports.map(\.message)) == ["wamid.X"])
    #expect(arrival.reports.map(\.state).max() == .read)
    #expect(DeliveryReport.State.failed > .read)
  }

  @Test(
    arguments: [
      (131_047, .never), (131_026, .never), (130_472, .never), (131_030, .other(.otherNumber)),
      (131_048, .retry(3600)),
    ] as [(Int, Outcome)])
  func `with a failure what its reason means`(code: Int, outcome: Outcome) throws {
    let arrival = try arrival(
      whatsAppBody(
        #""statuses":[{"id":"wamid.X","status":"failed","errors":[{"code":\#(code),"title":"t"}]}]"#))
    let report = try #require(arrival.reports.first)
    #expect(report.state == .failed)
    #expect(report.failure.map(Outcome.init) == outcome)
  }
}
