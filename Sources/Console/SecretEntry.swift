internal import Glibc

extension Terminal {
  /// Asks on standard error for a line that is not shown while it is typed; nil when the person gives up (Ctrl-C,
  /// Ctrl-D) or nobody sits at this terminal.
  ///
  /// Ctrl-C is read and not obeyed, so that the terminal never stays mute.
  package func secret(asking prompt: String) -> String? {
    var usual = termios()
    guard unsafe tcgetattr(descriptor, &usual) == 0 else { return nil }
    var mute = usual
    mute.c_lflag &= ~tcflag_t(ECHO | ISIG)
    // Ctrl-C ends the line at once, as Enter does.
    unsafe withUnsafeMutableBytes(of: &mute.c_cc) { unsafe $0[Int(VEOL)] = Self.interrupt }
    guard unsafe tcsetattr(descriptor, TCSAFLUSH, &mute) == 0 else { return nil }
    Terminal.errors.write(prompt)
    let line = readLineOfBytes()
    unsafe tcsetattr(descriptor, TCSAFLUSH, &usual)
    Terminal.errors.write("\n")
    guard let line, !line.contains(Self.interrupt) else { return nil }
    return String(decoding: line, as: UTF8.self)
  }

  private static let interrupt: UInt8 = 3

  /// The bytes up to the end of the line, of which the terminal keeps 4,095 at most; nil at the end of input.
  private func readLineOfBytes() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    var count = -1
    repeat { count = unsafe read(descriptor, &bytes, bytes.count) } while count < 0 && errno == EINTR
    guard count > 0 else { return nil }
    let line = bytes.prefix(count)
    return Array(line.last == UInt8(ascii: "\n") ? line.dropLast() : line)
  }
}
