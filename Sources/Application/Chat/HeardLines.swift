internal import Assistant
internal import Console
internal import Synchronization

/// The lines of a reply that were shown while the rest of it still came.
final class HeardLines: Sendable {
  private let printer: ReplyPrinter
  private let output: Terminal
  private let shown = Mutex<[String]>([])

  init(_ printer: ReplyPrinter, _ output: Terminal) { (self.printer, self.output) = (printer, output) }

  /// As they stand on the terminal.
  var lines: [String] { shown.withLock { $0 } }

  func show(_ line: String) {
    let lines = printer.lines(Reply(line))
    shown.withLock { $0 += lines }
    output.write(lines.joined(separator: "\n") + "\n")
  }
}
