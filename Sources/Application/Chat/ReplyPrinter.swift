internal import Assistant
internal import Barcodes
internal import Console

/// Lays replies out on a terminal.
struct ReplyPrinter {
  let width: Int
  let palette: Palette
  /// What codes are drawn on; nil where nobody looks at them.
  let background: TerminalBackground?

  init(_ output: Terminal) {
    (width, palette) = (output.width, output.palette)
    background = output.isInteractive ? .ofTerminal : nil
  }

  /// The lines of a reply: its lead, its table or its lines wrapped to the width, its closing and
  /// those of its choices that no line shows.
  func lines(_ reply: Reply) -> [String] {
    var lines = reply.lead.harmless(keepingLines: true).wrapped(to: width)
    if let table = reply.table {
      lines += [""] + self.lines(table) + [""]
    } else {
      lines += reply.lines.flatMap { $0.harmless(keepingLines: true).wrapped(to: width) }
    }
    lines += drawing(of: reply)
    if let closing = reply.closing { lines += closing.harmless(keepingLines: true).wrapped(to: width) }
    let choices = reply.choices.filter { choice in !reply.lines.contains { $0.hasSuffix(" " + choice) } }
    if !choices.isEmpty {
      let choices = choices.map { "[\($0.harmless())]" }.joined(separator: " ")
      lines += choices.wrapped(to: width).map { palette.paint($0, .cyan) }
    }
    return lines
  }

  /// The code of a reply, where the terminal is wide enough for it.
  private func drawing(of reply: Reply) -> [String] {
    guard let background, let code = reply.code.flatMap({ try? QRCode($0.link) }) else { return [] }
    let lines = code.terminalText(on: background).split(separator: "\n").map(String.init)
    return lines.allSatisfy { $0.count <= width } ? lines : []
  }

  private func lines(_ table: Reply.Table) -> [String] {
    var text = TextTable(table.columns.map { TextTable.Column($0.title, $0.isNumeric ? .right : .left) })
    for row in table.rows { text.add(row.map { TextTable.Cell($0) }) }
    return text.lines(width: width, palette: palette)
  }
}
