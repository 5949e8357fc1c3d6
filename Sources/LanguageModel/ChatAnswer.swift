package import Wire

/// A tool that a model wants called.
package struct ModelToolCall: Hashable, Sendable {
  /// What its result is sent back under; made up where the model gave none.
  package let id: String
  package let name: String
  /// JSON as the model wrote it, which may be none; `{}` where it wrote nothing.
  package let arguments: String

  package init(id: String, name: String, arguments: String) {
    (self.id, self.name, self.arguments) = (id, name, arguments)
  }
}

/// How much of a model was used.
package struct TokenUsage: Hashable, Sendable {
  package var input: Int64
  package var output: Int64

  package init(input: Int64 = 0, output: Int64 = 0) { (self.input, self.output) = (input, output) }

  /// What a provider says of it; nil where it does not.
  init?(_ json: JSON?) {
    guard let json, let input = json["prompt_tokens"]?.integer ?? json["input_tokens"]?.integer else {
      return nil
    }
    self.init(
      input: max(0, input),
      output: max(0, json["completion_tokens"]?.integer ?? json["output_tokens"]?.integer ?? 0))
  }

  package static func + (a: Self, b: Self) -> Self {
    TokenUsage(
      input: a.input.addingReportingOverflow(b.input).partialValue,
      output: a.output.addingReportingOverflow(b.output).partialValue)
  }
}

/// What a model answered, or what came of the attempt.
package struct ChatAnswer: Hashable, Sendable {
  /// Its words; nil where it only calls tools.
  package var content: String?
  package var toolCalls: [ModelToolCall] = []
  package var finishReason: String?
  /// What the provider counted, as it came.
  package var usage: JSON?
  /// The message to send back, unknown members included.
  package var message = JSON.Object()
  /// In bytes.
  var questionSize = 0
  /// Why it may not be used.
  package var fault: ModelFault?

  init() {}

  /// What the provider counted; where it says nothing, a token for every four bytes of the question and the answer.
  package var tokens: TokenUsage {
    TokenUsage(usage)
      ?? TokenUsage(input: Int64(questionSize / 4), output: Int64(JSON.object(message).bytes.count / 4))
  }

  /// Whether the model was stopped before it had said everything; then its calls are not to be run.
  package var isCutShort: Bool { finishReason == "length" || finishReason == "content_filter" }

  /// For programs.
  package var json: JSON {
    [
      "content": JSON(content),
      "tool_calls": .array(
        toolCalls.map {
          ["id": .string($0.id), "name": .string($0.name), "arguments": .string($0.arguments)]
        }),
      "finish_reason": JSON(finishReason), "usage": usage ?? nil, "error": fault?.json ?? nil,
    ]
  }
}
