internal import SQL
internal import Synchronization

/// One connection that reads, opened with its first question.
///
/// Sendable though it changes: whoever has taken it from the pool uses it alone until they give it back.
@safe final class Reader: @unchecked Sendable {
  let queue = SerialQueue(label: "sqlite.reader")
  private let open: @Sendable () throws -> SQLiteConnection
  private var connection: SQLiteConnection?

  init(_ open: @escaping @Sendable () throws -> SQLiteConnection) { self.open = open }

  /// Runs `body` over one snapshot, right here.
  func read<T>(_ body: (any Connection) throws -> T) throws -> T { try opened().snapshot(body) }

  /// Runs `body` over one snapshot, on the reader's own thread.
  func readAside<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
    try await aside { try self.read(body) }
  }

  func copyAside(into path: String) async throws { try await aside { try self.opened().copy(into: path) } }

  private func aside<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: work)) }
    }
  }

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

  fileprivate struct State {
    var readers: [Reader] = []
    var idle: [Reader] = []
    var waiting: [CheckedContinuation<Reader, any Error>] = []
    var isClosed = false
    /// Who waits for the last reader to be given back.
    var closing: [CheckedContinuation<Void, Never>] = []
  }

  init(limit: Int, open: @escaping @Sendable () throws -> SQLiteConnection) {
    self.limit = limit
    self.open = open
  }

  /// Runs `body` on the thread of a reader.
  func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
    let reader = try await take()
    defer { give(back: reader) }
    return try await reader.readAside(body)
  }

  /// Runs `body` right here, as soon as a reader is idle.
  func glance<T: Sendable>(_ body: @Sendable (any Connection) throws -> T) async throws -> T {
    let reader = try await take()
    defer { give(back: reader) }
    return try reader.read(body)
  }

  private func take() async throws -> Reader {
    if let idle = try state.withLock({ try $0.takeNow(open, limit) }) { return idle }
    return try await withCheckedThrowingContinuation { continuation in
      let taken = state.withLock { state -> Result<Reader, any Error>? in
        do {
          if let reader = try state.takeNow(open, limit) { return .success(reader) }
        } catch {
          return .failure(error)
        }
        state.waiting.append(continuation)
        return nil
      }
      if let taken { continuation.resume(with: taken) }
    }
  }

  private func give(back reader: Reader) {
    state.withLock { state in
      if state.isClosed {
        state.drop(reader)
      } else if state.waiting.isEmpty {
        state.idle.append(reader)
      } else {
        state.waiting.removeFirst().resume(returning: reader)
      }
    }
  }

  /// Lets the reads that have begun end, refuses those that wait or come.
  func close() async {
    await withCheckedContinuation { continuation in
      state.withLock { state in
        state.isClosed = true
        for refused in state.waiting { refused.resume(throwing: SQLError.closed) }
        state.waiting = []
        state.closing.append(continuation)
        for reader in state.idle { state.drop(reader) }
        state.idle = []
        state.endWhereEmpty()
      }
    }
  }
}

extension ReaderPool.State {
  /// An idle reader, or a new one while there are few; nil where all are busy.
  fileprivate mutating func takeNow(
    _ open: @escaping @Sendable () throws -> SQLiteConnection, _ limit: Int
  ) throws -> Reader? {
    guard !isClosed else { throw SQLError.closed }
    if let reader = idle.popLast() { return reader }
    guard readers.count < limit else { return nil }
    let reader = Reader(open)
    readers.append(reader)
    return reader
  }

  fileprivate mutating func drop(_ reader: Reader) {
    reader.close()
    readers.removeAll { $0 === reader }
    endWhereEmpty()
  }

  fileprivate mutating func endWhereEmpty() {
    guard readers.isEmpty else { return }
    for continuation in closing { continuation.resume() }
    closing = []
  }
}
