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
    case streaming(OutgoingStream)
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

  /// Sends an answer whose body is made meanwhile.
  ///
  /// - Returns: whether it is the last one of this connection.
  func send(_ stream: OutgoingStream) -> Bool {
    state.withLock { state in
      state.stage = .streaming(stream)
      return state.isStopping
    }
  }

  /// Refuses the rest of a request.
  func cutShort() {
    state.withLock { $0.isCutShort = true }
  }

  /// Ends the connection in the middle of a request; the client reads `farewell`, if it can be sent.
  func hangUp(saying farewell: [UInt8]?) {
    state.withLock { state in
      state.isCutShort = true
      if let descriptor = state.descriptor { cut(descriptor, saying: farewell) }
    }
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
      case .starting, .answering, .streaming: true
      case .idle, .receiving, .sending: false
      }
    }
  }

  /// Ends the answer that is under way: in the place of a handler that works, or in the middle of a stream.
  func giveUp(_ response: @autoclosure () -> HTTPResponse) {
    let work: Overdue? = state.withLock { state in
      switch state.stage {
      case .answering(let answer, _): return .answer(answer)
      case .streaming(let stream):
        if let descriptor = state.descriptor { cut(descriptor, saying: nil) }
        return .stream(stream)
      case .idle, .receiving, .starting, .sending: return nil
      }
    }
    work?.end(response)
  }

  /// Ends whatever lasts longer than it may, and the streams that nobody takes any more.
  ///
  /// A handler's client is answered `tooLate`; one whose request does not come reads `farewell`, if it can be sent, and
  /// is cut off, as is one that does not take its answer.
  func enforceDeadline(at now: Instant, tooLate: () -> HTTPResponse, farewell: () -> [UInt8]?) {
    let overdue: Overdue? = state.withLock { state in
      switch state.stage {
      case .starting: return nil
      case .answering(let answer, let deadline): return now < deadline ? nil : .answer(answer)
      case .idle(let deadline), .receiving(let deadline):
        // Nobody else writes to a connection that waits for its request.
        if now >= deadline, let descriptor = state.descriptor { cut(descriptor, saying: farewell()) }
      case .sending(let deadline):
        if now >= deadline, let descriptor = state.descriptor { cut(descriptor, saying: nil) }
      case .streaming(let stream):
        guard let descriptor = state.descriptor, stream.isOverdue(at: now) || hasLeft(descriptor) else {
          return nil
        }
        cut(descriptor, saying: nil)
        return .stream(stream)
      }
      return nil
    }
    overdue?.end(tooLate)
  }

  /// What is ended from outside, once no lock is held.
  private enum Overdue {
    case answer(PendingAnswer)
    case stream(OutgoingStream)

    func end(_ response: () -> HTTPResponse) {
      switch self {
      case .answer(let answer): answer.giveUp(response())
      case .stream(let stream): stream.cut()
      }
    }
  }

  /// Whether the client sends nothing more: whoever asked and has closed their side does not read either.
  private func hasLeft(_ descriptor: Int32) -> Bool {
    var waiting = pollfd(fd: descriptor, events: Self.pollReadHangUp, revents: 0)
    return unsafe poll(&waiting, 1, 0) > 0
  }

  /// `POLLRDHUP`, which Swift does not see.
  private static let pollReadHangUp: Int16 = 0x2000

  private func cut(_ descriptor: Int32, saying farewell: [UInt8]?) {
    if let farewell {
      let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
      _ = unsafe Glibc.send(descriptor, farewell, farewell.count, flags)
    }
    shutdown(descriptor, Int32(SHUT_RDWR))
  }
}
