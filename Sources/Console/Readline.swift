internal import CReadline
internal import Glibc

/// Starts readline under our name in `.inputrc`, in UTF-8, with signals left to us.
///
/// Pasted text arrives whole (bracketed paste is readline's own default since 8.1, except on dumb terminals).
func initializeReadline() {
  creadline_leave_signals_alone()
  unsafe creadline_set_application_name(strdup("bodeguero"))
  ensureUTF8Locale()
  rl_initialize()
}

/// Readline reads the locale from the environment at each line, and edits bytes for letters unless it is UTF-8.
private func ensureUTF8Locale() {
  unsafe setlocale(LC_CTYPE, "")
  let codeset = unsafe nl_langinfo(nl_item(CODESET)).map { unsafe String(cString: $0) }
  guard codeset != "UTF-8" else { return }
  unsafe setenv("LC_CTYPE", "C.UTF-8", 1)
  if environmentVariable("LC_ALL").map({ !$0.isEmpty }) ?? false { unsafe setenv("LC_ALL", "C.UTF-8", 1) }
}

extension String {
  /// The text of `count` bytes at `bytes`, invalid UTF-8 repaired; nil without bytes.
  init?(bytes: UnsafePointer<CChar>?, count: Int) {
    guard let start = unsafe bytes else { return nil }
    let buffer = unsafe UnsafeRawBufferPointer(start: start, count: Swift.max(0, count))
    self = unsafe String(decoding: buffer, as: UTF8.self)
  }
}

/// The entries side by side, down each column first, as many columns as fit.
func inColumns(_ entries: [String], width: Int) -> [String] {
  let column = entries.reduce(0) { max($0, $1.displayWidth) } + 2
  let columns = max(1, (width - 1) / column)
  let height = (entries.count + columns - 1) / columns
  return (0..<height).map { row in
    var line = ""
    for index in stride(from: row, to: entries.count, by: height) {
      if index != row { line += String(repeating: " ", count: index / height * column - line.displayWidth) }
      line += entries[index]
    }
    return line
  }
}
