package import Store

extension Shop {
  /// Rebuilds balances from the ledger and the roll-up from the sales, and tells where they differ; empty is clean.
  package func verify(_ session: Session) async throws -> [Discrepancy] {
    try await read(.seeReports, session) { try $0.discrepancies() }
  }
}
