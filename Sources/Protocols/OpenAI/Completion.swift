internal import Wire

/// An answer in the forms of OpenAI's chat API.
struct Completion {
  let id: String
  let model: String
  /// Seconds since 1970.
  let created: Int64
  let text: String

  /// What a model of the shop's own costs is counted by the shop: to the client a turn costs no tokens.
  private static let usage: JSON = ["prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0]

  var whole: JSON {
    .object(
      envelope(
        "chat.completion",
        choices: [
          [
            "index": 0, "message": ["role": "assistant", "content": .string(text), "refusal": nil],
            "logprobs": nil, "finish_reason": "stop",
          ]
        ], usage: Self.usage))
  }

  /// The same as server-sent events: a paragraph an event, and the end.
  func stream(includesUsage: Bool) -> HTTPResponse {
    var chunks = [chunk(["role": "assistant", "content": ""])]
    chunks += paragraphs.map { chunk(["content": .string($0)]) }
    chunks.append(chunk([:], finish: "stop"))
    if includesUsage {
      for index in chunks.indices { chunks[index]["usage"] = .null }
      chunks.append(envelope("chat.completion.chunk", choices: [], usage: Self.usage))
    }
    let events = chunks.map { "data: \(JSON.object($0).text)\n\n" } + ["data: [DONE]\n\n"]
    var response = HTTPResponse(.ok, events.joined(), type: "text/event-stream; charset=utf-8")
    response.fields["Cache-Control"] = "no-store"
    return response
  }

  private var paragraphs: [String] {
    text.split(separator: "\n\n", omittingEmptySubsequences: false).enumerated().map { place, paragraph in
      (place > 0 ? "\n\n" : "") + paragraph
    }
  }

  private func chunk(_ delta: JSON, finish: String? = nil) -> JSON.Object {
    envelope(
      "chat.completion.chunk",
      choices: [["index": 0, "delta": delta, "logprobs": nil, "finish_reason": JSON(finish)]])
  }

  private func envelope(_ object: String, choices: JSON, usage: JSON? = nil) -> JSON.Object {
    var envelope: JSON.Object = [
      "id": .string(id), "object": .string(object), "created": JSON(created), "model": .string(model),
      "choices": choices,
    ]
    envelope["usage"] = usage
    return envelope
  }
}
