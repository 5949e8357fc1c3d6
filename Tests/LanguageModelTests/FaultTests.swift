import LanguageModel
import Testing
import Wire

@Suite struct `What a server says of a failure` {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let status: Int
    let fields: HTTPFields
    let body: String
    let kind: ModelFault.Kind
    let retry: ModelFault.Retry

    init(
      _ name: String, _ status: Int, _ body: String, _ kind: ModelFault.Kind, _ retry: ModelFault.Retry,
      _ fields: HTTPFields = [:]
    ) {
      (testDescription, self.status, self.body) = (name, status, body)
      (self.kind, self.retry, self.fields) = (kind, retry, fields)
    }
  }

  static let cases = [
    Case(
      "a wrong key", 401, #"{"error":{"message":"Incorrect key: sk-abc","code":"invalid_api_key"}}"#,
      .authentication, .never),
    Case("an empty account", 429, #"{"error":{"message":"m","type":"insufficient_quota"}}"#, .quota, .never),
    Case(
      "an empty account whose server says to wait", 429,
      #"{"error":{"message":"m","code":"insufficient_quota"}}"#, .quota, .never,
      ["Retry-After": "2", "x-should-retry": "true"]),
    Case(
      "too many requests", 429, #"{"error":{"message":"m","code":"rate_limit_exceeded"}}"#, .rateLimit,
      .after(milliseconds: 1500), ["Retry-After": "2", "retry-after-ms": "1500"]),
    Case(
      "seconds to wait", 429, #"{"error":{"message":"m"}}"#, .rateLimit, .after(milliseconds: 2000),
      ["Retry-After": "2"]),
    Case(
      "a date to wait for", 503, "{}", .server, .after(milliseconds: 5000),
      ["Retry-After": "Wed, 19 Nov 2025 21:00:05 GMT"]),
    Case("hours to wait", 429, "{}", .rateLimit, .soon, ["Retry-After": "7200"]),
    Case("a server that forbids it", 500, "{}", .server, .never, ["x-should-retry": "false"]),
    Case("a server that wishes it", 400, "{}", .request, .soon, ["x-should-retry": "true"]),
    Case(
      "OpenRouter's code as a number", 429,
      #"{"error":{"code":429,"message":"Provider returned error","metadata":{"raw":"espere"}}}"#, .rateLimit,
      .soon),
    Case(
      "llama.cpp's context", 400,
      #"{"error":{"code":400,"message":"exceeds the available context size","type":"exceed_context_size_error"}}"#,
      .context, .never),
    Case(
      "OpenAI's context", 400, #"{"error":{"message":"m","code":"context_length_exceeded"}}"#, .context,
      .never
    ),
    Case(
      "vLLM's context", 400,
      #"{"error":{"message":"the model's context length is only 1024","type":"BadRequestError","code":400}}"#,
      .context, .never),
    Case(
      "vLLM of old", 400, #"{"object":"error","message":"\"auto\" tool choice requires…","code":400}"#,
      .request, .never),
    Case("Ollama's text", 500, #"{"error":"the model failed"}"#, .server, .soon),
    Case(
      "Ollama's missing model", 404, #"{"error":{"message":"model 'x' not found"}}"#, .modelNotFound, .never),
    Case(
      "Groq's refused call", 400, #"{"error":{"message":"m","code":"tool_use_failed"}}"#, .toolCall, .never),
    Case("FastAPI's detail", 422, #"{"detail":"mal"}"#, .request, .never),
    Case("a proxy's page", 502, "<html><h1>502 Bad Gateway</h1></html>", .server, .soon),
    Case("nothing at all", 500, "", .server, .soon),
    Case("plain text", 429, "Too Many Requests", .rateLimit, .soon),
    Case("a conflict", 409, "{}", .conflict, .soon),
    Case("a time-out", 408, "{}", .timeout, .soon),
    Case("a fault inside a 200", 200, #"{"error":{"code":503,"message":"m"}}"#, .server, .soon),
    Case("a page inside a 200", 200, "<html></html>", .unreadable, .soon),
    Case("broken JSON", 200, #"{"choices":"#, .unreadable, .never),
    Case("JSON of another kind", 200, #"{"id":1}"#, .unreadable, .never),
    Case("an empty 200", 200, "", .unreadable, .never),
    Case("an event that is no JSON", 200, "data: {mal\n\n", .unreadable, .never),
    Case(
      "an error event after text", 200,
      "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\nevent: error\n"
        + "data: {\"error\":{\"message\":\"m\",\"code\":\"tool_use_failed\",\"status_code\":400}}\n\n",
      .toolCall, .never),
    Case(
      "an error in a chunk", 200,
      "data: {\"error\":{\"code\":400,\"message\":\"Token limit reached\"},\"choices\":[{\"delta\":{}}]}\n\n"
        + "data: [DONE]\n\n", .request, .never),
  ]

  private static let policy = RetryPolicy(jitter: { 0 }, now: { 1_763_586_000_000 })

  @Test(arguments: cases)
  func `leads to the right decision`(_ sample: Case) throws {
    let fault = try #require(`A model's answer`.read(sample.body, status: sample.status).fault)
    let heeded = Self.policy.heeding(sample.fields, fault)
    #expect(heeded.kind == sample.kind)
    #expect(heeded.retry == sample.retry)
    #expect(!heeded.description.contains("sk-abc"))
  }

  @Test func `is told to programs with its decision`() {
    #expect(
      ModelFault(.rateLimit, "m", retry: .after(milliseconds: 1500)).json
        == ["kind": "rate_limit", "retry": JSON(decimal: "1.500"), "message": "m"])
    #expect(ModelFault(.server, "m", retry: .soon).json["retry"] == true)
    #expect(ModelFault(.server, "m").json["retry"] == false)
  }
}
