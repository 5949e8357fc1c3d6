internal import Glibc
internal import Synchronization

/// The signals that concern a line being typed, turned into bytes of a pipe that can be polled.
enum TerminalSignals {
  /// Signals that stop or end the process: the terminal is put in order before they take their course.
  private static let leaving = [SIGTSTP, SIGTERM, SIGHUP, SIGQUIT]

  private static let writer = Atomic<Int32>(-1)
  private static let isReading = Atomic<Bool>(false)
  private static let passedInterrupts = Atomic<Int>(0)

  /// Takes over SIGINT for good and gives the end of the pipe to poll; nil when there are no files left.
  static func open() -> Int32? {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    writer.store(ends[1], ordering: .sequentiallyConsistent)
    signal(SIGINT, interrupted)
    return ends[0]
  }

  /// From here to `endReading` every signal arrives through the pipe.
  static func beginReading() {
    isReading.store(true, ordering: .sequentiallyConsistent)
    passedInterrupts.store(0, ordering: .sequentiallyConsistent)
    for number in leaving + [SIGWINCH] { signal(number, forward) }
  }

  static func endReading() {
    for number in leaving + [SIGWINCH] { signal(number, SIG_DFL) }
    isReading.store(false, ordering: .sequentiallyConsistent)
  }

  /// Lets `number` do what it does by default; comes back when the process was stopped and goes on.
  static func obey(_ number: Int32) {
    signal(number, SIG_DFL)
    raise(number)
    signal(number, forward)
  }

  /// The numbers waiting in the pipe.
  static func received(from pipe: Int32) -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(pipe, $0.baseAddress, $0.count) }
    return bytes.prefix(max(0, count)).map { Int32($0) }
  }

  private static let forward: @convention(c) (Int32) -> Void = { number in
    let saved = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = unsafe write(writer.load(ordering: .sequentiallyConsistent), &byte, 1)
    errno = saved
  }

  /// Drops the line at the prompt; during an answer the first is for `LineEditor.interruptible` and the second ends the
  /// program.
  private static let interrupted: @convention(c) (Int32) -> Void = { number in
    guard !isReading.load(ordering: .sequentiallyConsistent),
      passedInterrupts.add(1, ordering: .sequentiallyConsistent).newValue >= 2
    else { return forward(number) }
    signal(number, SIG_DFL)
    raise(number)
  }
}
