internal import SQL

/// One waiting transaction and how its caller hears the outcome.
struct Write: Sendable {
  let durability: Durability
  /// Runs the body and returns what tells the caller its value.
  let perform: @Sendable (SQLiteConnection) throws -> @Sendable () -> Void
  let refuse: @Sendable (any Error) -> Void
}

extension SQLiteConnection {
  /// Runs the writes as one transaction, then tells each caller.
  ///
  /// A body that throws loses its own work alone; a commit that fails is everybody's failure.
  func commit(_ group: ArraySlice<Write>) {
    do { try begin(group) } catch {
      rollBack()
      return group.forEach { $0.refuse(error) }
    }
    var performed: [(write: Write, acknowledge: @Sendable () -> Void)] = []
    var rest = group
    do {
      while let write = rest.popFirst() {
        do { performed.append((write, try perform(write, besideOthers: group.count > 1))) } catch {
          write.refuse(error)
          guard isInTransaction else { throw error as? SQLError ?? .transactionLost }
        }
      }
      try execute("COMMIT")
      performed.forEach { $0.acknowledge() }
    } catch {
      rollBack()
      performed.forEach { $0.write.refuse(error) }
      if !rest.isEmpty { commit(rest) }
    }
  }

  private func begin(_ group: ArraySlice<Write>) throws {
    try use(group.contains { $0.durability == .full } ? .full : .normal)
    try execute("BEGIN IMMEDIATE")
  }

  /// Runs one body; when it throws, what it did is undone before its neighbours go on.
  private func perform(_ write: Write, besideOthers: Bool) throws -> @Sendable () -> Void {
    if besideOthers { try execute("SAVEPOINT body") }
    do {
      let acknowledge = try write.perform(self)
      try checkTransaction()
      if besideOthers { try execute("RELEASE body") }
      return acknowledge
    } catch {
      if !besideOthers || !undoBody() { rollBack() }
      throw error
    }
  }

  private func undoBody() -> Bool {
    isInTransaction && (try? executeScript("ROLLBACK TO body; RELEASE body")) != nil
  }
}

extension SQLError {
  static let closed = SQLError(.closed, "the store is closed")
  static let transactionLost = SQLError(.other, "the transaction ended before its commit")
}
