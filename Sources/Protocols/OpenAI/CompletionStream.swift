internal import Assistant
internal import Wire

/// An answer as server-sent events, from its first line to its end.
struct CompletionStream {
  let completion: Completion
  let includesUsage: Bool
  let send: HTTPStream.Send
  /// The lines that were said while the rest of the answer was still made.
  private var heard: [String] = []

  init(_ completion: Completion, includesUsage: Bool, _ send: @escaping HTTPStream.Send) {
    (self.completion, self.includesUsage, self.send) = (completion, includesUsage, send)
  }

  func begin() async throws { try await say(["role": "assistant", "content": ""]) }

  mutating func say(_ line: String) async throws {
    try await say(["content": .string(heard.isEmpty ? line : "\n" + line)])
    heard.append(line)
  }

  /// Says what of the answer was not heard yet, and that this was all.
  ///
  /// What was said cannot be taken back: it is followed by the whole of what replaces it.
  func end(_ text: String, _ usage: JSON) async throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let rest = lines.unheard(after: heard)
    for (place, line) in rest.enumerated() {
      let isReplacement = place == 0 && rest.count == lines.count && !heard.isEmpty
      let pause = isReplacement ? "\n\n" : place == 0 && heard.isEmpty ? "" : "\n"
      try await say(["content": .string(pause + line)])
    }
    try await event(completion.chunk([:], finish: "stop", usage: noUsage))
    if includesUsage { try await event(completion.chunk(usage: usage)) }
    try await send(Array("data: [DONE]\n\n".utf8))
  }

  func fail(_ fault: ChatFault) async throws { try await event(fault.json) }

  private func say(_ delta: JSON) async throws { try await event(completion.chunk(delta, usage: noUsage)) }

  private var noUsage: JSON? { includesUsage ? .some(.null) : .none }

  private func event(_ json: JSON) async throws { try await send(Array("data: \(json.text)\n\n".utf8)) }
}
