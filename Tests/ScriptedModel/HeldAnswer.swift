internal import Synchronization
internal import Wire

/// An answer that says its first line, waits until it is told to go on, and says the last one.
package struct HeldAnswer: Sendable {
  private let saidFirst = Moment()
  private let mayGoOn = Moment()
  private let left = Moment()
  private let (first, last): (String, String)

  package init(_ first: String, _ last: String) { (self.first, self.last) = (first, last) }

  package var line: ScriptedModel.Line {
    .answer(
      HTTPResponse(
        .ok, fields: ["Content-Type": "text/event-stream"],
        streaming: HTTPStream { [self] send in
          let chunk: JSON = [
            "choices": [["index": 0, "delta": ["content": .string(first + "\n")], "finish_reason": nil]]
          ]
          try await send(Array("data: \(chunk.text)\n\n".utf8))
          saidFirst.come()
          await withTaskCancellationHandler {
            await mayGoOn.wait()
          } onCancel: {
            left.come()
          }
          try await send(Array(stream([["content": .string(last)]], reason: "stop").utf8))
        }))
  }

  package func goOn() { mayGoOn.come() }

  /// Returns once the first line is on its way.
  package func untilBegun() async { await saidFirst.wait() }

  /// Returns once whoever asked has left in the middle.
  package func untilLeft() async { await left.wait() }
}

/// Something that comes once and may be waited for before and after.
private final class Moment: Sendable {
  private enum State {
    case waitedFor([CheckedContinuation<Void, Never>])
    case here
  }

  private let state = Mutex(State.waitedFor([]))

  func come() {
    let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      defer { state = .here }
      if case .waitedFor(let waiting) = state { return waiting }
      return []
    }
    for continuation in waiting { continuation.resume() }
  }

  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        state.withLock { state in
          guard case .waitedFor(let waiting) = state, !Task.isCancelled else { return continuation.resume() }
          state = .waitedFor(waiting + [continuation])
        }
      }
    } onCancel: {
      come()
    }
  }
}
