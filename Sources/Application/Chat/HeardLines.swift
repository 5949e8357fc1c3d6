internal import Assistant
internal import Console
internal import Synchronization

/// The lines of a reply that were shown while the rest of it still came, and the mark that something is to come.
final class HeardLines: Sendable {
  private struct State {
    var shown: [String] = []
    var isMarked = false
  }

  private let printer: ReplyPrinter
  private let output: Terminal
  private let state = Mutex(State())

  init(_ printer: ReplyPrinter, _ output: Terminal) { (self.printer, self.output) = (printer, output) }

  /// As they stand on the terminal.
  var lines: [String] { state.withLock { $0.shown } }

  func show(_ line: String) {
    let lines = printer.lines(Reply(line))
    state.withLock { state in
      unmark(&state)
      state.shown += lines
      output.write(lines.joined(separator: "\n") + "\n")
    }
  }

  /// Does `work`; where that takes longer than the patterns do, a mark says meanwhile that an answer is on its way.
  func waiting<Value: Sendable>(_ work: @Sendable () async throws -> Value) async throws -> Value {
    let mark = Task {
      try await Task.sleep(for: Self.patience)
      state.withLock { state in
        guard state.shown.isEmpty, !Task.isCancelled else { return }
        state.isMarked = output.writeErasable("…")
      }
    }
    defer {
      mark.cancel()
      state.withLock { unmark(&$0) }
    }
    return try await work()
  }

  private static let patience = Duration.milliseconds(400)

  private func unmark(_ state: inout State) {
    if state.isMarked { output.eraseLine() }
    state.isMarked = false
  }
}
