import Assistant
import Inventory
import Shop
import Store
import TestSupport
import Testing
import Wire

@testable import Protocols

struct MCPToolTests {
  private let form: JSON = ["elicitation": ["form": [:]]]
  private let agreed: JSON = ["action": "accept", "content": ["confirmar": true]]

  private func tools(_ client: PipedClient) async throws -> [JSON] {
    try #require(try await client.ask("tools/list")["result"]?["tools"]?.array)
  }

  @Test func `a report comes as its own structure and as the same in text`() async throws {
    let client = PipedClient(try await ProtocolShop())
    _ = try await client.initialize()
    let result = try #require(
      try await client.ask("tools/call", ["name": "getProductStock", "arguments": ["product": "CRE-1"]])[
        "result"])
    #expect(result["isError"] == false)
    #expect(result["structuredContent"]?["productos"]?[0]?["total"] == 10)
    #expect(
      try JSON(parsing: try #require(result["content"]?[0]?["text"]?.string)) == result["structuredContent"])
    await client.end()
  }

  @Test(arguments: [
    (#"{"name":"getProductStock","arguments":{"producto":"CRE-1"}}"#, "producto"),
    (#"{"name":"getProductStock","arguments":{"product":"Crema Ñandu 2"}}"#, "Crema Ñandú"),
    (#"{"name":"getSaleStatus","arguments":{"folio":"999"}}"#, "999"),
    (#"{"name":"getKardex","arguments":[]}"#, ""),
    (#"{"name":"confirmProposal","arguments":{"proposal":"x"}}"#, ""),
    (#"{"name":"adjustStock","arguments":{}}"#, ""),
  ])
  func `bad input and refusals are results that say why`(_ call: String, _ word: String) async throws {
    let client = PipedClient(try await ProtocolShop())
    _ = try await client.initialize()
    let call = try JSON(parsing: call)
    let result = try #require(try await client.ask("tools/call", call)["result"])
    #expect(result["isError"] == true)
    #expect(result["content"]?[0]?["text"]?.string?.contains(word) ?? false || word.isEmpty)
    #expect(result["structuredContent"] == nil)
    await client.end()
  }

  @Test func `every tool says all of its hints, in the same order each time`() async throws {
    let client = PipedClient(try await ProtocolShop(), isTrustedToAsk: true)
    _ = try await client.initialize()
    let list = try await tools(client)
    #expect(list == (try await tools(client)))
    #expect(list.compactMap { $0["name"]?.string } == Tool.all.map(\.name) + ["confirmProposal"])
    for tool in list {
      let name = try #require(tool["name"]?.string)
      let hints = try #require(tool["annotations"])
      let writes = Tool.all.first { $0.name == name }?.writes ?? true
      #expect(hints["readOnlyHint"]?.bool == !writes, "\(name)")
      #expect(hints["destructiveHint"]?.bool == writes, "\(name)")
      #expect(hints["idempotentHint"]?.bool != nil && hints["openWorldHint"] == false, "\(name)")
      #expect(tool["inputSchema"]?["type"] == "object", "\(name)")
      #expect(tool["outputSchema"]?["type"] == "object", "\(name)")
      #expect(tool["title"]?.string?.isEmpty == false && tool["description"]?.string?.isEmpty == false)
    }
    await client.end()
  }

  @Test func `what writes is not offered where nobody can be asked`() async throws {
    let client = PipedClient(try await ProtocolShop())
    _ = try await client.initialize()
    #expect(try await tools(client).count == Tool.all.count { !$0.writes })
    let result = try await client.ask("tools/call", ProtocolShop.adjustment)["result"]
    #expect(result?["isError"] == true)
    await client.end()
  }

  @Test func `a session's client asks its person, and only a yes changes the shop`() async throws {
    for (answer, left) in [
      (agreed, 9), (["action": "decline"], 10), (["action": "accept", "content": ["confirmar": false]], 10),
      (["action": "accept", "content": [:]], 10), (["action": "cancel"], 10),
    ] as [(JSON, Int64)] {
      let shop = try await ProtocolShop()
      let client = PipedClient(shop)
      _ = try await client.initialize(["elicitation": [:]])
      client.request("tools/call", ProtocolShop.adjustment, id: 7)
      let question = try #require(try await client.next())
      #expect(question["method"] == "elicitation/create")
      #expect(question["params"]?["message"]?.string?.contains("Crema Ñandú") == true)
      #expect(try await shop.stock == Quantity(10))
      // The next request need not wait for the person.
      #expect(try await client.ask("ping", id: 8)["id"] == 8)
      client.send(["jsonrpc": "2.0", "id": try #require(question["id"]), "result": answer])
      let result = try #require(try await client.next())
      #expect(result["id"] == 7)
      #expect(
        result["result"]?["structuredContent"]?["estado"]?.string == (left == 9 ? "hecho" : "descartada"))
      #expect(try await shop.stock == Quantity(left))
      await client.end()
    }
  }

  @Test func `a client that refuses to ask, takes its request back or goes has not agreed`() async throws {
    let shop = try await ProtocolShop()
    let client = PipedClient(shop)
    _ = try await client.initialize(form)
    client.request("tools/call", ProtocolShop.adjustment, id: 7)
    let question = try #require(try await client.next())
    client.send([
      "jsonrpc": "2.0", "id": try #require(question["id"]), "error": ["code": -32601, "message": "no"],
    ])
    #expect(try await client.next()?["result"]?["structuredContent"]?["estado"] == "descartada")

    client.request("tools/call", ProtocolShop.adjustment, id: 8)
    _ = try await client.next()
    client.send(["jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": 8]])

    client.request("tools/call", ProtocolShop.adjustment, id: 9)
    // What was taken back gets no answer.
    #expect(try await client.next()?["method"] == "elicitation/create")
    await client.end()
    #expect(try await shop.stock == Quantity(10))
  }

  @Test func `a request that is taken back at once is neither performed nor answered`() async throws {
    let shop = try await ProtocolShop()
    let client = PipedClient(shop)
    _ = try await client.initialize(form)
    client.request("tools/call", ProtocolShop.adjustment, id: 8)
    client.send(["jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": 8]])
    client.request("ping", [:], id: 9)
    while let line = try await client.next(), line["id"] != 9 {
      #expect(line["method"] == "elicitation/create")
    }
    await client.end()
    #expect(try await shop.stock == Quantity(10))
  }

  @Test func `a client without sessions is sent the question, and repeats its request with the answer`()
    async throws
  {
    let shop = try await ProtocolShop()
    let client = PipedClient(shop)
    let call = ProtocolShop.adjustment.stateless(form)
    let asked = try #require(try await client.ask("tools/call", call)["result"])
    #expect(asked["resultType"] == "input_required")
    #expect(asked["inputRequests"]?["confirmar"]?["method"] == "elicitation/create")
    let state = try #require(asked["requestState"])
    #expect(try await shop.stock == Quantity(10))
    let no = call.with(["requestState": state, "inputResponses": ["confirmar": ["action": "decline"]]])
    #expect(
      try await client.ask("tools/call", no)["result"]?["structuredContent"]?["estado"] == "descartada")
    #expect(try await shop.stock == Quantity(10))
    func yes(to state: JSON) -> JSON {
      call.with(["requestState": state, "inputResponses": ["confirmar": agreed]])
    }
    // What was refused is gone, whatever is said of it later.
    #expect(try await client.ask("tools/call", yes(to: state))["result"]?["isError"] == true)
    #expect(try await shop.stock == Quantity(10))
    let again = try #require(try await client.ask("tools/call", call)["result"]?["requestState"])
    let other = JSON.object([
      "name": "adjustStock",
      "arguments": ["product": "CRE-1", "mode": "decrease", "qty": 5, "reason": "broken"],
    ]).stateless(form).with(["requestState": again, "inputResponses": ["confirmar": agreed]])
    #expect(try await client.ask("tools/call", other)["result"]?["isError"] == true)
    #expect(try await shop.stock == Quantity(10))
    let yes = yes(to: again)
    for _ in 1...2 {
      let done = try await client.ask("tools/call", yes)["result"]
      #expect(done?["structuredContent"]?["estado"] == "hecho")
      #expect(done?["resultType"] == "complete")
      #expect(try await shop.stock == Quantity(9))
    }
    await client.end()
  }

  @Test func `a client that is trusted to ask confirms by the tool for it, once and in time`() async throws {
    let shop = try await ProtocolShop()
    let client = PipedClient(shop, isTrustedToAsk: true)
    _ = try await client.initialize()
    func propose() async throws -> JSON {
      let result = try await client.ask("tools/call", ProtocolShop.adjustment)["result"]
      #expect(result?["structuredContent"]?["estado"] == "propuesta")
      let structure = try #require(result?["structuredContent"])
      #expect(ChangeResult.schema.mismatches(in: structure) == [])
      return try #require(result?["structuredContent"]?["propuesta"])
    }
    func confirm(_ proposal: JSON) async throws -> JSON? {
      try await client.ask("tools/call", ["name": "confirmProposal", "arguments": ["proposal": proposal]])[
        "result"]
    }
    let first = try await propose()
    #expect(try await shop.stock == Quantity(10))
    for _ in 1...2 {
      #expect(try await confirm(first)?["structuredContent"]?["estado"] == "hecho")
      #expect(try await shop.stock == Quantity(9))
    }
    let second = try await propose()
    shop.clock.move(seconds: 601)
    #expect(try await confirm(second)?["isError"] == true)
    #expect(try await confirm("ninguna")?["isError"] == true)
    #expect(try await shop.stock == Quantity(9))
    await client.end()
  }

  @Test func `a repeated yes is answered as the first`() async throws {
    let shop = try await ProtocolShop()
    let price: JSON = ["product": "CRE-1", "price": 12]
    let proposal = try #require(
      try await shop.assistant.propose("changePrice", arguments: price, shop.owner))
    let first = try await shop.assistant.perform(proposal.id, shop.owner)
    #expect(first.json["precio_anterior"] == 10)
    let second = try await shop.assistant.perform(proposal.id, shop.owner)
    #expect(second.json == first.json)
    #expect(second.reply.text == first.reply.text)
  }

  @Test func `what is to be undone is said before anybody agrees`() async throws {
    let shop = try await ProtocolShop()
    let client = PipedClient(shop, isTrustedToAsk: true)
    _ = try await client.initialize()
    let proposed = try await client.ask("tools/call", ProtocolShop.adjustment)["result"]
    let id = try #require(proposed?["structuredContent"]?["propuesta"])
    _ = try await client.ask("tools/call", ["name": "confirmProposal", "arguments": ["proposal": id]])
    let undo = try await client.ask("tools/call", ["name": "reverseLast", "arguments": [:]])["result"]
    #expect(undo?["structuredContent"]?["resumen"]?.string?.contains("Crema Ñandú") == true)
    await client.end()
  }

  @Test(arguments: [
    (Role.cashier, ["registerSale", "getProductStock"], ["getMargin", "changePrice", "getTopSellers"]),
    (.readOnly, ["getTopSellers"], ["registerSale", "getMargin"]),
    (.manager, ["getMargin", "changePrice", "registerSale"], []),
  ])
  func `only what the person may use is offered`(
    _ role: Role, _ offered: [String], _ kept: [String]
  ) async throws {
    let shop = try await ProtocolShop()
    let session = Session(
      shop: shop.owner.shop, person: Person(id: shop.owner.person.id, name: "Ana", role: role),
      home: shop.owner.home, scope: nil, door: "mcp")
    let client = PipedClient(shop, session: session, isTrustedToAsk: true)
    _ = try await client.initialize()
    let names = try await tools(client).compactMap { $0["name"]?.string }
    #expect(Set(names).isSuperset(of: offered))
    #expect(Set(names).isDisjoint(with: kept))
    await client.end()
  }

  @Test(arguments: Role.allCases)
  func `no tool that is not offered would have answered`(_ role: Role) async throws {
    let shop = try await ProtocolShop()
    let session = Session(
      shop: shop.owner.shop, person: Person(id: shop.owner.person.id, name: "Ana", role: role),
      home: shop.owner.home, scope: nil, door: "mcp")
    for tool in Tool.all where !tool.writes && !tool.isOpen(to: session) {
      await #expect(throws: ShopError.denied(role: role), "\(tool.name)") {
        _ = try await shop.assistant.call(tool.name, arguments: [:], agrees: false, session)
      }
    }
  }

  @Test func `the briefing is of a branch that there is, and its name is completed`() async throws {
    let client = PipedClient(try await ProtocolShop())
    _ = try await client.initialize()
    func briefing(_ branch: JSON) async throws -> JSON {
      try await client.ask("prompts/get", ["name": "dailyBriefing", "arguments": ["branch": branch]])
    }
    #expect(try await briefing("principal")["result"]?.text.contains("Principal") == true)
    #expect(try await briefing("Luna")["error"]?["message"]?.string?.contains("Principal") == true)
    let completed = try await client.ask(
      "completion/complete",
      [
        "ref": ["type": "ref/prompt", "name": "dailyBriefing"],
        "argument": ["name": "branch", "value": "pri"],
      ])
    #expect(completed["result"]?["completion"]?["values"] == ["Principal"])
    await client.end()
  }

  @Test func `what is undone is what was shown, whatever was done since`() async throws {
    let shop = try await ProtocolShop()
    let arguments = try #require(ProtocolShop.adjustment["arguments"])
    let first = try #require(
      try await shop.assistant.propose("adjustStock", arguments: arguments, shop.owner))
    _ = try await shop.assistant.perform(first.id, shop.owner)
    let undo = try #require(try await shop.assistant.propose("reverseLast", arguments: [:], shop.owner))
    _ = try await shop.assistant.call(
      "registerStockEntry", arguments: ["items": [["product": "CRE-1", "qty": 5]]], agrees: true, shop.owner)
    #expect(try await shop.stock == Quantity(14))
    _ = try await shop.assistant.perform(undo.id, shop.owner)
    #expect(try await shop.stock == Quantity(15))
  }

  @Test func `every reading tool's result is as its schema says`() async throws {
    let shop = try await ProtocolShop()
    for role in [Role.owner, .cashier] {
      var session = shop.owner
      session = Session(
        shop: session.shop, person: Person(id: session.person.id, name: "Ana", role: role),
        home: session.home,
        scope: nil, door: "mcp")
      for tool in Tool.all where !tool.writes {
        let schema = try #require(tool.result, "\(tool.name)")
        for arguments in [[:], ["product": "CRE-1"], ["product": "CRE-1", "period": "today"]] as [JSON] {
          guard
            let call = try? await shop.assistant.call(tool.name, arguments: arguments, agrees: false, session)
          else { continue }
          #expect(schema.mismatches(in: call.result.json).map(\.description) == [], "\(tool.name)")
        }
      }
    }
  }
}
