/// What a terminal's text is written on.
package enum TerminalBackground: Hashable, Sendable {
  case dark
  case light

  /// Reads `COLORFGBG`, where some terminals say their colours by number, the background last; dark for anything else.
  package init(colorFGBG: String?) {
    self = ["7", "15"].contains(colorFGBG?.split(separator: ";").last) ? .light : .dark
  }
}

extension QRCode {
  /// The code with its quiet zone as lines of half blocks, two rows of modules a line and a column a module.
  ///
  /// It needs no colours: on a dark background the light modules are what is written.
  package func terminalText(on background: TerminalBackground) -> String {
    let side = modules.count + 2 * Self.quietZone
    func isWritten(_ row: Int, _ column: Int) -> Bool {
      let (row, column) = (row - Self.quietZone, column - Self.quietZone)
      let isDark =
        modules.indices.contains(row) && modules.indices.contains(column) && modules[row][column]
      return isDark == (background == .light)
    }
    return stride(from: 0, to: side, by: 2).map { row in
      String(
        (0..<side).map { column -> Character in
          switch (isWritten(row, column), row + 1 < side && isWritten(row + 1, column)) {
          case (true, true): "█"
          case (true, false): "▀"
          case (false, true): "▄"
          case (false, false): " "
          }
        }) + "\n"
    }.joined()
  }
}
