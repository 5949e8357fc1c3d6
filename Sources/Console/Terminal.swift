internal import Glibc

/// An open file of the process as a place to show text.
package struct Terminal: Sendable {
  package static let input = Terminal(descriptor: STDIN_FILENO)
  package static let output = Terminal(descriptor: STDOUT_FILENO)
  package static let errors = Terminal(descriptor: STDERR_FILENO)

  let descriptor: Int32

  /// Whether a person sits at the other end rather than a file or a pipe.
  package var isInteractive: Bool { isatty(descriptor) == 1 }

  /// Columns: what the terminal says now, else `COLUMNS`, else 80.
  package var width: Int {
    var size = winsize()
    if unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return environmentVariable("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? min($0, 10_000) : nil } ?? 80
  }

  /// Writes the whole text; false as soon as the file takes no more.
  @discardableResult
  package func write(_ text: String) -> Bool { writeAll(text, to: descriptor) }

  /// Writes what `eraseLine` takes away again; false where nothing can be taken away, and then nothing is written.
  package func writeErasable(_ text: String) -> Bool {
    isInteractive && environmentVariable("TERM") != "dumb" && write(text)
  }

  /// Takes away what stands on the line.
  package func eraseLine() { write("\r\u{1B}[K") }

  /// How styles are shown here: as ANSI sequences, unless `NO_COLOR`, `TERM=dumb` or a pipe forbids them.
  package var palette: Palette {
    Palette(
      isInteractive: isInteractive, noColor: environmentVariable("NO_COLOR"),
      terminalType: environmentVariable("TERM"))
  }
}

func environmentVariable(_ name: String) -> String? {
  unsafe getenv(name).map { unsafe String(cString: $0) }
}
