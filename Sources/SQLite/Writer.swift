internal import Dispatch
internal import SQL
internal import Synchronization

/// The one connection that writes.
///
/// While a group commits, the writes that arrive wait; together they are the next group and share its commit.
actor Writer {
  private let queue = SerialQueue(label: "sqlite.writer")
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe queue.asUnownedSerialExecutor() }

  private nonisolated let waiting = Mutex(Waiting())
  private var connection: SQLiteConnection?

  private struct Waiting {
    var writes: [Write] = []
    var isServed = false
    var isClosed = false
  }

  init(_ connection: sending SQLiteConnection) { self.connection = connection }

  nonisolated func write<T: Sendable>(
    _ durability: Durability, _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      let write = Write(durability: durability) { connection in
        let value = try body(connection)
        return { continuation.resume(returning: value) }
      } refuse: { error in
        continuation.resume(throwing: error)
      }
      let mustServe = waiting.withLock { waiting -> Bool? in
        guard !waiting.isClosed else { return nil }
        defer { waiting.isServed = true }
        waiting.writes.append(write)
        return !waiting.isServed
      }
      switch mustServe {
      case nil: write.refuse(SQLError.closed)
      case true?: serveSoon()
      case false?: break
      }
    }
  }

  /// Runs `body` as a transaction on the caller's thread; its commit does not wait for the disk.
  ///
  /// - Returns: nil where others write.
  nonisolated func writeHere<T: Sendable>(
    _ body: @Sendable (any Connection) throws -> T
  ) throws -> T? {
    try here { try $0.commitAtOnce(body) }
  }

  /// Runs `body` over one snapshot on the caller's thread.
  ///
  /// A connection that only reads forgets its pages with every commit of another; this one knows what it wrote.
  ///
  /// - Returns: nil where others write.
  nonisolated func readHere<T: Sendable>(
    _ body: @Sendable (any Connection) throws -> T
  ) throws -> T? {
    try here { try $0.reading(body) }
  }

  /// Runs `work` on the caller's thread; nil where others write.
  private nonisolated func here<T: Sendable>(
    _ work: @Sendable (SQLiteConnection) throws -> T?
  ) throws -> T? {
    let isFree = waiting.withLock { waiting in
      guard !waiting.isServed, !waiting.isClosed else { return false }
      waiting.isServed = true
      return true
    }
    guard isFree else { return nil }
    return try queue.sync {
      try assumeIsolated { writer in
        defer { writer.serveWhatCame() }
        return try writer.connection.flatMap(work)
      }
    }
  }

  /// Serves what arrived behind a write that nobody else served, or the log that it made long.
  private func serveWhatCame() {
    let hasLongLog = connection?.hasLongLog == true
    let mustServe = waiting.withLock { waiting in
      waiting.isServed = hasLongLog || !waiting.writes.isEmpty
      return waiting.isServed
    }
    if mustServe { serveSoon() }
  }

  /// Reads on this connection, for a store that lives in memory and has no other.
  func read<T: Sendable>(_ body: @Sendable (any Connection) throws -> T) throws -> T {
    guard let connection else { throw SQLError.closed }
    return try connection.reading(body)
  }

  /// Copies a store that lives in memory.
  func copy(into path: String) throws {
    guard let connection else { throw SQLError.closed }
    try connection.copy(into: path)
  }

  func close() {
    waiting.withLock { $0.isClosed = true }
    while serveGroup() {}
    connection = nil
  }

  /// Commits group after group until nothing waits, letting reads in between.
  ///
  /// Straight to the queue: a task would first pass through the shared pool, a thread's waking-up more.
  private nonisolated func serveSoon() {
    queue.async {
      self.assumeIsolated { writer in
        if writer.serveGroup() { writer.serveSoon() }
      }
    }
  }

  /// Commits what waits; false when nothing did.
  ///
  /// The log is moved ahead of it: whoever made it long has been told by now, and whoever comes meanwhile waits here
  /// and not on a thread of their own.
  private func serveGroup() -> Bool {
    if let connection, connection.hasLongLog { connection.shortenLog() }
    let group = waiting.withLock { waiting in
      defer { waiting.writes = [] }
      waiting.isServed = !waiting.writes.isEmpty
      return waiting.writes
    }
    guard !group.isEmpty else { return false }
    guard let connection else {
      for write in group { write.refuse(SQLError.closed) }
      return true
    }
    connection.commit(group[...])
    return true
  }
}
