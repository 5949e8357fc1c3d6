import HTTPClient
import HTTPServer
import Inventory
import ScriptedModel
import Shop
import Store
import Testing
import Wire

@testable import Application

/// A served shop whose every question a model answers that says one line and waits.
@Suite struct `A chat that is streamed` {
  private let held = HeldAnswer("Claro.", "Listo.")
  private let model: ScriptedModel
  private let folder: ShopFolder
  private let server: RunningServer
  private let token: String

  init() async throws {
    model = try ScriptedModel([held.line])
    folder = try await ShopFolder()
    server = try await folder.configuration([
      "OPENAI_BASE_URL": model.base + "/v1", "OPENAI_MODEL": "m", "BODEGUERO_MODEL_ROAD": "model-first",
      "BODEGUERO_MODEL_DEADLINE": "120",
    ]).serve()
    token = try await server.token()
  }

  private func request(_ method: HTTPMethod = .post) throws -> HTTPClient.Request {
    let body: JSON = [
      "model": "bodeguero", "stream": true, "messages": [["role": "user", "content": "contame algo"]],
    ]
    var request = HTTPClient.Request(
      method, try #require(HTTPURL("http://127.0.0.1:\(server.port)/v1/chat/completions")),
      fields: ["Authorization": "Bearer \(token)"], body: method == .post ? Array(body.text.utf8) : [])
    request.limits.whole = .seconds(300)
    return request
  }

  /// Asks, and gives the pieces of the answer as they come.
  private func ask() throws -> (pieces: AsyncStream<String>, asking: Task<Void, any Error>) {
    let (pieces, note) = AsyncStream<String>.makeStream()
    let request = try request()
    let asking = Task {
      defer { note.finish() }
      let head = try await HTTPClient().send(request) { note.yield(String(decoding: $0, as: UTF8.self)) }
      #expect(head.status == .ok)
      #expect(head.fields["Content-Type"]?.hasPrefix("text/event-stream") == true)
    }
    return (pieces, asking)
  }

  private func stop() async {
    await server.stop()
    await model.stop()
  }

  @Test func `is heard while its model still speaks`() async throws {
    let (pieces, asking) = try ask()
    var (heard, isHeld) = ("", true)
    for await piece in pieces {
      heard += piece
      guard isHeld, heard.contains("Claro.") else { continue }
      #expect(!heard.contains("Listo."))
      isHeld = false
      held.goOn()
    }
    try await asking.value
    let words = try heard.split(separator: "\n\n").dropLast().compactMap { event in
      try JSON(parsing: String(event.dropFirst("data: ".count)))["choices"]?[0]?["delta"]?["content"]?.string
    }
    #expect(words.joined() == "Claro.\nListo.")
    await stop()
  }

  @Test func `takes nobody's time once its client has left`() async throws {
    let (pieces, asking) = try ask()
    var heard = ""
    for await piece in pieces {
      heard += piece
      if heard.contains("Claro.") { break }
    }
    asking.cancel()
    await held.untilLeft()
    await stop()
  }

  @Test func `is finished by a server that stops`() async throws {
    let (pieces, asking) = try ask()
    var (heard, stopping) = ("", nil as Task<Void, Never>?)
    for await piece in pieces {
      heard += piece
      guard heard.contains("Claro."), stopping == nil else { continue }
      stopping = Task { await server.stop() }
      // It takes nobody new once the stop has begun.
      let health = HTTPClient.Request(
        .get, try #require(HTTPURL("http://127.0.0.1:\(server.port)/healthz")))
      while (try? await HTTPClient().send(health))?.status == .ok {}
      held.goOn()
    }
    try await asking.value
    #expect(heard.contains("Listo.") && heard.hasSuffix("data: [DONE]\n\n"))
    await stopping?.value
    await model.stop()
  }

  @Test func `is asked for by POST alone`() async throws {
    #expect(try await HTTPClient().send(request(.head)).status == .methodNotAllowed)
    held.goOn()
    await stop()
  }
}
