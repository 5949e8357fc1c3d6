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
    var (status, usage) = (Int32(0), rusage())
    guard unsafe wait4(process, &status, 0, &usage) == process else { throw Unmeasured("\(program) was lost") }
    return ChildProcess(
      seconds: (ContinuousClock.now - start) / .seconds(1), peakMiB: Double(usage.ru_maxrss) / 1024,
      status: status >> 8 & 0xFF)
  }
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
