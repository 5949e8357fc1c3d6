import Inventory
import Shop
import Store
import Testing
import Wire

@testable import Protocols

struct MCPDialogueTests {
  @Test(arguments: [
    ("2025-11-25", "2025-11-25"), ("2024-11-05", "2024-11-05"), ("2026-07-28", "2025-11-25"),
    ("1900-01-01", "2025-11-25"),
  ])
  func `a session speaks what was asked for, else the newest`(_ asked: String, _ spoken: String) async throws
  {
    let client = PipedClient(try await ProtocolShop())
    let answer = try await client.initialize(version: asked)
    #expect(answer["id"] == 0)
    #expect(answer["result"]?["protocolVersion"]?.string == spoken)
    #expect(answer["result"]?["serverInfo"]?["name"] == "bodeguero")
    #expect(answer["result"]?["resultType"] == nil)
    #expect(try await client.ask("ping", id: "uno") == ["jsonrpc": "2.0", "id": "uno", "result": [:]])
    await client.end()
  }

  @Test func `a client without sessions is told what it must be told`() async throws {
    let client = PipedClient(try await ProtocolShop())
    let discovery = try await client.ask("server/discover", JSON.object([:]).stateless())
    #expect(discovery["result"]?["supportedVersions"]?[0] == "2026-07-28")
    #expect(discovery["result"]?["resultType"] == "complete")
    #expect(discovery["result"]?["cacheScope"] == "private")
    #expect(discovery["result"]?["ttlMs"]?.integer != nil)
    for method in ["tools/list", "resources/list", "resources/templates/list", "prompts/list"] {
      let list = try await client.ask(method, JSON.object([:]).stateless())
      #expect(list["result"]?["resultType"] == "complete", "\(method)")
      #expect(list["result"]?["ttlMs"]?.integer != nil, "\(method)")
    }
    await client.end()
  }

  @Test(arguments: [
    (#"{"#, -32700, nil as JSON?), (#"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#, -32600, nil),
    (#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600, nil), ("7", -32600, nil),
    (#"{"id":3,"method":"ping"}"#, -32600, 3), (#"{"jsonrpc":"2.0","id":3,"method":7}"#, -32600, 3),
    (#"{"jsonrpc":"2.0","id":3,"method":"ping","params":[]}"#, -32600, 3),
    (#"{"jsonrpc":"2.0","id":3}"#, -32600, 3),
    (#"{"jsonrpc":"2.0","id":"a","method":"none/such"}"#, -32601, "a"),
    (#"{"jsonrpc":"2.0","id":3,"method":"tools/list","params":{"cursor":"x"}}"#, -32602, 3),
    (#"{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"nope"}}"#, -32602, 3),
    (#"{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{}}"#, -32602, 3),
    (#"{"jsonrpc":"2.0","id":3,"method":"resources/read","params":{"uri":"bodeguero://nada"}}"#, -32002, 3),
    (#"{"jsonrpc":"2.0","id":3,"method":"prompts/get","params":{"name":"nope"}}"#, -32602, 3),
    (#"{"jsonrpc":"2.0","id":3,"method":"server/discover"}"#, -32602, 3), ("[]", -32600, nil),
  ])
  func `what is wrong has its code, and the id where it can be read`(
    _ line: String, _ code: Int64, _ id: JSON?
  ) async throws {
    let client = PipedClient(try await ProtocolShop())
    client.send(line)
    let answer = try #require(try await client.next())
    #expect(answer["error"]?["code"]?.integer == code)
    #expect(answer["error"]?["message"]?.string?.isEmpty == false)
    #expect(answer["id"] == id ?? .null)
    #expect(try await client.ask("ping")["result"] == [:])
    await client.end()
  }

  @Test func `a line that is too long is refused, and the next one answered`() async throws {
    let client = PipedClient(try await ProtocolShop())
    client.sendTooLong()
    #expect(try await client.next()?["error"]?["code"] == -32700)
    #expect(try await client.ask("ping")["result"] == [:])
    await client.end()
    #expect(try await client.next() == nil)
  }

  @Test func `of a stateless request every part is wanted`() async throws {
    let client = PipedClient(try await ProtocolShop())
    let old = try await client.ask("tools/list", JSON.object([:]).stateless(version: "1900-01-01"))
    #expect(old["error"]?["code"] == -32022)
    #expect(old["error"]?["data"]?["requested"] == "1900-01-01")
    #expect(old["error"]?["data"]?["supported"]?.array == ["2026-07-28"])
    let bare: JSON = ["_meta": ["io.modelcontextprotocol/protocolVersion": "2026-07-28"]]
    #expect(try await client.ask("tools/list", bare)["error"]?["code"] == -32602)
    // What only sessions have.
    #expect(try await client.ask("ping", JSON.object([:]).stateless())["error"]?["code"] == -32601)
    await client.end()
  }

  @Test func `messages may come as one only where the revision has that`() async throws {
    let batch: JSON = [
      ["jsonrpc": "2.0", "id": 1, "method": "ping"],
      ["jsonrpc": "2.0", "method": "notifications/initialized"],
      ["jsonrpc": "2.0", "id": "2", "method": "none/such"],
    ]
    for (version, hasBatches) in [("2025-03-26", true), ("2025-06-18", false)] {
      let client = PipedClient(try await ProtocolShop())
      _ = try await client.initialize(version: version)
      client.send(batch)
      let answer = try #require(try await client.next())
      if hasBatches {
        #expect(answer.array?.map { $0["id"] } == [1, "2"])
        #expect(answer[1]?["error"]?["code"] == -32601)
      } else {
        #expect(answer["error"]?["code"] == -32600)
      }
      await client.end()
    }
  }

  @Test func `resources and prompts are read`() async throws {
    let client = PipedClient(try await ProtocolShop())
    _ = try await client.initialize()
    for uri in ["bodeguero://stock-bajo", "bodeguero://catalogo"] {
      let contents = try await client.ask("resources/read", ["uri": .string(uri)])["result"]?["contents"]
      #expect(contents?[0]?["uri"]?.string == uri)
      let json = try JSON(parsing: try #require(contents?[0]?["text"]?.string))
      #expect(json["productos"]?.array != nil)
    }
    let prompt = try await client.ask(
      "prompts/get", ["name": "dailyBriefing", "arguments": ["branch": "Principal"]])
    let text = prompt["result"]?["messages"]?[0]?["content"]?["text"]?.string
    #expect(text?.contains("Principal") == true)
    let unknown = try await client.ask(
      "prompts/get", ["name": "dailyBriefing", "arguments": ["branch": "Norte"]])
    #expect(unknown["error"]?["message"]?.string?.contains("Norte") == true)
    await client.end()
  }
}
