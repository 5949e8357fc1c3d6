internal import SQL
internal import Synchronization

/// One connection that reads, opened with its first question.
actor Reader {
  nonisolated let queue = SerialQueue(label: "sqlite.reader")
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe queue.asUnownedSerialExecutor() }

  private let open: @Sendable () throws -> SQLiteConnection
  private var connection: SQLiteConnection?

  init(_ open: @escaping @Sendable () throws -> SQLiteConnection) { self.open = open }

  func read<T: Sendable>(_ body: @Sendable (any Connection) throws -> T) throws -> T {
    try opened().snapshot(body)
  }

  func copy(into path: String) throws { try opened().copy(into: path) }

  private func opened() throws -> SQLiteConnection {
    if let connection { return connection }
    let opened = try open()
    connection = opened
    return opened
  }

  func close() { connection = nil }
}

/// The connections that read: each question takes an idle one, or a new one while there are few, or waits.
final class ReaderPool: Sendable {
  private let limit: Int
  private let open: @Sendable () throws -> SQLiteConnection
  private let state = Mutex(State())

  /// The reader on whose thread the task runs; taken first where it is idle.
  @TaskLocal private static var near: Reader?

  private struct State {
    var readers: [Reader] = []
    var idle: [Reader] = []
    var waiting: [CheckedContinuation<Reader, any Error>] = []
    var isClosed = false
  }

  init(limit: Int, open: @escaping @Sendable () throws -> SQLiteConnection) {
    self.limit = limit
    self.open = open
  }

  func read<T: Sendable>(_ body: @Sendable (any Connection) throws -> T) async throws -> T {
    let reader = try await take()
    defer { give(back: reader) }
    return try await reader.read(body)
  }

  /// Runs `body` on the thread of a reader, which stays in the pool.
  func beside<T: Sendable>(_ body: () async throws -> T) async throws -> T {
    let reader = try await take()
    give(back: reader)
    return try await withTaskExecutorPreference(reader.queue) {
      try await Self.$near.withValue(reader) { try await body() }
    }
  }

  private func take() async throws -> Reader {
    try await withCheckedThrowingContinuation { continuation in
      let taken = state.withLock { state -> Result<Reader, any Error>? in
        guard !state.isClosed else { return .failure(SQLError.closed) }
        if let place = state.idle.firstIndex(where: { $0 === Self.near }) {
          return .success(state.idle.remove(at: place))
        }
        if let idle = state.idle.popLast() { return .success(idle) }
        guard state.readers.count >= limit else {
          let reader = Reader(open)
          state.readers.append(reader)
          return .success(reader)
        }
        state.waiting.append(continuation)
        return nil
      }
      if let taken { continuation.resume(with: taken) }
    }
  }

  private func give(back reader: Reader) {
    let next = state.withLock { state -> CheckedContinuation<Reader, any Error>? in
      guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
      state.idle.append(reader)
      return nil
    }
    next?.resume(returning: reader)
  }

  /// Ends the reads that have begun, refuses those that wait or come.
  func close() async {
    let (readers, waiting) = state.withLock { state in
      defer { state.waiting = [] }
      state.isClosed = true
      return (state.readers, state.waiting)
    }
    for continuation in waiting { continuation.resume(throwing: SQLError.closed) }
    for reader in readers { await reader.close() }
  }
}
