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

/// A program that runs beside this one and whose output is read; it ends with its owner.
final class Companion {
  let process: pid_t
  private let output: Int32

  init(_ program: String, _ arguments: [String]) throws {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw Unmeasured("there is no pipe") }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    for end in ends { unsafe posix_spawn_file_actions_addclose(&actions, end) }
    defer { close(ends[1]) }
    output = ends[0]
    process = try unsafe spawn(program, arguments, &actions)
  }

  deinit {
    kill(process, SIGKILL)
    var status = Int32(0)
    unsafe waitpid(process, &status, 0)
    close(output)
  }

  /// The first line that it writes.
  func line() throws -> String {
    var line: [UInt8] = []
    var byte = UInt8(0)
    while unsafe read(output, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
    return String(decoding: line, as: UTF8.self)
  }

  /// All that it writes until it ends.
  func text() -> String {
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while case let count = unsafe read(output, &chunk, chunk.count), count > 0 { text += chunk[..<count] }
    return String(decoding: text, as: UTF8.self)
  }
}
