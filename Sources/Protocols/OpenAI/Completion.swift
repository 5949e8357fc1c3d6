internal import Wire

/// An answer in the forms of OpenAI's chat API.
struct Completion {
  let id: String
  let model: String
  /// Seconds since 1970.
  let created: Int64
  let text: String
  /// What the shop's own model used for it; a turn without one costs no tokens.
  let tokens: (read: Int64, written: Int64)

  private var usage: JSON {
    [
      "prompt_tokens": JSON(tokens.read), "completion_tokens": JSON(tokens.written),
      "total_tokens": JSON(tokens.read.addingReportingOverflow(tokens.written).partialValue),
    ]
  }

  var whole: JSON {
    .object(
      envelope(
        "chat.completion",
        choices: [
          [
            "index": 0, "message": ["role": "assistant", "content": .string(text), "refusal": nil],
            "logprobs": nil, "finish_reason": "stop",
          ]
        ], usage: usage))
  }

  /// The same as server-sent events: a line an event, and the end.
  func stream(includesUsage: Bool) -> HTTPResponse {
    var chunks = [chunk(["role": "assistant", "content": ""])]
    chunks += lines.map { chunk(["content": .string($0)]) }
    chunks.append(chunk([:], finish: "stop"))
    if includesUsage {
      for index in chunks.indices { chunks[index]["usage"] = .null }
      chunks.append(envelope("chat.completion.chunk", choices: [], usage: usage))
    }
    let events = chunks.map { "data: \(JSON.object($0).text)\n\n" } + ["data: [DONE]\n\n"]
    var response = HTTPResponse(.ok, events.joined(), type: "text/event-stream; charset=utf-8")
    response.fields["Cache-Control"] = "no-store"
    return response
  }

  private var lines: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { place, line in
      (place > 0 ? "\n" : "") + line
    }.filter { !$0.isEmpty }
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
