import SQL
import Testing

@Suite struct `The error of a statement` {
  @Test func `it names kind, code, reason and statement`() {
    let error = SQLError(.busy, "database is locked", code: 5, sql: "BEGIN IMMEDIATE")
    #expect("\(error)" == "busy (5): database is locked — BEGIN IMMEDIATE")
  }

  @Test(
    arguments: [
      (SQLError.Kind.busy, true), (.full, true), (.readOnly, true), (.uniqueViolation, false),
      (.corrupt, false), (.cannotOpen, false),
    ])
  func `a foreign lock and a full disk leave the store to be read`(kind: SQLError.Kind, leavesReading: Bool) {
    #expect(SQLError(kind, "").leavesReading == leavesReading)
  }
}
