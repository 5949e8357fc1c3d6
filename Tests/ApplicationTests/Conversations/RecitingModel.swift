import LanguageModel
import ScriptedModel
import Synchronization
import Testing
import Understanding
import Wire

@testable import Assistant

/// A model that, told what somebody said before, calls the tools that were called then and says what they said.
struct RecitingModel {
  fileprivate struct Part: Sendable {
    let said: String
    let calls: [(name: String, arguments: String)]
    let reply: String
  }

  fileprivate final class Memory: Sendable {
    let state: Mutex<(rest: ArraySlice<Part>, current: Part?, complaints: [String])>
    init(_ parts: [Part]) { state = Mutex((parts[...], nil, [])) }
  }

  private let memory: Memory
  private let server: ScriptedModel
  let road: ModelRoad

  /// What the patterns made of a conversation is what it recites.
  init(_ turns: [Turn]) throws {
    var queued = 0
    let parts = turns.map { turn in
      // What waits behind a proposal was asked for all the same.
      let queue = turn.memory.conversation.queue
      let waiting = queue.dropFirst(queued).compactMap { request in
        request.intent.tool.map { ($0, JSON.object(request.slots.json).text) }
      }
      queued = queue.count
      return Part(
        said: turn.text, calls: turn.calls.map { ($0.tool, $0.arguments.text) } + waiting,
        reply: turn.replyText)
    }
    let memory = Memory(parts)
    self.memory = memory
    server = try ScriptedModel { body in memory.answer(body["messages"]?.array?.last) }
    var road = ModelRoad(try #require(server.client())) { line in
      memory.state.withLock { $0.complaints.append(line) }
    }
    road.preference = .modelFirst
    self.road = road
  }

  /// Why it was of no use, turn by turn.
  var complaints: [String] { memory.state.withLock { $0.complaints } }

  func stop() async { await server.stop() }
}

extension RecitingModel.Memory {
  fileprivate func answer(_ message: JSON?) -> ScriptedModel.Line? {
    state.withLock { state in
      if message?["role"] == "user",
        let place = state.rest.firstIndex(where: { $0.said == message?["content"]?.string })
      {
        state.current = state.rest[place]
        state.rest = state.rest[(place + 1)...]
        if let calls = state.current?.calls, !calls.isEmpty { return .calls(calls) }
      }
      return state.current.map { .says($0.reply) }
    }
  }
}
