import Assistant
import SQL
import SQLite
import Testing
import Understanding
import Wire

@testable import Application

@Suite struct `Scripted conversations that a model plans` {
  @Test(arguments: ConversationFiles.names)
  func `go as they are written, and leave the same shop behind as without it`(_ name: String) async throws {
    let tester = try await ConversationFiles.tester.value
    for script in try ConversationFiles.configuration.conversations(in: "\(ConversationFiles.folder)/\(name)")
    {
      let (alone, led) = (try SQLiteDatabase.memory(), try SQLiteDatabase.memory())
      let offline = try await tester.hold(script, in: alone)
      let model = try RecitingModel(offline.turns)
      var outcome = try await tester.led(by: model.road).hold(script, in: led)
      await model.stop()
      // A question in the model's own words waits for no answer of a kind.
      outcome.differences.removeAll { [.waits(.detail), .waits(.choice)].contains($0.expectation) }
      // What the shop asks or says beside its tools is no tool's.
      let isMixed = Set(
        offline.turns.filter {
          !$0.calls.isEmpty && ($0.replies.count > $0.calls.count || $0.remark != nil)
        }.map(\.text))
      outcome.differences.removeAll { isMixed.contains($0.said ?? "") }
      if !outcome.differences.isEmpty { Issue.record("\(outcome.text)\n\(model.complaints)") }
      #expect(try await led.shopRows() == alone.shopRows(), "\(script.title)")
      for (index, turn) in outcome.turns.enumerated() where !offline.turns[index].calls.isEmpty {
        let place = "\(script.title): «\(turn.text)»\n\(model.complaints)"
        guard model.wasAsked(index) else {
          #expect(turn.isBetweenPersonAndShop(after: outcome.turns[..<index]), "\(place)")
          continue
        }
        #expect(turn.route == .model, "\(place)")
        #expect(turn.calls.map(\.made) == offline.turns[index].calls.map(\.made), "\(place)")
      }
    }
  }
}

/// Lines that a tool wrote are let through as they stand; with a mark ahead they are held to what it found.
@Suite struct `A model that recites what the tools say as a list` {
  @Test(arguments: ConversationFiles.names)
  func `is taken at its word`(_ name: String) async throws {
    let tester = try await ConversationFiles.tester.value
    let scripts = try ConversationFiles.configuration.conversations(in: "\(ConversationFiles.folder)/\(name)")
    // Every fourth: each line is planned twice, by the offline planner and by the model.
    for (place, script) in scripts.enumerated() where place % 4 == 0 {
      let mark = place % 8 == 0 ? "- " : "· "
      let offline = try await tester.hold(script, in: try SQLiteDatabase.memory())
      let model = try RecitingModel(offline.turns, mark: mark)
      let outcome = try await tester.led(by: model.road).hold(script, in: try SQLiteDatabase.memory())
      await model.stop()
      for (index, turn) in outcome.turns.enumerated()
      where !offline.turns[index].calls.isEmpty && model.wasAsked(index) {
        #expect(turn.route == .model, "\(script.title): «\(turn.text)»\n\(model.complaints)")
      }
    }
  }
}

extension Turn {
  /// Whether no model is to be asked: what the shop proposed, asked or did is answered or put right by the person alone, and
  /// what comes back of a sale of the same message is of no folio yet.
  fileprivate func isBetweenPersonAndShop(after before: ArraySlice<Turn>) -> Bool {
    let answers: Set<Intent> = [.affirm, .deny, .undo, .explain]
    let isAnswer =
      requests.contains { answers.contains($0.intent) } || before.last.map { $0.pending != .nothing } ?? false
    let isOfItsOwnSale =
      requests.first?.intent == .registerSale && requests.last?.intent == .returnSale
      && requests.last?.slots[.folio] == nil
    let hasDone = before.contains { $0.requests.contains { $0.intent == .affirm } }
    return isAnswer || isOfItsOwnSale
      || hasDone && calls.contains { call in !Tool.reading.contains { $0.name == call.tool } }
  }
}

extension CallRecord {
  fileprivate var made: String { "\(tool) \(arguments.text)" }
}

extension SQLiteDatabase {
  /// Every row of every table, but for what is remembered of the talk itself.
  fileprivate func shopRows() async throws -> [String: [String]] {
    try await read { connection in
      let tables = try connection.all(
        """
        SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'productos_texto_%'
          AND name NOT IN ('conversaciones', 'consumo_modelo')
        """
      ) { $0.text(0) }
      var rows: [String: [String]] = [:]
      for table in tables {
        let columns = try connection.all("SELECT name FROM pragma_table_info(\(table))") { $0.text(0) }
        let row = columns.map { "quote(\"\($0)\")" }.joined(separator: " || ',' || ")
        rows[table] = try connection.all(SQL(stringLiteral: "SELECT \(row) FROM \"\(table)\" ORDER BY 1")) {
          $0.text(0)
        }
      }
      return rows
    }
  }
}
