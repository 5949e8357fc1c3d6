internal import CMicroHTTP
internal import Synchronization
internal import Wire

/// A body on its way to one client: what waits to be taken, and who waits for the other.
///
/// Sendable though it holds a pointer: it is used by the connection's own thread of the library alone, in `take`.
@safe final class OutgoingStream: @unchecked Sendable {
  fileprivate enum Stage {
    /// Nobody has wanted a byte.
    case unbegun
    case making(Task<Void, Never>)
    /// Nothing more comes; what waits is still to be sent.
    case made
    /// It breaks off, once what waits is sent.
    case cut
  }

  fileprivate struct State {
    var stage = Stage.unbegun
    var waiting: [UInt8] = []
    var sleeper: SleepingConnection?
    /// Who makes more than is taken.
    var makers: [CheckedContinuation<Void, any Error>] = []
  }

  /// Bytes that may wait before whoever makes them does.
  private static let room = 64 * 1024

  private let body: HTTPStream
  private let connection: OpaquePointer
  private let configuration: HTTPServerConfiguration
  private let state = Mutex(State())
  /// A lock of its own, under which no other is taken: whoever looks holds the connection's.
  private let deadline: Mutex<ContinuousClock.Instant>

  init(_ body: HTTPStream, on connection: OpaquePointer, _ configuration: HTTPServerConfiguration) {
    (self.body, self.configuration) = (body, configuration)
    unsafe self.connection = connection
    deadline = Mutex(.now + configuration.transferTime)
  }

  /// What the library is told when it wants more.
  enum Taking {
    case bytes(Int)
    /// Nothing for now: the connection sleeps.
    case nothing
    case end
    case breakingOff
  }

  /// Moves what waits into `buffer`; to be called on the connection's own thread of the library.
  func take(into buffer: UnsafeMutableRawBufferPointer) -> Taking {
    state.withLock { state in
      if case .unbegun = state.stage { state.stage = .making(Task { await self.make() }) }
      guard state.waiting.isEmpty else {
        let count = min(state.waiting.count, buffer.count)
        unsafe buffer.copyBytes(from: state.waiting.prefix(count))
        state.waiting.removeFirst(count)
        extend(by: configuration.transferTime)
        if state.waiting.count < Self.room { state.goOn() }
        return .bytes(count)
      }
      switch state.stage {
      case .unbegun, .making:
        extend(by: configuration.answerTime)
        // Under the lock, so that nobody can wake it before it sleeps.
        state.sleeper = unsafe SleepingConnection(suspending: connection)
        return .nothing
      case .made: return .end
      case .cut: return .breakingOff
      }
    }
  }

  private func make() async {
    let end: Stage
    do {
      try await body.make { try await self.add($0) }
      end = .made
    } catch {
      end = .cut
    }
    state.withLock { state in
      guard case .making = state.stage else { return }
      state.end(end)
    }
  }

  private func add(_ bytes: [UInt8]) async throws {
    try await withCheckedThrowingContinuation { (maker: CheckedContinuation<Void, any Error>) in
      state.withLock { state in
        guard case .making = state.stage else { return maker.resume(throwing: CancellationError()) }
        state.waiting += bytes
        if !bytes.isEmpty { state.wake() }
        state.makers.append(maker)
        if state.waiting.count < Self.room { state.goOn() }
      }
    }
  }

  /// Breaks it off: whoever makes it is told to stop, and no connection sleeps on it once this has returned.
  func cut() {
    let work: Task<Void, Never>? = state.withLock { state in
      defer {
        state.waiting = []
        state.end(.cut)
      }
      return if case .making(let work) = state.stage { work } else { nil }
    }
    work?.cancel()
  }

  /// Whether its maker is silent, or its client takes nothing, for longer than they may.
  func isOverdue(at now: ContinuousClock.Instant) -> Bool { deadline.withLock { now >= $0 } }

  private func extend(by duration: Duration) { deadline.withLock { $0 = .now + duration } }
}

extension OutgoingStream.State {
  fileprivate mutating func end(_ stage: OutgoingStream.Stage) {
    self.stage = stage
    for maker in makers { maker.resume(throwing: CancellationError()) }
    makers = []
    wake()
  }

  fileprivate mutating func wake() {
    sleeper?.wake()
    sleeper = nil
  }

  fileprivate mutating func goOn() {
    for maker in makers { maker.resume() }
    makers = []
  }
}
