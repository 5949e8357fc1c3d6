internal import Assistant
internal import Wire

/// An answer in the forms of OpenAI's chat API.
struct Completion {
  let id: String
  let model: String
  /// Seconds since 1970.
  let created: Int64

  /// All of it at once.
  func whole(_ text: String, _ usage: JSON) -> JSON {
    envelope(
      "chat.completion",
      choices: [
        [
          "index": 0, "message": ["role": "assistant", "content": .string(text), "refusal": nil],
          "logprobs": nil, "finish_reason": "stop",
        ]
      ], usage: usage)
  }

  /// A piece of it in a stream; each has a place for its usage, where the client wants to know it at the end.
  func chunk(_ delta: JSON, finish: String? = nil, usage: JSON? = nil) -> JSON {
    envelope(
      "chat.completion.chunk",
      choices: [["index": 0, "delta": delta, "logprobs": nil, "finish_reason": JSON(finish)]], usage: usage)
  }

  /// The last piece of a stream, for a client that wants to know the usage.
  func chunk(usage: JSON) -> JSON { envelope("chat.completion.chunk", choices: [], usage: usage) }

  private func envelope(_ object: String, choices: JSON, usage: JSON?) -> JSON {
    var envelope: JSON.Object = [
      "id": .string(id), "object": .string(object), "created": JSON(created), "model": .string(model),
      "choices": choices,
    ]
    envelope["usage"] = usage
    return .object(envelope)
  }
}

extension JSON {
  /// What the shop's own model used for a turn; one without it costs no tokens.
  static func usage(of turn: Turn?) -> JSON {
    let (read, written) = turn?.tokens ?? (0, 0)
    return [
      "prompt_tokens": JSON(read), "completion_tokens": JSON(written),
      "total_tokens": JSON(read.addingReportingOverflow(written).partialValue),
    ]
  }
}
