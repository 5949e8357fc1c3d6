internal import CReadline
internal import Glibc

/// Starts readline under our name in `.inputrc`, in UTF-8, with pasted text taken whole and signals left to us.
func initializeReadline() {
  creadline_leave_signals_alone()
  unsafe creadline_set_application_name(strdup("bodeguero"))
  withUTF8Locale { _ = rl_initialize() }
  unsafe rl_variable_bind("enable-bracketed-paste", "on")
}

/// Readline asks for the locale once, when it starts, and edits bytes instead of letters unless it is UTF-8.
private func withUTF8Locale(_ start: () -> Void) {
  unsafe setlocale(LC_CTYPE, "")
  let isUTF8 = unsafe nl_langinfo(nl_item(CODESET)).map { unsafe String(cString: $0) } == "UTF-8"
  guard !isUTF8 else { return start() }
  let before = environmentVariable("LC_ALL")
  unsafe setenv("LC_ALL", "C.UTF-8", 1)
  unsafe setlocale(LC_CTYPE, "C.UTF-8")
  start()
  if let before { unsafe setenv("LC_ALL", before, 1) } else { unsafe unsetenv("LC_ALL") }
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
