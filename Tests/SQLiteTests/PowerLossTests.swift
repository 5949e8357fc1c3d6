import CFaultVFS
import Foundation
import SQL
import SQLite
import Synchronization
import Testing

@Suite struct `When power is lost` {
  private let folder: TemporaryFolder
  private let path: String
  private let options: SQLiteDatabase.Options

  init() throws {
    #expect(cfaultvfs_register() == 0)
    folder = try TemporaryFolder()
    path = folder.file("store.db")
    var options = SQLiteDatabase.Options()
    options.vfs = "powerloss"
    self.options = options
  }

  private func store() async throws -> SQLiteDatabase {
    let database = try SQLiteDatabase(path: path, options: options)
    try await database.write(.full) { connection in
      try connection.executeScript(
        "CREATE TABLE a (n INTEGER PRIMARY KEY, x BLOB); CREATE TABLE b (n INTEGER PRIMARY KEY)")
    }
    return database
  }

  private final class Acknowledged: Sendable {
    private let numbers = Mutex<Set<Int64>>([])

    var all: Set<Int64> { numbers.withLock { $0 } }

    /// How many there are now.
    func insert(_ number: Int64) -> Int {
      numbers.withLock { numbers in
        numbers.insert(number)
        return numbers.count
      }
    }
  }

  private func losePower() { unsafe cfaultvfs_lose_power(folder.path) }

  /// What a new process finds.
  private func found(_ table: String) async throws -> Set<Int64> {
    let database = try SQLiteDatabase(path: path, options: options)
    let numbers = try await database.read { connection in
      try connection.all(SQL(stringLiteral: "SELECT n FROM \(table)")) { $0.integer(0) }
    }
    await database.close()
    return Set(numbers)
  }

  @Test func `a full write stays, a normal one after it may go`() async throws {
    let database = try await store()
    try await database.write(.normal) { try $0.execute("INSERT INTO a (n) VALUES (1)") }
    try await database.write(.full) { try $0.execute("INSERT INTO a (n) VALUES (2)") }
    try await database.write(.normal) { try $0.execute("INSERT INTO a (n) VALUES (3)") }
    let seen = try await database.read { try $0.all("SELECT n FROM a") { $0.integer(0) } }
    #expect(seen == [1, 2, 3])
    losePower()
    await database.close()
    #expect(try await found("a") == [1, 2])
  }

  @Test(arguments: [10, 100, 250])
  func `every acknowledged full write is there and no other half is`(acknowledgedBefore: Int) async throws {
    let database = try await store()
    let acknowledged = Acknowledged()
    await withTaskGroup(of: Void.self) { group in
      for number in Int64(0)..<300 {
        group.addTask {
          let durability = number.isMultiple(of: 3) ? Durability.normal : .full
          let written: Void? = try? await database.write(durability) { connection in
            try connection.execute("INSERT INTO a (n) VALUES (\(number))")
            try connection.execute("INSERT INTO b VALUES (\(number))")
          }
          guard written != nil, durability == .full else { return }
          if acknowledged.insert(number) == acknowledgedBefore { losePower() }
        }
      }
    }
    await database.close()
    let (a, b) = (try await found("a"), try await found("b"))
    #expect(a == b)
    #expect(acknowledged.all.isSubset(of: a))
    try SQLiteDatabase.integrityCheck(path: path)
  }

  @Test func `a store survives it while the log is moved into the file`() async throws {
    let database = try await store()
    for round in Int64(0)..<6 {
      let numbers = (0..<1000).map { [SQLValue.integer(round * 1000 + $0)] }
      try await database.write(.full) { connection in
        try connection.executeMany("INSERT INTO a VALUES ($1, zeroblob(1000))", numbers)
      }
    }
    #expect(try folder.bytes(of: "store.db").count > 1_000_000)
    losePower()
    await database.close()
    #expect(try await found("a").count == 6000)
    try SQLiteDatabase.integrityCheck(path: path)
  }
}

@Suite struct `When the disk is full` {
  @Test func `the signal of a file-size limit does not end the program`() throws {
    _ = signal(SIGXFSZ, SIG_DFL)  // whoever started the tests may have ignored it already
    let folder = try TemporaryFolder()
    _ = try SQLiteDatabase(path: folder.file("store.db"))
    #expect(kill(getpid(), SIGXFSZ) == 0)
  }

  @Test func `the write is refused, its neighbours in time are kept`() async throws {
    let folder = try TemporaryFolder()
    let database = try SQLiteDatabase(path: folder.file("store.db"))
    try await database.write(.full) { connection in
      try connection.executeScript(notesSchema)
      try connection.insert("antes")
    }
    // 64 MB: more than any other file of the tests, which share the limit of their process.
    var before = rlimit()
    #expect(unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before) == 0)
    var limit = rlimit(rlim_cur: 64 << 20, rlim_max: before.rlim_max)
    #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
    let error = await #expect(throws: SQLError.self) {
      try await database.write(.full) { connection in
        try connection.executeScript(
          "CREATE TABLE grande (x BLOB); INSERT INTO grande VALUES (zeroblob(80000000))")
      }
    }
    #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before) == 0)
    #expect(error?.kind == .full, "\(String(describing: error))")
    try await database.write(.full) { try $0.insert("después") }
    #expect(try await database.notes() == ["antes", "después"])
    await database.close()
    try SQLiteDatabase.integrityCheck(path: folder.file("store.db"))
  }
}
