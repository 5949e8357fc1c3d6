internal import Glibc
internal import Synchronization

/// The connections of a server that stops: what their clients still send is read away, so that none is reset
/// (RFC 9112 §9.6).
final class Farewells: Sendable {
  private let descriptors = Mutex<[Int32]>([])

  /// Clients that connect again and again while the server stops hold no more than so many descriptors.
  private static let most = 256

  /// Ends our side of the connection of a descriptor that is about to be closed, and keeps the other open: the oldest
  /// that is kept goes for one too many.
  func keep(_ descriptor: Int32) {
    let own = dup(descriptor)
    guard own >= 0 else { return }
    shutdown(own, Int32(SHUT_WR))
    let oldest = descriptors.withLock { held in
      held.append(own)
      return held.count > Self.most ? held.removeFirst() : nil
    }
    if let oldest { close(oldest) }
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
