internal import SQL
internal import Synchronization

/// Tells by connections of its own whether anyone has committed to the store: this process or another.
final class ChangeWatch: Sendable {
  /// Each is asked by one thread at a time, the first that is free, so that threads of a server need not wait for
  /// each other.
  private let watchers: [Watcher]
  /// How often a watcher has found that there was a commit since it last looked.
  private let findings = Atomic<Int64>(0)

  init(_ open: @escaping @Sendable () throws -> SQLiteConnection) {
    watchers = (0..<2).map { _ in Watcher(open) }
  }

  /// A number that is another after every commit; nil where the store cannot be read.
  ///
  /// It costs a look at the shared memory of the store, some microseconds.
  var mark: Int64? {
    for watcher in watchers {
      if let mark = watcher.lock.withLockIfAvailable({ _ in mark(seenBy: watcher) }) { return mark }
    }
    return watchers[0].lock.withLock { _ in mark(seenBy: watchers[0]) }
  }

  /// What a watcher finds is counted while its lock is held: whoever asks it next finds nothing new.
  private func mark(seenBy watcher: Watcher) -> Int64? {
    guard let isChanged = try? watcher.seesCommit() else { return nil }
    return isChanged
      ? findings.add(1, ordering: .acquiringAndReleasing).newValue : findings.load(ordering: .acquiring)
  }

  func close() { for watcher in watchers { watcher.lock.withLock { _ in watcher.close() } } }
}

/// One connection that sees whether there was a commit since it last looked.
///
/// Sendable though it changes: `lock` is held wherever anything else of it is used.
@safe private final class Watcher: @unchecked Sendable {
  let lock = Mutex(())
  private let open: @Sendable () throws -> SQLiteConnection
  private var connection: SQLiteConnection?
  private var version: Int64?

  init(_ open: @escaping @Sendable () throws -> SQLiteConnection) { self.open = open }

  /// Whether there was one; true the first time, when nothing is known.
  func seesCommit() throws -> Bool {
    let connection = try connection ?? open()
    self.connection = connection
    let seen = try connection.first("PRAGMA data_version") { $0.integer(0) }
    defer { version = seen }
    return seen != version
  }

  func close() { (connection, version) = (nil, nil) }
}
