internal import Dispatch
internal import Glibc
internal import Synchronization

/// Connections whose client still sends though it was refused: what comes is read away for a while.
///
/// A socket that is closed with unread bytes resets its connection, and many clients then lose the answer that said why
/// (RFC 9112 §9.6).
final class LingeringClose: Sendable {
  private static let mostConnections = 64
  private static let longest: DispatchTimeInterval = .seconds(2)

  private let count = Atomic(0)

  /// Keeps the connection of a descriptor that is about to be closed, unless too many are kept already.
  func keep(_ descriptor: Int32) {
    guard count.add(1, ordering: .relaxed).newValue <= Self.mostConnections else { return forget() }
    let own = dup(descriptor)
    guard own >= 0 else { return forget() }
    shutdown(own, Int32(SHUT_WR))
    let queue = DispatchQueue(label: "lingering")
    let source = DispatchSource.makeReadSource(fileDescriptor: own, queue: queue)
    let drain = Drain(own)
    source.setEventHandler { if !drain.goesOn() { source.cancel() } }
    source.setCancelHandler {
      drain.close()
      self.forget()
    }
    source.activate()
    queue.asyncAfter(deadline: .now() + Self.longest) { drain.cutOff() }
  }

  private func forget() { count.subtract(1, ordering: .relaxed) }
}

/// A socket whose bytes are read away.
private final class Drain: Sendable {
  private struct State {
    /// Nil once it is closed: the number may then be another's.
    var descriptor: Int32?
    var bytesLeft = 32 << 20
  }

  private let state: Mutex<State>

  init(_ descriptor: Int32) { state = Mutex(State(descriptor: descriptor)) }

  /// Reads what has come; false at its end, and when it was too much.
  func goesOn() -> Bool {
    state.withLock { state in
      guard let descriptor = state.descriptor else { return false }
      let most = 64 * 1024
      let count = unsafe withUnsafeTemporaryAllocation(byteCount: most, alignment: 1) {
        unsafe recv(descriptor, $0.baseAddress, most, Int32(MSG_DONTWAIT))
      }
      state.bytesLeft -= count
      return count > 0 && state.bytesLeft > 0
    }
  }

  /// Brings about the end of what comes.
  func cutOff() {
    state.withLock { if let descriptor = $0.descriptor { shutdown(descriptor, Int32(SHUT_RDWR)) } }
  }

  func close() {
    state.withLock { state in
      if let descriptor = state.descriptor { Glibc.close(descriptor) }
      state.descriptor = nil
    }
  }
}
