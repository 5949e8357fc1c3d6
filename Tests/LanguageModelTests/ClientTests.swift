import LanguageModel
import ScriptedModel
import Testing
import Wire

@Suite struct `A client of a model` {
  private func ask(
    _ script: [ScriptedModel.Line], within: Duration = .seconds(3600), path: String = "/v1",
    _ change: (inout ModelSettings) -> Void = { _ in }
  ) async throws -> (Result<ChatAnswer, ModelFault>, [HTTPRequest]) {
    let model = try ScriptedModel(script)
    let made = model.client(path: path, change)
    let client = try #require(made)
    let request = ChatRequest(
      [.system("Sos el bodeguero."), .user("hola")], tools: ToolList([["type": "function"]]))
    let result: Result<ChatAnswer, ModelFault>
    do throws(ModelFault) {
      result = .success(try await client.answer(request, before: .now + within))
    } catch {
      result = .failure(error)
    }
    let requests = model.requests
    await model.stop()
    return (result, requests)
  }

  @Test func `asks as OpenAI's own does`() async throws {
    let (result, requests) = try await ask([.says("Hola, ñandú")])
    #expect(try result.get().content == "Hola, ñandú")
    let request = try #require(requests.first)
    #expect(request.target.path == "/v1/chat/completions")
    #expect(request.fields["Authorization"] == "Bearer sk-secreto")
    #expect(
      try JSON(parsing: request.body) == [
        "model": "modelo",
        "messages": [
          ["role": "system", "content": "Sos el bodeguero."], ["role": "user", "content": "hola"],
        ], "tools": [["type": "function"]], "stream": true, "stream_options": ["include_usage": true],
      ])
  }

  @Test func `asks for the whole answer and limits it by the name that is set`() async throws {
    let whole: JSON = ["choices": [["message": ["content": "hola"]]]]
    let (result, requests) = try await ask([.answer(HTTPResponse(.ok, whole))]) {
      $0.delivery = .whole
      $0.tokenLimit = 300
      $0.tokenLimitName = .maxCompletionTokens
      $0.fields["X-Puerta"] = "a"
    }
    #expect(try result.get().content == "hola")
    let request = try #require(requests.first)
    #expect(request.fields["x-puerta"] == "a")
    let body = try JSON(parsing: request.body)
    #expect(body["stream"] == nil)
    #expect(body["max_completion_tokens"] == 300)
    #expect(body["max_tokens"] == nil)
  }

  @Test func `counts by their length what the server does not count`() async throws {
    let whole: JSON = ["choices": [["message": ["content": .string(String(repeating: "a", count: 4_000))]]]]
    let (result, requests) = try await ask([.answer(HTTPResponse(.ok, whole))])
    let tokens = try result.get().tokens
    #expect(tokens.input == Int64(try #require(requests.first).body.count / 4))
    #expect((1_000..<1_050).contains(tokens.output))
    let (counted, _) = try await ask([.says("hola")])
    #expect(try counted.get().tokens == TokenUsage(input: 30, output: 5))
  }

  @Test(arguments: [
    ("", "/openai/deployments/modelo/chat/completions"),
    ("/openai/", "/openai/deployments/modelo/chat/completions"),
    ("/openai/deployments/otro", "/openai/deployments/otro/chat/completions"),
  ])
  func `finds Azure's deployment and brings its key in Azure's header`(path: String, target: String)
    async throws
  {
    let (_, requests) = try await ask([.says("hola")], path: path) {
      $0.service = .azure(version: "2024-10-21")
    }
    let request = try #require(requests.first)
    #expect(request.target.path == target)
    #expect(request.target.raw.hasSuffix("?api-version=2024-10-21"))
    #expect(request.fields["api-key"] == "sk-secreto")
    #expect(request.fields["Authorization"] == nil)
  }

  @Test func `speaks to Azure's newer address as to OpenAI, with the key in Azure's header`() async throws {
    let (_, requests) = try await ask([.says("hola")], path: "/openai/v1") { $0.service = .azureV1 }
    let request = try #require(requests.first)
    #expect(request.target.raw == "/openai/v1/chat/completions")
    #expect(request.fields["api-key"] == "sk-secreto")
    #expect(request.fields["Authorization"] == nil)
  }

  @Test(arguments: [
    ("https://api.openai.com/v1", ModelSettings.TokenLimitName.maxCompletionTokens),
    ("http://127.0.0.1:11434/v1", .maxTokens),
    ("https://tienda.openai.azure.com/openai/v1", .maxCompletionTokens),
  ])
  func `knows how each server calls the limit`(base: String, name: ModelSettings.TokenLimitName) throws {
    let settings = ModelSettings(base: try #require(HTTPURL(base)), key: nil, model: "m")
    #expect(settings.tokenLimitName == name)
  }

  @Test func `heeds the head of an answer in the middle of which the server fails`() async throws {
    let stream = #"data: {"error":{"message":"m","code":"rate_limit_exceeded"}}"# + "\n\n"
    let failed = HTTPResponse(
      .tooManyRequests,
      fields: ["Content-Type": "text/event-stream", "x-should-retry": "false"], body: Array(stream.utf8))
    let (failure, requests) = try await ask([.answer(failed), .says("hola")])
    #expect(requests.count == 1)
    let fault = #expect(throws: ModelFault.self) { try failure.get() }
    #expect(fault?.status == .tooManyRequests)
  }

  @Test(arguments: [String(repeating: "a", count: 495) + "sk-secreto", "Wrong key: Bearer abc123 is unknown"])
  func `leaves no part of a key in what it tells`(message: String) async throws {
    let refusal = HTTPResponse(.badRequest, ["error": ["message": .string(message)]])
    let (failure, _) = try await ask([.answer(refusal)])
    let fault = try #require(throws: ModelFault.self) { try failure.get() }
    #expect(!fault.message.contains("sk-s"))
    #expect(!fault.message.contains("abc123"))
  }

  @Test func `asks again after what passes, twice at most`() async throws {
    let busy = HTTPResponse(.tooManyRequests, fields: ["retry-after-ms": "1"])
    let (answer, requests) = try await ask([
      .answer(busy), .answer(HTTPResponse(.unavailable, fields: ["retry-after-ms": "1"])),
      .says("hola"),
    ])
    #expect(try answer.get().content == "hola")
    #expect(requests.count == 3)
    let (failure, more) = try await ask(Array(repeating: .answer(busy), count: 5))
    #expect(throws: ModelFault.self) { try failure.get() }
    #expect(more.count == 3)
  }

  @Test(arguments: [400, 401, 404])
  func `asks once where asking again is no use, and names no key`(status: Int) async throws {
    let refusal = HTTPResponse(
      HTTPStatus(status), ["error": ["message": "no con sk-secreto, ni con sk-otro"]])
    let (result, requests) = try await ask([.answer(refusal), .says("hola")])
    let fault = #expect(throws: ModelFault.self) { try result.get() }
    #expect(requests.count == 1)
    #expect(fault?.status == HTTPStatus(status))
    #expect(fault?.description.contains("secreto") == false)
    #expect(fault?.description.contains("otro") == false)
  }

  @Test func `gives up at the deadline`() async throws {
    let (result, _) = try await ask([.silence, .silence, .silence], within: .milliseconds(300))
    let fault = #expect(throws: ModelFault.self) { try result.get() }
    #expect(fault?.kind == .timeout)
  }

  @Test func `does not wait for a moment past the deadline`() async throws {
    let busy = HTTPResponse(.tooManyRequests, fields: ["Retry-After": "50"])
    let (result, requests) = try await ask([.answer(busy), .says("hola")], within: .seconds(40))
    let fault = #expect(throws: ModelFault.self) { try result.get() }
    #expect(fault?.kind == .rateLimit)
    #expect(requests.count == 1)
  }

  @Test func `takes no answer of more than ten megabytes`() async throws {
    let endless = HTTPResponse(.ok, String(repeating: "data: {}\n\n", count: 1_100_000), type: "text/plain")
    let (result, _) = try await ask([.answer(endless)])
    let fault = #expect(throws: ModelFault.self) { try result.get() }
    #expect(fault?.kind == .tooLarge)
  }

  @Test func `says that nobody listens there`() async throws {
    let model = try ScriptedModel([])
    let client = try #require(model.client())
    await model.stop()
    let fault = await #expect(throws: ModelFault.self) {
      try await client.answer(ChatRequest([.user("hola")]), before: .now + .seconds(3600))
    }
    #expect(fault?.kind == .connection)
  }

  @Test func `passes words on and does not begin anew once they were heard`() async throws {
    let half = stream([["content": "Hola, "], ["content": "hay "]])
      .split(separator: "\n\n").prefix(2).map { $0 + "\n\n" }.joined()
    let model = try ScriptedModel([
      .answer(.events(half)), .says("otra"),
    ])
    let (words, note) = AsyncStream<String>.makeStream()
    let client = try #require(model.client())
    let fault = await #expect(throws: ModelFault.self) {
      try await client.answer(ChatRequest([.user("hola")]), before: .now + .seconds(3600)) { note.yield($0) }
    }
    note.finish()
    #expect(fault?.kind == .cutOff)
    #expect(await words.reduce("", +) == "Hola, hay ")
    #expect(model.requests.count == 1)
    await model.stop()
  }
}

@Suite struct `A model's key` {
  @Test func `does not show itself`() throws {
    let key = try #require(ModelKey("secreto"))
    #expect(!"\(key)".contains("secreto"))
    #expect(!String(reflecting: key).contains("secreto"))
    #expect(String(describing: Mirror(reflecting: key).children.count) == "0")
  }

  @Test(arguments: ["", "con espacio", "línea\n"])
  func `that no header can carry is none`(text: String) { #expect(ModelKey(text) == nil) }
}
