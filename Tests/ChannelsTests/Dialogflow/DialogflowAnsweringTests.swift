import Inventory
import Testing
import Understanding
import Wire

@testable import Assistant
@testable import Channels

@Suite struct `Dialogflow is answered` {
  private static let channel = Dialogflow(environment: [:])
  private static let es =
    #"{"responseId":"r","session":"projects/p/agent/sessions/s","queryResult":{"queryText":"x"}}"#
  private static let cx =
    #"{"text":"x","sessionInfo":{"session":"projects/p/locations/l/agents/a/sessions/s","#
    + #""parameters":{"bodeguero_branch":"Norte","bodeguero_product":"Pan","color":"rojo"}}}"#

  private func answer(_ body: String, _ replies: [Reply], turn: Turn? = nil) throws -> JSON {
    guard case .message(_, let respond) = try Self.channel.receive(.direct(body)) else { return .null }
    let response = respond(Answered(replies, try .shipped(), turn: turn))
    #expect(response.status == .ok)
    #expect(response.body.bytes.count <= 64 * 1024)
    return try JSON(parsing: response.body.bytes)
  }

  @Test func `by an agent ES's text, quick replies and chips, one thing a message`() throws {
    let json = try answer(Self.es, [Reply("Te quedan 3", choices: ["Reponer", "No"])])
    #expect(
      json == [
        "fulfillmentText": "Te quedan 3",
        "fulfillmentMessages": [
          ["text": ["text": ["Te quedan 3"]]],
          ["quickReplies": ["title": "Elegí una opción:", "quickReplies": ["Reponer", "No"]]],
          [
            "payload": [
              "richContent": [[["type": "chips", "options": [["text": "Reponer"], ["text": "No"]]]]]
            ]
          ],
        ],
      ])
  }

  @Test func `with choices in the text where they are too long for quick replies`() throws {
    let json = try answer(
      Self.es, [Reply("Uno"), Reply("¿Cuál?", choices: ["Shampoo Anticaída 400 ml", "Otro"])])
    #expect(json["fulfillmentText"] == "Uno\n\n¿Cuál?\n· Shampoo Anticaída 400 ml\n· Otro")
    #expect(json["fulfillmentMessages"]?.array?.compactMap { $0.object?.keys.first } == ["text", "payload"])
  }

  @Test func `with the contexts of an agent ES, by their whole names and for whole turns`() throws {
    let json = try answer(
      Self.es, [Reply("¿Lo hago?")], turn: try turn(pending: .confirmation(proposal: "1")))
    #expect(
      json["outputContexts"] == [
        [
          "name": "projects/p/agent/sessions/s/contexts/bodeguero", "lifespanCount": 5,
          "parameters": [
            "intent": "stock_of_product", "product": "Crema", "qty": 3, "pending": "confirmation",
          ],
        ],
        [
          "name": "projects/p/agent/sessions/s/contexts/bodeguero-confirmar", "lifespanCount": 2,
        ],
      ])
    let settled = try answer(Self.es, [Reply("Listo")], turn: try turn(pending: .nothing))
    #expect(settled["outputContexts"]?[1]?["lifespanCount"] == 0)
  }

  @Test func `with the parameters of an agent CX, where null forgets what was said before`() throws {
    let json = try answer(
      Self.cx, [Reply("Te quedan 3", choices: ["Sí"])], turn: try turn(pending: .slot("branch")))
    #expect(
      json == [
        "fulfillmentResponse": [
          "messages": [
            ["text": ["text": ["Te quedan 3"]]],
            ["payload": ["richContent": [[["type": "chips", "options": [["text": "Sí"]]]]]]],
          ]
        ],
        "sessionInfo": [
          "parameters": [
            "bodeguero_branch": nil, "bodeguero_product": "Crema", "bodeguero_qty": 3,
            "bodeguero_intent": "stock_of_product", "bodeguero_pending": "branch",
          ]
        ],
      ])
  }

  @Test(arguments: [es, cx])
  func `without any context where nobody was let in`(body: String) throws {
    let json = try answer(body, [Reply("Hola.")])
    #expect(json["outputContexts"] == nil && json["sessionInfo"] == nil)
  }

  @Test(arguments: [es, cx])
  func `within 64 KiB, however much there is to say`(body: String) throws {
    let choices = (0..<20).map { "\($0)" + String(repeating: "ñ", count: 5000) }
    let json = try answer(
      body, [Reply(String(repeating: "\u{1}😀 ", count: 60_000), choices: choices)],
      turn: try turn(pending: .nothing))
    #expect(json["fulfillmentText"] != nil || json["fulfillmentResponse"] != nil)
  }

  private func turn(pending: Turn.Pending) throws -> Turn {
    var slots = Slots()
    slots[.product] = "Crema"
    slots[.quantity] = SlotValue.Number(3)
    return Turn(
      text: "x", language: .spanish, route: .offline,
      requests: [Request(intent: .stockOfProduct, slots: slots)], calls: [], replies: [], pending: pending,
      wasDenied: false,
      memory: Turn.Memory(conversation: Conversation(), expires: Instant(milliseconds: 0)))
  }
}
