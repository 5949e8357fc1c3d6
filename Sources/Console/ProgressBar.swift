internal import Glibc

/// How far a long piece of work has come, drawn on standard error when that is a terminal.
///
/// Drawn at most ten times a second; elsewhere `update` costs a comparison.
package struct ProgressBar {
  package enum Measure: Sendable { case bytes, count }

  private let label: String
  private let measure: Measure
  private let total: Int64?
  private let terminal: Terminal?
  private var nextDrawing = ContinuousClock.now

  /// A `total` of nil means that nobody knows how much there is.
  package init(_ label: String, total: Int64?, measure: Measure) {
    (self.label, self.total, self.measure) = (label.harmless(), total, measure)
    terminal = Terminal.errors.isInteractive ? .errors : nil
  }

  /// Shows that `done` of the total are done.
  package mutating func update(_ done: Int64) {
    guard let terminal else { return }
    let now = ContinuousClock.now
    guard now >= nextDrawing else { return }
    nextDrawing = now + .milliseconds(100)
    write(Self.line(label, done: done, of: total, measure, width: terminal.width - 1), to: terminal)
  }

  /// Takes the bar off the screen.
  package func finish() {
    guard let terminal else { return }
    write("", to: terminal)
  }

  private func write(_ line: String, to terminal: Terminal) {
    writeAll("\r\u{1B}[K" + line, to: terminal.descriptor)
  }

  /// Label, bar, percent and amounts; the bar and then the words are left out where they do not fit in `width`.
  static func line(_ label: String, done: Int64, of total: Int64?, _ measure: Measure, width: Int) -> String {
    guard let total, total > 0 else {
      return fitting(["\(label)  \(amount(done, measure))", amount(done, measure)], width)
    }
    let share = min(1, max(0, Double(done) / Double(total)))
    let percent = "\(Int(share * 100)) %"
    let detail = "\(percent)  \(amount(done, measure)) / \(amount(total, measure))"
    let room = width - label.displayWidth - detail.displayWidth - 4
    guard room >= 10 else { return fitting(["\(label)  \(detail)", "\(label)  \(percent)", percent], width) }
    let length = min(room, 40)
    let filled = Int(share * Double(length))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: length - filled)
    return "\(label)  \(bar)  \(detail)"
  }

  private static func fitting(_ candidates: [String], _ width: Int) -> String {
    candidates.first { $0.displayWidth <= width } ?? ""
  }

  private static func amount(_ value: Int64, _ measure: Measure) -> String {
    switch measure {
    case .count: String(value)
    case .bytes where value < 1_000_000: "\(value / 1000) kB"
    case .bytes: "\(value / 1_000_000),\(value % 1_000_000 / 100_000) MB"
    }
  }
}

/// Writes the whole text; false as soon as the file takes no more.
@discardableResult
func writeAll(_ text: String, to descriptor: Int32) -> Bool {
  var text = text
  return text.withUTF8 { bytes in
    var written = 0
    while written < bytes.count {
      let count = unsafe write(
        descriptor, bytes.baseAddress.map { unsafe $0 + written }, bytes.count - written)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }
}
