import CFaultVFS
import SQL
import Synchronization
import Testing

@testable import SQLite

@Suite struct `A group of writes` {
  struct Refusal: Error {}

  /// What became of each write of a group.
  final class Outcomes: Sendable {
    private let told = Mutex<[String: Bool]>([:])

    func tell(_ name: String, _ succeeded: Bool) {
      told.withLock { #expect($0.updateValue(succeeded, forKey: name) == nil, "\(name) was told twice") }
    }

    var all: [String: Bool] { told.withLock { $0 } }

    func write(_ name: String, _ body: @escaping @Sendable (any Connection) throws -> Void) -> Write {
      Write(durability: .normal) { connection in
        try body(connection)
        return { self.tell(name, true) }
      } refuse: { _ in
        self.tell(name, false)
      }
    }
  }

  private func connection() throws -> SQLiteConnection {
    let connection = try SQLiteConnection(":memory:", access: .create, options: .init())
    try connection.executeScript(notesSchema)
    return connection
  }

  @Test func `one that throws does not hurt its neighbours`() throws {
    let (connection, outcomes) = (try connection(), Outcomes())
    connection.commit([
      outcomes.write("a") { try $0.insert("a") },
      outcomes.write("b") { connection in
        try connection.insert("b")
        throw Refusal()
      },
      outcomes.write("c") { connection in
        try connection.insert("c")
        try connection.insert("a")
      },
      outcomes.write("d") { connection in
        #expect(try connection.notes() == ["a"])
        try connection.insert("d")
      },
    ])
    #expect(outcomes.all == ["a": true, "b": false, "c": false, "d": true])
    #expect(try connection.notes() == ["a", "d"])
    #expect(!connection.isInTransaction)
  }

  @Test func `a lost transaction is told to those that were in it, and the rest go on`() throws {
    let (connection, outcomes) = (try connection(), Outcomes())
    connection.commit([
      outcomes.write("a") { try $0.insert("a") },
      outcomes.write("b") { connection in
        try connection.insert("b")
        try connection.executeScript("ROLLBACK")
      },
      outcomes.write("c") { try $0.insert("c") },
    ])
    #expect(outcomes.all == ["a": false, "b": false, "c": true])
    #expect(try connection.notes() == ["c"])
  }

  @Test func `a reference left dangling is the failure of its body alone`() throws {
    let (connection, outcomes) = (try connection(), Outcomes())
    connection.commit([
      outcomes.write("a") { try $0.insert("a") },
      outcomes.write("b") { connection in
        try connection.executeScript("PRAGMA defer_foreign_keys = ON")
        try connection.execute("INSERT INTO notas (texto, sobre) VALUES ('b', 99)")
      },
      outcomes.write("c") { try $0.insert("c") },
    ])
    #expect(outcomes.all == ["a": true, "b": false, "c": true])
    #expect(try connection.notes() == ["a", "c"])
  }

  @Test func `a commit that fails is everybody's failure`() throws {
    #expect(cfaultvfs_register() == 0)
    let (folder, outcomes) = (try TemporaryFolder(), Outcomes())
    var options = SQLiteDatabase.Options()
    options.vfs = "powerloss"
    let connection = try SQLiteConnection.writer(StoreFile(folder.file("store.db")), options: options)
    try connection.executeScript(notesSchema)
    connection.commit([
      outcomes.write("a") { try $0.insert("a") },
      outcomes.write("b") { connection in
        try connection.insert("b")
        unsafe cfaultvfs_lose_power(folder.path)
      },
    ])
    #expect(outcomes.all == ["a": false, "b": false])
    #expect(!connection.isInTransaction)
  }

  @Test func `a store that another holds refuses the whole group`() throws {
    let folder = try TemporaryFolder()
    var options = SQLiteDatabase.Options()
    options.busyLimit = .milliseconds(20)
    let file = StoreFile(folder.file("store.db"))
    let holder = try SQLiteConnection.writer(file, options: options)
    let waiter = try SQLiteConnection.writer(file, options: options)
    try holder.executeScript("BEGIN IMMEDIATE")
    let outcomes = Outcomes()
    waiter.commit([outcomes.write("a") { _ in }, outcomes.write("b") { _ in }])
    #expect(outcomes.all == ["a": false, "b": false])
    try holder.executeScript("COMMIT")
    waiter.commit([outcomes.write("c") { _ in }])
    #expect(outcomes.all["c"] == true)
  }

  @Test(
    arguments: [
      ([.normal, .full], 2), ([.normal, .normal], 1), ([.full], 2),
    ] as [([Durability], Int64)])
  func `one that asks for full makes the group full`(asked: [Durability], level: Int64) throws {
    let connection = try connection()
    connection.commit(asked.map { Write(durability: $0, perform: { _ in {} }, refuse: { _ in }) }[...])
    #expect(try connection.first("PRAGMA synchronous") { $0.integer(0) } == level)
  }
}
