internal import Wire

/// A model's message put together from the pieces of a stream, or taken whole.
///
/// What it does not know is kept, since some models want it back: texts that grow are joined, the rest is as it came
/// last.
struct MessageAssembly: Sendable {
  /// What the provider calls the answer; it tells apart the calls of several answers that bear no ids.
  var answerID = ""
  private var content: String?
  private var texts: [String: String] = [:]
  private var lists: [String: [JSON]] = [:]
  private var members = JSON.Object()
  private var calls = CallAssembly()

  /// Members that come in pieces.
  private static let growing: Set = ["reasoning", "reasoning_content", "refusal", "thinking"]

  /// Takes a piece and returns the words in it.
  mutating func take(_ delta: JSON.Object) -> String? {
    var words: String?
    for member in delta.members {
      switch (member.key, member.value) {
      case (_, .null): continue
      case ("content", let value):
        guard let piece = value.words else { continue }
        if content == nil { content = piece } else { content?.append(piece) }
        words = piece
      case ("tool_calls", .array(let pieces)): for piece in pieces { calls.take(piece) }
      case ("function_call", .object(let call)):
        calls.take(["index": 0, "function": .object(call)])
      case (let key, .string(let text)) where Self.growing.contains(key): texts[key, default: ""] += text
      case (let key, .array(let items)): lists[key, default: []] += items
      case (let key, let value): members[key] = value
      }
    }
    return words
  }

  /// Fills in what the stream came to.
  func finish(_ answer: inout ChatAnswer) {
    answer.content = content
    answer.toolCalls = calls.calls(of: answerID)
    var message = members
    message["role"] = "assistant"
    for (key, text) in texts.sorted(by: { $0.key < $1.key }) { message[key] = .string(text) }
    for (key, items) in lists.sorted(by: { $0.key < $1.key }) { message[key] = .array(items.joinedByIndex) }
    // Some servers refuse a message whose content is null and which calls nothing.
    message["content"] = content.map(JSON.string) ?? (answer.toolCalls.isEmpty ? "" : .null)
    if !answer.toolCalls.isEmpty { message["tool_calls"] = .array(calls.sentBack(as: answer.toolCalls)) }
    answer.message = message
  }
}

extension JSON {
  /// A text, or the texts of a list of parts.
  fileprivate var words: String? {
    switch self {
    case .string(let text): return text
    case .array(let parts):
      let texts = parts.compactMap { $0["text"]?.string }
      return texts.isEmpty ? nil : texts.joined()
    default: return nil
    }
  }
}

extension [JSON] {
  /// The list with the pieces of one item, which bear the same `index`, put together.
  fileprivate var joinedByIndex: [JSON] {
    var items: [JSON] = []
    var places: [Int64: Int] = [:]
    for piece in self {
      guard let index = piece["index"]?.integer, let object = piece.object else {
        items.append(piece)
        continue
      }
      guard let place = places[index], var item = items[place].object, item["type"] == object["type"] else {
        places[index] = items.count
        items.append(piece)
        continue
      }
      for member in object.members where !member.value.isNull {
        if ["text", "summary"].contains(member.key), let more = member.value.string {
          item[member.key] = .string((item[member.key]?.string ?? "") + more)
        } else {
          item[member.key] = member.value
        }
      }
      items[place] = .object(item)
    }
    return items
  }
}
