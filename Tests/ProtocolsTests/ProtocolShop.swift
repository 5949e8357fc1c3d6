import Assistant
import Crypto
import Foundation
import Inventory
import SQLite
import Shop
import Store
import TestSupport
import Testing
import Wire

@testable import Protocols

/// A shop in memory with a product, the assistant with the words that the program ships, and a token.
struct ProtocolShop {
  let shop: Shop
  let accounts: Accounts
  let assistant: Assistant
  let owner: Session
  let bearer: Bearer
  let clock: MovingClock

  init(scopes: Set<AccessScope> = Set(AccessScope.allCases)) async throws {
    let reckoning = ShopClock(zone: try #require(TimeZoneName("America/La_Paz")))
    let clock = MovingClock(reckoning.instant(of: try #require(BusinessDay("2025-11-19")), minute: 18 * 60))
    self.clock = clock
    shop = Shop(store: try await Store(SQLiteDatabase.memory()), now: { clock.now }) {
      UUID().uuidString.lowercased()
    }
    try await shop.createShop(
      name: "La Esquina", currency: try #require(Currency(code: "BOB")), clock: reckoning, owner: "Ana")
    owner = try await shop.open(door: "mcp")
    accounts = Accounts(shop: shop, passwords: PasswordHasher(cost: .interactive), random: randomBytes)
    let new = NewToken(name: "prueba", role: .owner, scopes: scopes)
    let (secret, _) = try await accounts.makeToken(new, for: owner.person.id, owner)
    bearer = try #require(try await accounts.authenticate(secret.text, door: "rest"))
    assistant = try await .shipped(over: shop)
    let product = try await shop.createProduct(
      NewProduct(name: "Crema Ñandú", sku: "CRE-1", prices: Prices(sale: Money(minorUnits: 1000))), owner)
    _ = try await shop.receive(
      EntryDraft(lines: [EntryDraft.Line(product: product.product.id, quantity: Quantity(10))]), owner)
  }

  var server: MCPServer { MCPServer(assistant, version: "1", log: { _ in }) }

  /// What is left of the product.
  var stock: Quantity {
    get async throws {
      let product = try #require(try await shop.product(called: "CRE-1", owner))
      return try await shop.stock(of: product.id, owner).total
    }
  }

  /// Breaks a unit: what every test writes.
  static let adjustment: JSON = [
    "name": "adjustStock",
    "arguments": ["product": "CRE-1", "mode": "decrease", "qty": 1, "reason": "broken"],
  ]
}

/// A client at the other end of two pipes: sends lines, and gets those that come back in their order.
final class PipedClient: Sendable {
  private let lines: AsyncStream<MCPDialogue.Line>
  private let input: AsyncStream<MCPDialogue.Line>.Continuation
  private let received: AsyncStream<String>
  private let work: Task<Void, Never>

  init(_ shop: ProtocolShop, session: Session? = nil, isTrustedToAsk: Bool = false) {
    (lines, input) = AsyncStream.makeStream()
    let (received, output) = AsyncStream.makeStream(of: String.self)
    self.received = received
    let dialogue = MCPDialogue(shop.server, session ?? shop.owner, isTrustedToAsk: isTrustedToAsk) {
      output.yield($0)
    }
    work = Task { [lines] in
      let source = LineSource(lines)
      await dialogue.run { await source.next() }
      output.finish()
    }
  }

  func send(_ text: String) { input.yield(.text(Array(text.utf8))) }

  func send(_ message: JSON) { send(message.text) }

  func sendTooLong() { input.yield(.tooLong) }

  func request(_ method: String, _ parameters: JSON = [:], id: JSON = 1) {
    send(["jsonrpc": "2.0", "id": id, "method": .string(method), "params": parameters])
  }

  /// The next message that came back; nil when there will be none.
  func next() async throws -> JSON? {
    for await line in received {
      #expect(!line.contains("\n"))
      return try JSON(parsing: line)
    }
    return nil
  }

  func ask(_ method: String, _ parameters: JSON = [:], id: JSON = 1) async throws -> JSON {
    request(method, parameters, id: id)
    return try #require(try await next())
  }

  /// Opens a session with what the client can do.
  func initialize(
    _ capabilities: JSON = [:], version: String = "2025-11-25"
  ) async throws -> JSON {
    let answer = try await ask(
      "initialize",
      [
        "protocolVersion": .string(version), "capabilities": capabilities,
        "clientInfo": ["name": "prueba", "version": "1"],
      ], id: 0)
    send(["jsonrpc": "2.0", "method": "notifications/initialized"])
    return answer
  }

  /// Ends the input, and waits until the dialogue is over.
  func end() async {
    input.finish()
    await work.value
  }
}

/// Lets one reader after the other take from a stream.
private actor LineSource {
  private var iterator: AsyncStream<MCPDialogue.Line>.AsyncIterator

  init(_ lines: AsyncStream<MCPDialogue.Line>) { iterator = lines.makeAsyncIterator() }

  func next() async -> MCPDialogue.Line? {
    var iterator = iterator
    defer { self.iterator = iterator }
    return await iterator.next(isolation: #isolation)
  }
}

extension JSON {
  /// The parameters with what a client without sessions says of itself.
  func stateless(_ capabilities: JSON = [:], version: String = "2026-07-28") -> JSON {
    var object = self.object ?? JSON.Object()
    object["_meta"] = [
      "io.modelcontextprotocol/protocolVersion": .string(version),
      "io.modelcontextprotocol/clientCapabilities": capabilities,
    ]
    return .object(object)
  }

  func with(_ members: JSON.Object) -> JSON {
    var object = self.object ?? JSON.Object()
    for member in members.members { object[member.key] = member.value }
    return .object(object)
  }
}
