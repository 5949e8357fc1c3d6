internal import CSQLite
internal import Glibc
package import SQL

/// A store in one SQLite file, or in memory.
///
/// Beside the file stand its `-wal` and `-shm` while it is in use.
package final class SQLiteDatabase: Database {
  package struct Options: Sendable {
    /// How many connections read at once, each with a thread and a cache of its own.
    package var readers = 4
    /// How long a lock of another program is waited for.
    package var busyLimit = Duration.seconds(5)
    /// The page cache of each connection that reads.
    package var readerCacheKiB = 2048
    /// The page cache of the connection that writes: what a large transaction touches before it spills.
    package var writerCacheKiB = 16384
    /// A SQLite VFS registered beforehand; the system's own without it.
    package var vfs: String?

    package init() {}
  }

  let writer: Writer
  /// Nothing for a store in memory, whose one connection also reads.
  private let readers: ReaderPool?
  /// Nothing for a store in memory, of whose commits no other connection hears.
  private let watch: ChangeWatch?
  /// Opens a connection to copy from; nothing for a store in memory.
  let openCopier: (@Sendable () throws -> SQLiteConnection)?

  package var dialect: Dialect { .sqlite }

  /// Refused, without harm, where something else has used SQLite before.
  private static let leavesOutMemoryCount: Void = { _ = csqlite_leave_out_memory_count() }()

  /// Opens the store at `path`, and makes one where there is no file or an empty one.
  ///
  /// It blocks while it opens.
  /// - Throws: `SQLError`: `cannotOpen`, `readOnly`, `notADatabase`, `corrupt` or `busy`; the file is untouched.
  package init(path: String, options: Options = Options()) throws {
    Self.leavesOutMemoryCount
    // A file-size limit is then an error of the write and not the end of the process.
    signal(SIGXFSZ, SIG_IGN)
    let file = StoreFile(path)
    writer = Writer(try SQLiteConnection.writer(file, options: options))
    readers = ReaderPool(limit: options.readers) { try SQLiteConnection.reader(file, options: options) }
    watch = ChangeWatch { try SQLiteConnection.reader(file, options: options) }
    openCopier = { try SQLiteConnection.copier(file, options: options) }
  }

  private init(memory connection: sending SQLiteConnection) {
    writer = Writer(connection)
    readers = nil
    watch = nil
    openCopier = nil
  }

  /// A store that ends with this object.
  package static func memory() throws -> SQLiteDatabase {
    SQLiteDatabase(memory: try SQLiteConnection.memory())
  }

  package func read<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    guard let readers else { return try await writer.read(body) }
    return try await readers.read(body)
  }

  package func glance<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    guard let readers else { return try await writer.read(body) }
    if let value = try writer.readHere(body) { return value }
    return try await readers.glance(body)
  }

  @discardableResult package func write<T: Sendable>(
    _ durability: Durability, _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    // What need not reach the disk is done sooner than two changes of threads.
    if durability == .normal, readers != nil, let value = try writer.writeHere(body) {
      return value
    }
    return try await writer.write(durability, body)
  }

  package var changeMark: Int64? { watch?.mark }

  package func close() async {
    watch?.close()
    await readers?.close()
    await writer.close()
  }
}
