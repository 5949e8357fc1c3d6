internal import CReadline
internal import Dispatch
internal import Glibc

/// Reads lines from a person at the terminal, with editing, history and completion (GNU readline).
///
/// Readline keeps its state in C globals, so there is one editor a process, on the main actor.
@MainActor
package final class LineEditor {
  /// What a person did at the prompt.
  package enum Input: Hashable, Sendable {
    /// A line; `scanned` when it came as fast as a barcode scanner types. A pasted one may hold line breaks.
    case line(String, scanned: Bool)
    /// Ctrl-C: the line is dropped.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal is gone.
    case end
  }

  /// What can finish the text before the cursor; asked at each Tab.
  package var completer: (String) -> [Completion] = { _ in [] }

  private let history: History?
  private let palette: Palette
  private let signals: Int32
  private var finished: Input?
  private var firstKey: ContinuousClock.Instant?

  private static var active: LineEditor?

  /// Nil when the process has no files left for a pipe.
  package init?(history: History?, palette: Palette = Terminal.output.palette) {
    guard let signals = TerminalSignals.open() else { return nil }
    (self.history, self.palette, self.signals) = (history, palette, signals)
    Self.active = self
    initializeReadline()
    bindTab()
    stifle_history(Int32(History.limit))
    for line in history?.load() ?? [] { unsafe add_history(line) }
  }

  /// Waits for the next line, which is also put into the history; blocks the thread.
  package func nextLine(prompt: String, _ styles: Style...) -> Input {
    (finished, firstKey) = (nil, nil)
    // What was pressed before concerned the answer.
    _ = TerminalSignals.received(from: signals)
    TerminalSignals.beginReading()
    rl_reset_screen_size()
    unsafe rl_callback_handler_install(promptText(prompt, styles)) { text in
      let line = unsafe text.map { unsafe String(cString: $0) }
      unsafe free(text)
      MainActor.assumeIsolated { LineEditor.active?.finish(with: line) }
    }
    defer {
      rl_callback_handler_remove()
      TerminalSignals.endReading()
    }
    while true {
      if let finished { return finished }
      awaitEvent()
    }
  }

  /// Does `work` between two lines; Ctrl-C cancels it, and pressed again ends the program.
  package func interruptible<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task { try await work() }
    let pressed = DispatchSource.makeReadSource(
      fileDescriptor: signals, queue: DispatchQueue(label: "bodeguero.interrupts"))
    pressed.setEventHandler { @Sendable [signals] in
      if TerminalSignals.received(from: signals).contains(SIGINT) { task.cancel() }
    }
    pressed.resume()
    defer { pressed.cancel() }
    return try await task.value
  }

  private func awaitEvent() {
    var events = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
    ]
    guard unsafe poll(&events, 2, -1) > 0 else {
      if errno != EINTR { finished = .end }
      return
    }
    if events[1].revents != 0 { TerminalSignals.received(from: signals).forEach(handle) }
    guard finished == nil, events[0].revents != 0 else { return }
    if firstKey == nil { firstKey = .now }
    rl_callback_read_char()
  }

  private func handle(signal number: Int32) {
    switch number {
    case SIGINT:
      rl_callback_sigcleanup()
      rl_free_line_state()
      creadline_set_cursor(creadline_length())
      rl_redisplay()
      writeAll("^C\n", to: STDOUT_FILENO)
      finished = .interrupted
    case SIGWINCH: rl_resize_terminal()
    default:
      rl_deprep_terminal()
      TerminalSignals.obey(number)
      rl_prep_terminal(1)
      rl_resize_terminal()
      rl_forced_update_display()
    }
  }

  /// Readline must be told, by \u{1} and \u{2}, which bytes of the prompt take no room.
  private func promptText(_ prompt: String, _ styles: [Style]) -> String {
    guard let marks = palette.marks(of: styles) else { return prompt.harmless() }
    return "\u{1}\(marks.start)\u{2}\(prompt.harmless())\u{1}\(marks.end)\u{2}"
  }

  private func finish(with text: String?) {
    rl_callback_handler_remove()
    guard let text else {
      finished = .end
      return
    }
    finished = .line(text, scanned: firstKey.map { isScan(text, within: ContinuousClock.now - $0) } ?? false)
    history?.append(text)
    let entry = History.entry(for: text)
    if History.isWorthKeeping(entry) { unsafe add_history(entry) }
  }

  // MARK: - Completion

  private func bindTab() {
    let complete: @convention(c) (Int32, Int32) -> Int32 = { _, _ in
      MainActor.assumeIsolated { LineEditor.active?.complete() }
      return 0
    }
    for map in ["emacs", "vi-insert"] {
      unsafe rl_bind_key_in_map(Int32(UInt8(ascii: "\t")), complete, rl_get_keymap_by_name(map))
    }
  }

  private func complete() {
    guard let typed = unsafe String(bytes: creadline_line(), count: Int(creadline_cursor())) else { return }
    let completions = completer(typed)
    guard let agreed = completions.agreed else {
      if completions.isEmpty { rl_ding() } else { list(completions) }
      return
    }
    let replaced = String(typed.suffix(agreed.replacing))
    if completions.count == 1 {
      replace(replaced, by: agreed.text + " ")
    } else if agreed.text == replaced {
      list(completions)
    } else {
      replace(replaced, by: agreed.text)
    }
  }

  private func replace(_ tail: String, by text: String) {
    let cursor = creadline_cursor()
    let start = max(0, cursor - Int32(clamping: tail.utf8.count))
    rl_begin_undo_group()
    rl_delete_text(start, cursor)
    creadline_set_cursor(start)
    unsafe rl_insert_text(text)
    rl_end_undo_group()
  }

  private func list(_ completions: [Completion]) {
    let shown = completions.prefix(Self.listed).map { $0.text.harmless() }
    let rest = completions.count - shown.count
    let entries = shown + (rest > 0 ? ["… +\(rest)"] : [])
    let lines = inColumns(entries, width: Terminal.output.width)
    unsafe creadline_print_below(lines.joined(separator: "\n") + "\n")
  }

  private static let listed = 60
}

/// Whether the line came from a barcode scanner: more than 8 characters within 100 ms (requirements §5.38).
func isScan(_ line: String, within elapsed: Duration) -> Bool {
  line.count > 8 && elapsed <= .milliseconds(100)
}
