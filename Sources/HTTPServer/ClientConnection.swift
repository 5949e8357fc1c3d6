internal import Glibc
internal import Synchronization
internal import Wire

/// One client's connection, from its acceptance to its end, and how far its present request has come.
final class ClientConnection: Sendable {
  typealias Instant = ContinuousClock.Instant

  let address: IPAddress
  /// The address as text, made once for all requests of the connection.
  let peer: String

  private struct State {
    /// Nil once the library closes it: the number may then be another connection's.
    var descriptor: Int32?
    var stage: Stage
    var isStopping = false
    /// Whether it was refused before its request had come, and may still be sending.
    var isCutShort = false
  }

  private enum Stage {
    /// Waiting for a request line.
    case idle(until: Instant)
    /// Waiting for the rest of a request.
    case receiving(until: Instant)
    /// The handler has been called and has not yet come to its first suspension.
    case starting
    case answering(PendingAnswer, until: Instant)
    case sending(until: Instant)
  }

  private let state: Mutex<State>

  init(_ descriptor: Int32, _ address: IPAddress, until deadline: Instant) {
    self.address = address
    peer = address.text
    state = Mutex(State(descriptor: descriptor, stage: .idle(until: deadline)))
  }

  /// Waits for the next request.
  func rest(until deadline: Instant) {
    state.withLock { $0.stage = .idle(until: deadline) }
  }

  /// Waits for the rest of a request.
  func receive(until deadline: Instant) {
    state.withLock { $0.stage = .receiving(until: deadline) }
  }

  /// Whether an answer may be begun: a server that stops takes no new work.
  func mayStart() -> Bool {
    state.withLock { state in
      guard !state.isStopping else { return false }
      state.stage = .starting
      return true
    }
  }

  func wait(for answer: PendingAnswer, until deadline: Instant) {
    state.withLock { $0.stage = .answering(answer, until: deadline) }
  }

  /// Sends an answer.
  ///
  /// - Returns: whether it is the last one of this connection.
  func send(until deadline: Instant) -> Bool {
    state.withLock { state in
      state.stage = .sending(until: deadline)
      return state.isStopping
    }
  }

  /// Refuses the rest of a request.
  func cutShort() {
    state.withLock { $0.isCutShort = true }
  }

  /// To be called before the descriptor is closed.
  ///
  /// - Returns: the descriptor, where the client may still be sending.
  func end() -> Int32? {
    state.withLock { state in
      defer { state.descriptor = nil }
      return state.isCutShort || state.isStopping ? state.descriptor : nil
    }
  }

  func stop() {
    state.withLock { $0.isStopping = true }
  }

  /// Whether a request is on its way, a handler works for this connection, or its answer is on its way.
  var isBusy: Bool {
    state.withLock { if case .idle = $0.stage { false } else { true } }
  }

  /// Whether the library may have suspended this connection.
  var mayBeSuspended: Bool {
    state.withLock {
      switch $0.stage {
      case .starting, .answering: true
      case .idle, .receiving, .sending: false
      }
    }
  }

  /// Answers in the place of a handler that works.
  func giveUp(_ response: @autoclosure () -> HTTPResponse) {
    let answer: PendingAnswer? = state.withLock {
      if case .answering(let answer, _) = $0.stage { answer } else { nil }
    }
    answer?.giveUp(response())
  }

  /// Ends whatever lasts longer than it may.
  ///
  /// A handler's client is answered `tooLate`; one whose request does not come reads `farewell`, if it can be sent, and
  /// is cut off, as is one that does not take its answer.
  func enforceDeadline(at now: Instant, tooLate: () -> HTTPResponse, farewell: () -> [UInt8]?) {
    let overdue: PendingAnswer? = state.withLock { state in
      switch state.stage {
      case .starting: return nil
      case .answering(let answer, let deadline): return now < deadline ? nil : answer
      case .idle(let deadline), .receiving(let deadline):
        // Nobody else writes to a connection that waits for its request.
        if now >= deadline, let descriptor = state.descriptor { cut(descriptor, saying: farewell()) }
      case .sending(let deadline):
        if now >= deadline, let descriptor = state.descriptor { cut(descriptor, saying: nil) }
      }
      return nil
    }
    overdue?.giveUp(tooLate())
  }

  private func cut(_ descriptor: Int32, saying farewell: [UInt8]?) {
    if let farewell {
      let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
      _ = unsafe Glibc.send(descriptor, farewell, farewell.count, flags)
    }
    shutdown(descriptor, Int32(SHUT_RDWR))
  }
}
