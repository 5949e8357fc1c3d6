internal import SQL
internal import Synchronization

/// Tells by a connection of its own whether anyone has committed to the store: this process or another.
///
/// Sendable though it changes: `lock` is held wherever the connection is used.
@safe final class ChangeWatch: @unchecked Sendable {
  private let lock = Mutex(())
  private let open: @Sendable () throws -> SQLiteConnection
  private var connection: SQLiteConnection?

  init(_ open: @escaping @Sendable () throws -> SQLiteConnection) { self.open = open }

  /// A number that is another after every commit; nil where the store cannot be read.
  ///
  /// It costs a look at the shared memory of the store, some microseconds.
  var mark: Int64? {
    lock.withLock { _ in
      do {
        let connection = try connection ?? open()
        self.connection = connection
        return try connection.first("PRAGMA data_version") { $0.integer(0) }
      } catch {
        return nil
      }
    }
  }

  func close() { lock.withLock { _ in connection = nil } }
}
