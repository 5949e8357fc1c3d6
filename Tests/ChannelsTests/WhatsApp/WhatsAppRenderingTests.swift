import Assistant
import Inventory
import Testing
import Wire

@testable import Channels

@Suite struct `WhatsApp renders` {
  private func render(_ reply: Reply, _ language: Language = .spanish) throws -> [JSON] {
    let channel = WhatsApp(environment: [:])
    let parcels = channel.render(reply, try .shipped(language), for: ChatPerson(id: "59171234567"))
    for parcel in parcels { try check(parcel.content) }
    return parcels.map(\.content)
  }

  /// Every limit that Meta puts on a message.
  private func check(_ content: JSON) throws {
    func length(_ json: JSON?) throws -> Int { try #require(json?.string).unicodeScalars.count }
    switch content["type"] {
    case "text": #expect(try (1...4096).contains(length(content["text"]?["body"])))
    case "interactive":
      let interactive = try #require(content["interactive"])
      #expect(try (1...1024).contains(length(interactive["body"]?["text"])))
      let action = try #require(interactive["action"])
      let rows = action["sections"]?[0]?["rows"]?.array
      let shown = try rows ?? #require(action["buttons"]?.array).map { try #require($0["reply"]) }
      let isList = interactive["type"] == "list"
      #expect((1...(isList ? 10 : 3)).contains(shown.count))
      for choice in shown {
        #expect(try (1...(isList ? 200 : 256)).contains(length(choice["id"])))
        #expect(try (1...(isList ? 24 : 20)).contains(length(choice["title"])))
        if choice["description"] != nil { #expect(try (1...72).contains(length(choice["description"]))) }
      }
      #expect(Set(shown.map { $0["id"] }).count == shown.count)
      #expect(Set(shown.map { $0["title"] }).count == shown.count)
      if isList { #expect(try (1...20).contains(length(action["button"]))) }
    default: Issue.record("an unknown kind: \(content.text)")
    }
  }

  @Test func `lines and closing as one text, and no table`() throws {
    let table = Reply.Table(columns: [.init("Producto")], rows: [["Crema"]])
    let reply = Reply("Quedan 2.", lines: ["1. Crema: 2"], table: table, closing: "¿Pido más?")
    #expect(
      try render(reply) == [
        ["type": "text", "text": ["body": "Quedan 2.\n1. Crema: 2\n¿Pido más?", "preview_url": false]]
      ])
  }

  @Test func `nothing for an empty reply`() throws { #expect(try render(Reply(" ")) == []) }

  @Test func `a long text as several, none longer than 4096`() throws {
    let lines = (1...400).map { "\($0). Crema para Manos Ñandú Nº \($0): 2 unidades" }
    let parcels = try render(Reply("Todo:", lines: lines))
    #expect(parcels.count == 5)
    let said = parcels.compactMap { $0["text"]?["body"]?.string }.joined(separator: "\n")
    #expect(said == Reply("Todo:", lines: lines).text)
  }

  @Test func `up to three choices as buttons that carry the whole answer`() throws {
    let parcels = try render(Reply("¿Registro la venta?", choices: ["Sí", "No", "Shampoo Anticaída 400 ml"]))
    let buttons: JSON = [
      ["type": "reply", "reply": ["id": "Sí", "title": "Sí"]],
      ["type": "reply", "reply": ["id": "No", "title": "No"]],
      ["type": "reply", "reply": ["id": "Shampoo Anticaída 400 ml", "title": "Shampoo Anticaída 4…"]],
    ]
    #expect(
      parcels == [
        [
          "type": "interactive",
          "interactive": [
            "type": "button",
            "body": ["text": "¿Registro la venta?\n· Shampoo Anticaída 400 ml"],
            "action": ["buttons": buttons],
          ],
        ]
      ])
  }

  @Test func `four to ten choices as the rows of a list`() throws {
    let names = ["Principal", "Norte", "Sur", "Sucursal de la avenida Blanco Galindo"]
    let parcels = try render(Reply("¿A qué sucursal?", choices: names))
    let action: JSON = [
      "button": "Ver opciones",
      "sections": [
        [
          "rows": [
            ["id": "Principal", "title": "Principal"], ["id": "Norte", "title": "Norte"],
            ["id": "Sur", "title": "Sur"],
            [
              "id": "Sucursal de la avenida Blanco Galindo", "title": "Sucursal de la avenida…",
              "description": "Sucursal de la avenida Blanco Galindo",
            ],
          ]
        ]
      ],
    ]
    #expect(parcels.map { $0["interactive"]?["action"] } == [action])
    #expect(parcels.map { $0["interactive"]?["body"]?["text"] } == ["¿A qué sucursal?"])
  }

  @Test(arguments: [1, 3, 4, 10]) func `every number of choices within its limits`(count: Int) throws {
    let names = (1...count).map {
      "Crema hidratante de manos con rosa mosqueta y caléndula de la huerta, tamaño \($0)"
    }
    let parcels = try render(Reply("¿Cuál?", choices: names))
    #expect(parcels.count == 1)
    let body = try #require(parcels.first?["interactive"]?["body"]?["text"]?.string)
    for name in names { #expect(body.contains(name)) }
  }

  @Test func `more than ten choices in the text`() throws {
    let names = (1...11).map { "Sucursal \($0)" }
    let parcels = try render(Reply("¿Cuál?", choices: names))
    #expect(
      parcels.map { $0["text"]?["body"] } == [
        .string((["¿Cuál?"] + names.map { "· " + $0 }).joined(separator: "\n"))
      ])
    let numbered = names.enumerated().map { "\($0 + 1). \($1)" }
    let shown = try render(Reply("¿Cuál?", lines: numbered, choices: names))
    #expect(
      shown.map { $0["text"]?["body"] } == [.string((["¿Cuál?"] + numbered).joined(separator: "\n"))])
  }

  @Test func `a text that is too long for buttons before them, its closing beside them`() throws {
    let lines = (1...60).map { "\($0). Crema para Manos: 2 unidades" }
    let parcels = try render(
      Reply("Reponer:", lines: lines, closing: "¿Hago el pedido?", choices: ["Sí", "No"]))
    #expect(
      parcels.map { $0["text"]?["body"] ?? $0["interactive"]?["body"]?["text"] } == [
        .string(Reply("Reponer:", lines: lines).text), "¿Hago el pedido?",
      ])
  }

  @Test(arguments: [(Language.spanish, "Elegí una opción:"), (.english, "Choose one:")])
  func `words of its own where nothing introduces the choices`(language: Language, words: String) throws {
    let long = String(repeating: "palabra ", count: 200)
    for reply in [Reply(long, choices: ["Sí"]), Reply("", choices: ["Sí"])] {
      #expect(try render(reply, language).last?["interactive"]?["body"]?["text"]?.string == words)
    }
  }

  @Test func `no buttons whose answers could not be told apart`() throws {
    let start = String(repeating: "x", count: 300)
    let parcels = try render(Reply("¿Cuál?", choices: [start + " uno", start + " dos"]))
    #expect(parcels.map { $0["type"] } == ["text"])
  }

  @Test func `a list's words short enough in every language`() throws {
    for language in [Language.spanish, .english] {
      #expect(try Voice.shipped(language).say(ChannelPhrase.options).unicodeScalars.count <= 20)
    }
  }
}
