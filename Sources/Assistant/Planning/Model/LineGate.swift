internal import Synchronization

/// Lets a model's words through line by line as they come, each once it is known that it may be shown.
///
/// What a line means may depend on those before it. After the first line that may not, or more than so many letters,
/// nothing more is let through.
final class LineGate: Sendable {
  private struct State {
    var rest = ""
    var lettersLeft: Int
    var course = Grounding.Course()
    var isOpen: Bool { lettersLeft > 0 }
  }

  private let state: Mutex<State>
  private let mayPass: @Sendable (String, inout Grounding.Course) -> Bool
  private let hearing: @Sendable (String) -> Void

  init(
    upTo letters: Int, mayPass: @escaping @Sendable (String, inout Grounding.Course) -> Bool,
    hearing: @escaping @Sendable (String) -> Void
  ) {
    state = Mutex(State(lettersLeft: letters))
    (self.mayPass, self.hearing) = (mayPass, hearing)
  }

  func take(_ words: String) {
    let lines = state.withLock { state -> [String] in
      guard state.isOpen else { return [] }
      state.rest += words
      var parts = state.rest.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      state.rest = parts.popLast().map(String.init) ?? ""
      var lines: [String] = []
      for part in parts where state.isOpen {
        let line = part.replacing("**", with: "").trimmed
        if line.isEmpty { continue }
        state.lettersLeft = mayPass(line, &state.course) ? state.lettersLeft - line.count : 0
        if state.isOpen { lines.append(line) }
      }
      return lines
    }
    for line in lines { hearing(line) }
  }
}
