internal import Assistant
internal import Console
internal import Understanding
internal import Wire

/// How a conversation on the command line is held.
package struct ChatOptions: Sendable {
  /// The one thing to ask; nil to hold a conversation.
  package var question: String?
  package var isJSON = false
  /// Whether a question that would change the shop is carried out without asking back.
  package var agrees = false
  /// Whether a script may change the shop.
  package var writes = false
  /// Whether what was said last time is remembered.
  package var continues = false

  package init() {}

  /// What the first turn knows of what was said before.
  var recall: TurnOptions.Recall { continues ? .channel : .nothing }
}

extension Configuration {
  /// Holds a conversation: one question, a script on standard input, or a person at the terminal.
  package func chat(_ options: ChatOptions) async throws -> ExitCode {
    let open = try await open(door: "terminal")
    for gap in try modelGaps() { warn("modelo: \(gap)") }
    let assistant = try loadAssistant(open).led(by: modelRoad(log: modelLog))
    if let question = options.question {
      return try await ask(question, of: assistant, open, options)
    }
    let terminal = await ChatTerminal(assistant: assistant, open: open, options: options)
    return try await Terminal.input.isInteractive ? terminal.run() : terminal.runScript()
  }

  private func ask(
    _ question: String, of assistant: Assistant, _ open: OpenShop, _ options: ChatOptions
  ) async throws -> ExitCode {
    let turn = try await assistant.turn(
      question, open.session,
      TurnOptions(writes: options.agrees ? .perform : .propose, recall: options.recall))
    try write(turn, options)
    if case .confirmation = turn.pending { return .needsConfirmation }
    if turn.wasDenied { return .needsConfirmation }
    return turn.isUnderstood ? .ok : .notUnderstood
  }

  private func write(_ turn: Turn, _ options: ChatOptions) throws(Failure) {
    let output = Terminal.output
    let printer = ReplyPrinter(output)
    let text = options.isJSON ? turn.json.text : turn.replies.flatMap(printer.lines).joined(separator: "\n")
    try printLine(text)
  }
}
