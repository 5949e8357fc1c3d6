internal import Synchronization

/// Lets a model's words through line by line as they come, each once it is known to be founded.
///
/// After the first line that is not, nothing more is let through.
final class LineGate: Sendable {
  private struct State {
    var rest = ""
    var isOpen = true
  }

  private let state = Mutex(State())
  private let isFounded: @Sendable (String) -> Bool
  private let hearing: @Sendable (String) -> Void

  init(
    isFounded: @escaping @Sendable (String) -> Bool, hearing: @escaping @Sendable (String) -> Void
  ) {
    (self.isFounded, self.hearing) = (isFounded, hearing)
  }

  func take(_ words: String) {
    let lines = state.withLock { state -> [String] in
      guard state.isOpen else { return [] }
      state.rest += words
      var parts = state.rest.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      state.rest = parts.popLast().map(String.init) ?? ""
      var lines: [String] = []
      for part in parts {
        let line = part.replacing("**", with: "").trimmed
        if line.isEmpty { continue }
        guard isFounded(line) else {
          state.isOpen = false
          break
        }
        lines.append(line)
      }
      return lines
    }
    for line in lines { hearing(line) }
  }
}
