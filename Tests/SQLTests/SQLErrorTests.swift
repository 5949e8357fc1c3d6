import SQL
import Testing

@Suite struct `The error of a statement` {
  @Test func `it names kind, code, reason and statement`() {
    let error = SQLError(.busy, "database is locked", code: 5, sql: "BEGIN IMMEDIATE")
    #expect("\(error)" == "busy (5): database is locked — BEGIN IMMEDIATE")
  }

  @Test(arguments: [(SQLError.Kind.busy, true), (.full, false), (.uniqueViolation, false), (.corrupt, false)])
  func `only a foreign lock goes away by itself`(kind: SQLError.Kind, isRetriable: Bool) {
    #expect(SQLError(kind, "").isRetriable == isRetriable)
  }
}
