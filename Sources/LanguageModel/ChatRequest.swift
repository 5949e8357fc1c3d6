package import Wire

/// A turn of the conversation with a model.
package enum ChatMessage: Hashable, Sendable {
  /// What the model is told to be and do.
  case system(String)
  /// What a person said.
  case user(String)
  /// What the model answered, exactly as it came: some want back signatures and thoughts that only they can read.
  case assistant(JSON.Object)
  /// What a tool that it called came to.
  case tool(call: String, String)

  var json: JSON {
    switch self {
    case .system(let text): ["role": "system", "content": .string(text)]
    case .user(let text): ["role": "user", "content": .string(text)]
    case .assistant(let message): .object(message)
    case .tool(let call, let text): ["role": "tool", "tool_call_id": .string(call), "content": .string(text)]
    }
  }
}

/// The tools that a model may call, written once for many requests.
package struct ToolList: Sendable {
  /// A JSON array; nothing where there are no tools.
  fileprivate let bytes: [UInt8]

  /// Each is `{"type":"function","function":{…}}`.
  package init(_ tools: [JSON]) {
    bytes = tools.isEmpty ? [] : JSON.array(tools).bytes
  }
}

/// What a model is asked.
package struct ChatRequest: Sendable {
  package var messages: [ChatMessage]
  package var tools: ToolList

  package init(_ messages: [ChatMessage], tools: ToolList = ToolList([])) {
    (self.messages, self.tools) = (messages, tools)
  }

  /// The body of the request as `settings` has it sent.
  func body(_ settings: ModelSettings) -> [UInt8] {
    var object: JSON.Object = [
      "model": .string(settings.model), "messages": .array(messages.map(\.json)),
    ]
    if let most = settings.tokenLimit { object[settings.tokenLimitName.rawValue] = JSON(most) }
    if settings.delivery == .stream {
      object["stream"] = true
      object["stream_options"] = ["include_usage": true]
    }
    var bytes = JSON.object(object).bytes
    guard !tools.bytes.isEmpty else { return bytes }
    bytes.removeLast()
    bytes += Array(#","tools":"#.utf8) + tools.bytes + [UInt8(ascii: "}")]
    return bytes
  }
}
