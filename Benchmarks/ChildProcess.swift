internal import Foundation
internal import Glibc

/// A program that was run to its end.
struct ChildProcess {
  let seconds: Double
  /// The most memory it had in use.
  let peakMiB: Double
  let status: Int32

  /// Runs `program` with its output thrown away.
  static func run(_ program: String, _ arguments: [String]) throws -> ChildProcess {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, mode) in [(0, O_RDONLY), (1, O_WRONLY), (2, O_WRONLY)] as [(Int32, Int32)] {
      unsafe posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", mode, 0)
    }
    let start = ContinuousClock.now
    let process = try unsafe spawn(program, arguments, &actions)
    // The peak is asked for while it runs: what `wait4` reports holds the memory of the process that started it.
    var (status, peak) = (Int32(0), 0.0)
    while unsafe waitpid(process, &status, WNOHANG) == 0 {
      peak = max(peak, memory(of: process, "VmHWM"))
      usleep(2_000)
    }
    return ChildProcess(
      seconds: (ContinuousClock.now - start) / .seconds(1), peakMiB: peak, status: status >> 8 & 0xFF)
  }
}

/// A figure of a running process in MiB: `VmRSS` now, `VmHWM` at its highest; 0 when the process has ended.
func memory(of process: pid_t, _ figure: String) -> Double {
  let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix(figure) }
  let words = line?.split(whereSeparator: \.isWhitespace) ?? []
  return words.count > 1 ? (Double(words[1]) ?? 0) / 1024 : 0
}

/// Starts a program, found on the PATH, in this one's environment.
func spawn(
  _ program: String, _ arguments: [String], _ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>
) throws -> pid_t {
  var words: [UnsafeMutablePointer<CChar>?] = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
  defer { unsafe words.forEach { unsafe free($0) } }
  var process = pid_t(0)
  let code = unsafe posix_spawnp(&process, program, actions, nil, &words, environ)
  guard code == 0 else { throw Unmeasured("\(program): \(unsafe String(cString: strerror(code)))") }
  return process
}

/// A program that runs beside this one, is written to and whose output is read; it ends with its owner.
final class Companion {
  let process: pid_t
  private let input: Int32
  private let output: Int32
  /// What was read and not asked for yet.
  private var rest: ArraySlice<UInt8> = []

  init(_ program: String, _ arguments: [String]) throws {
    let (inward, outward) = (try Self.pipe(), try Self.pipe())
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawn_file_actions_adddup2(&actions, inward[0], 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, outward[1], 1)
    defer {
      close(inward[0])
      close(outward[1])
    }
    (input, output) = (inward[1], outward[0])
    process = try unsafe spawn(program, arguments, &actions)
  }

  deinit {
    kill(process, SIGKILL)
    var status = Int32(0)
    unsafe waitpid(process, &status, 0)
    close(input)
    close(output)
  }

  /// The ends to read from and to write to, which other companions do not inherit.
  private static func pipe() throws -> [Int32] {
    var ends: [Int32] = [-1, -1]
    guard unsafe Glibc.pipe(&ends) == 0 else { throw Unmeasured("there is no pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return ends
  }

  func write(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard unsafe Glibc.write(input, bytes, bytes.count) == bytes.count else {
      throw Unmeasured("it takes no input")
    }
  }

  /// The next line that it writes.
  func line() throws -> String {
    while true {
      if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        defer { rest = rest[(end + 1)...] }
        return String(decoding: rest[..<end], as: UTF8.self)
      }
      guard readMore() else { throw Unmeasured("it has ended") }
    }
  }

  /// Where the served shop listens, as its first line says: `http://127.0.0.1:8080/`.
  func origin() throws -> String {
    let line = try line()
    let words = line.split { " ,".contains($0) }
    guard let origin = words.first(where: { $0.hasPrefix("http://") }) else { throw Unmeasured(line) }
    return String(origin)
  }

  /// All that it writes until it ends.
  func text() -> String {
    while readMore() {}
    defer { rest = [] }
    return String(decoding: rest, as: UTF8.self)
  }

  /// Whether there was more to read.
  private func readMore() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 65536)
    let count = unsafe read(output, &chunk, chunk.count)
    guard count > 0 else { return false }
    rest += chunk[..<count]
    return true
  }
}
