import LanguageModel
import ScriptedModel
import Synchronization
import Testing
import Understanding
import Wire

@testable import Assistant

/// A model that, told what somebody said before, calls the tools that were called then and says what they say.
struct RecitingModel {
  fileprivate struct Part: Sendable {
    let said: String
    let calls: [(name: String, arguments: String)]
    let reply: String
  }

  fileprivate final class Memory: Sendable {
    let state: Mutex<(rest: ArraySlice<Part>, current: Part?, asked: Set<Int>, complaints: [String])>
    let mark: String
    init(_ parts: [Part], mark: String) {
      state = Mutex((parts[...], nil, [], []))
      self.mark = mark
    }
  }

  private let memory: Memory
  private let server: ScriptedModel
  let road: ModelRoad

  /// What the patterns made of a conversation is what it recites, each line with `mark` ahead.
  init(_ turns: [Turn], mark: String = "") throws {
    var queued = 0
    let parts = turns.map { turn in
      // What waits behind a proposal was asked for all the same; what waits behind a question, once that is answered.
      let queue = turn.memory.conversation.standing == nil ? [] : turn.memory.conversation.queue
      let waiting = queue.dropFirst(queued).compactMap { request in
        request.intent.tool.map { ($0, JSON.object(request.slots.json).text) }
      }
      queued = queue.count
      return Part(
        said: turn.text, calls: turn.calls.map { ($0.tool, $0.arguments.text) } + waiting,
        reply: turn.replyText)
    }
    let memory = Memory(parts, mark: mark)
    self.memory = memory
    server = try ScriptedModel { body in memory.answer(body["messages"]?.array ?? []) }
    var road = ModelRoad(try #require(server.client())) { line in
      memory.state.withLock { $0.complaints.append(line) }
    }
    road.preference = .modelFirst
    self.road = road
  }

  /// Why it was of no use, turn by turn.
  var complaints: [String] { memory.state.withLock { $0.complaints } }

  /// Whether it was told what was said in that turn of the conversation.
  func wasAsked(_ turn: Int) -> Bool { memory.state.withLock { $0.asked.contains(turn) } }

  func stop() async { await server.stop() }
}

extension RecitingModel.Memory {
  fileprivate func answer(_ messages: [JSON]) -> ScriptedModel.Line? {
    state.withLock { state in
      let last = messages.last
      if last?["role"] == "user",
        let place = state.rest.firstIndex(where: { $0.said == last?["content"]?.string })
      {
        state.current = state.rest[place]
        state.rest = state.rest[(place + 1)...]
        state.asked.insert(place)
        if let calls = state.current?.calls, !calls.isEmpty { return .calls(calls) }
      }
      let results = messages.reversed().prefix { $0["role"] == "tool" }.reversed()
      let told = results.compactMap { $0["content"]?.string.flatMap(Self.words) }
      return state.current.map { part in
        let text = told.isEmpty ? part.reply : told.joined(separator: "\n\n")
        guard !mark.isEmpty else { return .says(text) }
        return .says(text.split(whereSeparator: \.isNewline).map { mark + $0 }.joined(separator: "\n"))
      }
    }
  }

  /// What a tool says of its result in words.
  private static func words(of content: String) -> String? {
    let data = content.dropFirst("<datos>".count).dropLast("</datos>".count)
    let json = try? JSON(parsing: String(data))
    return (json?["en_palabras"] ?? json?["error"])?.string
  }
}
