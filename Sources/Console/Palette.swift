/// How a stretch of text stands out.
package enum Style: Int, Sendable {
  case bold = 1
  case dim = 2
  case red = 31
  case yellow = 33
  case cyan = 36
}

/// What becomes of styles: ANSI sequences or nothing.
package enum Palette: Sendable {
  case ansi
  case plain

  /// `noColor` and `terminalType` are the variables `NO_COLOR` (any text but the empty one counts) and `TERM`.
  package init(isInteractive: Bool, noColor: String?, terminalType: String?) {
    let refused = noColor.map { !$0.isEmpty } ?? false
    self = isInteractive && !refused && terminalType != "dumb" ? .ansi : .plain
  }

  package func paint(_ text: String, _ styles: Style...) -> String { paint(text, styles) }

  package func paint(_ text: String, _ styles: [Style]) -> String {
    guard !text.isEmpty, let marks = marks(of: styles) else { return text }
    return marks.start + text + marks.end
  }

  /// What goes before and after styled text; nil where it stays as it is.
  func marks(of styles: [Style]) -> (start: String, end: String)? {
    guard self == .ansi, !styles.isEmpty else { return nil }
    return ("\u{1B}[" + styles.map { String($0.rawValue) }.joined(separator: ";") + "m", "\u{1B}[0m")
  }
}
