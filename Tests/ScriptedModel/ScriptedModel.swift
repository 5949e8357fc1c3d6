internal import HTTPClient
internal import HTTPServer
package import LanguageModel
internal import Synchronization
package import Wire

/// A server on loopback that answers like a model and keeps what it was sent.
package struct ScriptedModel: Sendable {
  package enum Line: Sendable {
    case answer(HTTPResponse)
    case says(String)
    /// The tools it calls, with their arguments as they are written.
    case calls([(name: String, arguments: String)])
    /// Nothing for a while, and then nothing that helps.
    case silence
  }

  private final class Log: Sendable {
    let requests = Mutex<[HTTPRequest]>([])
  }

  private let log = Log()
  private let server: HTTPServer

  /// Says one line of `script` a request.
  package init(_ script: [Line]) throws {
    let rest = Mutex(script)
    try self.init { _ in rest.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
  }

  /// Says what `answering` makes of the body of each request; nil where it has nothing to say.
  package init(answering: @escaping @Sendable (JSON) -> Line?) throws {
    var configuration = HTTPServerConfiguration()
    configuration.answerTime = .seconds(3600)
    server = try HTTPServer(configuration) { [log] request in
      log.requests.withLock { $0.append(request) }
      switch answering((try? JSON(parsing: request.body)) ?? nil) {
      case .answer(let response)?: return response
      case .says(let text)?: return .events(stream([["content": .string(text)]], reason: "stop"))
      case .calls(let calls)?:
        return .events(
          stream(
            calls.enumerated().map { index, call in
              [
                "tool_calls": [
                  [
                    "index": JSON(index), "id": .string("c\(index)"), "type": "function",
                    "function": ["name": .string(call.name), "arguments": .string(call.arguments)],
                  ]
                ]
              ]
            }))
      case .silence?:
        try? await Task.sleep(for: .seconds(2))
        return HTTPResponse(.unavailable)
      case nil: return HTTPResponse(.badRequest, ["error": "the script has ended"])
      }
    }
  }

  /// What it was sent, in order.
  package var requests: [HTTPRequest] { log.requests.withLock { $0 } }

  /// The body of each request.
  package var bodies: [JSON] { requests.map { (try? JSON(parsing: $0.body)) ?? nil } }

  /// As clients name it in `OPENAI_BASE_URL`.
  package var base: String { "http://127.0.0.1:\(server.port)" }

  /// Nil where the settings make no address.
  package func client(
    path: String = "/v1", _ change: (inout ModelSettings) -> Void = { _ in }
  ) -> ModelClient? {
    guard let base = HTTPURL(base + path) else { return nil }
    var settings = ModelSettings(base: base, key: ModelKey("sk-secreto"), model: "modelo")
    change(&settings)
    return ModelClient(settings, HTTPClient(), RetryPolicy(jitter: { 1 }, now: { 0 }))
  }

  /// The one that listens; nil where the settings make no address.
  package func transcriber(
    path: String = "/v1", _ change: (inout ModelSettings) -> Void = { _ in }
  ) -> Transcriber? {
    guard let base = HTTPURL(base + path) else { return nil }
    var settings = ModelSettings(base: base, key: ModelKey("sk-secreto"), model: "oído")
    change(&settings)
    return Transcriber(settings, HTTPClient(), RetryPolicy(jitter: { 1 }, now: { 0 }))
  }

  package func stop() async { await server.stop() }
}

/// A stream of these deltas, with its usage, ended properly unless it is not done.
package func stream(_ deltas: [JSON], reason: String = "tool_calls", isDone: Bool = true) -> String {
  let chunks: [JSON] =
    deltas.map { ["id": "r1", "choices": [["index": 0, "delta": $0, "finish_reason": nil]]] }
    + [["choices": [["index": 0, "delta": [:], "finish_reason": .string(reason)]]]]
    + [["choices": [], "usage": ["prompt_tokens": 30, "completion_tokens": 5]]]
  return chunks.map { "data: \($0.text)\n\n" }.joined() + (isDone ? "data: [DONE]\n\n" : "")
}

extension HTTPResponse {
  package static func events(_ text: String) -> HTTPResponse {
    HTTPResponse(.ok, text, type: "text/event-stream")
  }
}
