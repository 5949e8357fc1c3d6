import Dispatch
import SQL
import SQLite
import Synchronization
import Testing

@Suite struct Transactions {
  struct Refusal: Error {}

  private final class Count: Sendable {
    private let state = Mutex(0)
    var value: Int { state.withLock(\.self) }
    func rise() { state.withLock { $0 += 1 } }
  }

  @Test(arguments: Place.allCases)
  func `a body that throws leaves nothing`(place: Place) async throws {
    try await withNotes(place) { database in
      await #expect(throws: Refusal.self) {
        try await database.write(.full) { connection in
          try connection.insert("a")
          throw Refusal()
        }
      }
      let notes = try await database.notes()
      #expect(notes.isEmpty)
    }
  }

  @Test(arguments: Place.allCases)
  func `a refused statement costs its body nothing else`(place: Place) async throws {
    try await withNotes(place) { database in
      try await database.write(.full) { connection in
        try connection.insert("a")
        #expect(throws: SQLError.self) { try connection.insert("a") }
        try connection.insert("b")
      }
      #expect(try await database.notes() == ["a", "b"])
    }
  }

  @Test(arguments: Place.allCases)
  func `many who write for the moment at once read their own writes`(place: Place) async throws {
    try await withNotes(place) { database in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<30 {
          group.addTask {
            let before = try await database.notes()
            try await database.write(.normal) { try $0.insert("nota \(number)") }
            let after = try await database.notes()
            #expect(!before.contains("nota \(number)"))
            #expect(after.contains("nota \(number)"))
          }
        }
        try await group.waitForAll()
      }
      #expect(try await database.notes().count == 30)
    }
  }

  @Test(arguments: Place.allCases)
  func `a glance sees what was written before it, and writes nothing`(place: Place) async throws {
    try await withNotes(place) { database in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<30 {
          group.addTask {
            try await database.write(.normal) { try $0.insert("nota \(number)") }
            let seen = try await database.glance { try $0.notes() }
            #expect(seen.contains("nota \(number)"))
          }
        }
        try await group.waitForAll()
      }
      await #expect(throws: SQLError.self) { try await database.glance { try $0.insert("b") } }
      await #expect(throws: Refusal.self) { try await database.glance { _ in throw Refusal() } }
      #expect(try await database.glance { try $0.notes() }.count == 30)
      await database.close()
      await #expect(throws: SQLError.self) { try await database.glance { try $0.notes() } }
    }
  }

  @Test func `a store closes once those who read it have ended, and refuses those who wait`() async throws {
    try await withNotes(.file) { database in
      try await database.write(.normal) { try $0.insert("a") }
      let count = SQLiteDatabase.Options().readers
      let (begun, begin) = AsyncStream<Void>.makeStream()
      let mayEnd = DispatchSemaphore(value: 0)
      let ended = Count()
      let long = (0..<count).map { _ in
        Task {
          try await database.read { connection in
            begin.yield()
            mayEnd.wait()
            let notes = try connection.notes()
            ended.rise()
            return notes
          }
        }
      }
      var reading = begun.makeAsyncIterator()
      for _ in 0..<count { await reading.next() }
      let waiting = Task { try await database.notes() }
      let closing = Task {
        await database.close()
        return ended.value
      }
      // There is no reader left for it: it can only be refused, and only by the closing.
      let refusal = await #expect(throws: SQLError.self) { try await waiting.value }
      #expect(refusal?.kind == .closed)
      for _ in 0..<count { mayEnd.signal() }
      for task in long { #expect(try await task.value == ["a"]) }
      #expect(await closing.value == count)
      await #expect(throws: SQLError.self) { try await database.notes() }
    }
  }

  @Test(arguments: Place.allCases)
  func `a hundred writers at once are all kept and lose no update`(place: Place) async throws {
    try await withNotes(place) { database in
      try await database.write(.normal) { connection in
        try connection.executeScript("CREATE TABLE saldo (n INTEGER NOT NULL); INSERT INTO saldo VALUES (0)")
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<100 {
          group.addTask {
            try await database.write(number.isMultiple(of: 2) ? .full : .normal) { connection in
              let before = try #require(try connection.first("SELECT n FROM saldo") { $0.integer(0) })
              try connection.execute("UPDATE saldo SET n = \(before + 1)")
              try connection.insert("nota \(number)")
            }
            let seen = try await database.read { connection in
              try connection.first("SELECT 1 FROM notas WHERE texto = \("nota \(number)")") { $0.bool(0) }
            }
            #expect(seen == true)
          }
        }
        try await group.waitForAll()
      }
      #expect(try await database.read { try $0.first("SELECT n FROM saldo") { $0.integer(0) } } == 100)
      #expect(try await database.notes().count == 100)
    }
  }

  @Test func `a read stays on its snapshot while others write`() async throws {
    try await withNotes(.file) { database in
      try await database.write(.normal) { try $0.insert("a") }
      let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
      let written = DispatchSemaphore(value: 0)
      async let counts = database.read { connection in
        let before = try connection.notes().count
        beginning.finish()
        written.wait()
        return [before, try connection.notes().count]
      }
      for await _ in begun {}
      try await database.write(.normal) { try $0.insert("b") }
      written.signal()
      #expect(try await counts == [1, 1])
      #expect(try await database.notes().count == 2)
    }
  }

  @Test(arguments: Place.allCases)
  func `a read may not write`(place: Place) async throws {
    try await withNotes(place) { database in
      let error = await #expect(throws: SQLError.self) {
        try await database.read { try $0.insert("a") }
      }
      #expect(error?.kind == .readOnly)
      #expect(try await database.notes().isEmpty)
      try await database.write(.normal) { try $0.insert("b") }
    }
  }

  @Test(arguments: Place.allCases)
  func `after closing everything is refused`(place: Place) async throws {
    try await withNotes(place) { database in
      await database.close()
      let read = await #expect(throws: SQLError.self) { try await database.read { try $0.notes() } }
      let write = await #expect(throws: SQLError.self) {
        try await database.write(.full) { try $0.insert("a") }
      }
      #expect([read?.kind, write?.kind] == [.closed, .closed])
    }
  }

  @Test func `more reads than connections all get their turn`() async throws {
    try await withNotes(.file) { database in
      try await database.write(.normal) { try $0.insert("a") }
      let total = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<200 { group.addTask { try await database.read { try $0.notes().count } } }
        return try await group.reduce(0, +)
      }
      #expect(total == 200)
    }
  }
}
