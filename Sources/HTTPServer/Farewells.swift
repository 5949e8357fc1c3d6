internal import Glibc
internal import Synchronization

/// The connections of a server that stops: what their clients still send is read away, so that none is reset
/// (RFC 9112 §9.6).
final class Farewells: Sendable {
  private let descriptors = Mutex<[Int32]>([])

  /// Ends our side of the connection of a descriptor that is about to be closed, and keeps the other open.
  func keep(_ descriptor: Int32) {
    let own = dup(descriptor)
    guard own >= 0 else { return }
    shutdown(own, Int32(SHUT_WR))
    descriptors.withLock { $0.append(own) }
  }

  /// Waits until every client has ended its side, for `time` at most, and closes them all; it blocks.
  func finish(within time: Duration) {
    var open = descriptors.withLock { held in
      defer { held = [] }
      return held
    }
    let end = ContinuousClock.now + time
    while !open.isEmpty, ContinuousClock.now < end {
      let left = Int32((end - .now) / .milliseconds(1))
      var waiting = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard unsafe poll(&waiting, nfds_t(waiting.count), max(1, left)) > 0 else { continue }
      let ended = Set(waiting.filter { $0.revents != 0 && !drain($0.fd) }.map(\.fd))
      for descriptor in ended { close(descriptor) }
      open.removeAll(where: ended.contains)
    }
    for descriptor in open { close(descriptor) }
  }

  /// Reads away what has come; false at its end.
  private func drain(_ descriptor: Int32) -> Bool {
    let most = 64 * 1024
    return unsafe withUnsafeTemporaryAllocation(byteCount: most, alignment: 1) {
      unsafe recv(descriptor, $0.baseAddress, most, Int32(MSG_DONTWAIT)) > 0
    }
  }
}
