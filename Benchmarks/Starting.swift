internal import Foundation
internal import Glibc
internal import Inventory

/// How soon there is a prompt, and how much memory a conversation holds.
enum Starting: Family {
  static let name = "start"

  private static let prompt = Array("› ".utf8)

  static func measure(in workshop: Workshop) async throws -> [Row] {
    let sample = try await SampleShop("start.sqlite", products: 6_000, in: workshop)
    try sample.sellForSixtyDays()
    await sample.close()
    var times: [Double] = []
    var (atPrompt, afterAnswer) = (0.0, 0.0)
    for _ in 0..<8 {
      let start = ContinuousClock.now
      let terminal = try Pseudoterminal(
        workshop.program, ["chat", "--store", sample.path, "--now", SampleShop.today.description])
      try terminal.wait(for: prompt)
      times.append((ContinuousClock.now - start) / .seconds(1))
      atPrompt = max(atPrompt, terminal.residentMiB)
      try terminal.type("¿qué tengo que reponer esta semana?\n")
      try terminal.wait(for: prompt)
      afterAnswer = max(afterAnswer, terminal.residentMiB)
      terminal.leave()
    }
    return [
      Row(work: "start to first prompt, 6000 products", Times(times).median * 1000, atMost: 100, unit: "ms"),
      Row(work: "resident memory at the prompt", atPrompt, atMost: 64, unit: "MiB"),
      Row(work: "resident memory after an answer", afterAnswer, atMost: 64, unit: "MiB"),
    ]
  }
}

/// A program that believes it talks to a person.
private final class Pseudoterminal {
  private let descriptor: Int32
  private let process: pid_t
  private var unread: [UInt8] = []

  init(_ program: String, _ arguments: [String]) throws {
    var (ours, theirs) = (Int32(-1), Int32(-1))
    var size = winsize(ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0)
    guard unsafe openpty(&ours, &theirs, nil, nil, &size) == 0 else {
      throw Unmeasured("there is no pseudoterminal")
    }
    descriptor = ours
    defer { close(theirs) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for standard in 0..<Int32(3) { unsafe posix_spawn_file_actions_adddup2(&actions, theirs, standard) }
    unsafe posix_spawn_file_actions_addclose(&actions, ours)
    process = try unsafe spawn(program, arguments, &actions)
  }

  deinit { close(descriptor) }

  /// Reads until `mark` has been written once more; gives up after ten seconds.
  func wait(for mark: [UInt8]) throws {
    let deadline = ContinuousClock.now + .seconds(10)
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      if let place = unread.firstRange(of: mark) {
        unread.removeSubrange(..<place.upperBound)
        return
      }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard ContinuousClock.now < deadline, unsafe poll(&waiting, 1, 1000) >= 0 else {
        throw Unmeasured("no prompt: \(String(decoding: unread, as: UTF8.self))")
      }
      guard waiting.revents != 0 else { continue }
      let count = unsafe read(descriptor, &chunk, chunk.count)
      guard count > 0 else { throw Unmeasured("it ended: \(String(decoding: unread, as: UTF8.self))") }
      unread += chunk[..<count]
    }
  }

  func type(_ line: String) throws {
    let bytes = Array(line.utf8)
    guard unsafe write(descriptor, bytes, bytes.count) == bytes.count else { throw Unmeasured("cannot type") }
  }

  /// What the program holds in memory now.
  var residentMiB: Double { memory(of: process, "VmRSS") }

  func leave() {
    let end: [UInt8] = [4]
    _ = unsafe write(descriptor, end, 1)
    var status = Int32(0)
    unsafe waitpid(process, &status, 0)
  }
}
