package import Inventory
package import Store

extension Shop {
  /// Who owes the shop and how much, most first; for those who may see the sales of others (requirements §26).
  package func debts(_ session: Session) async throws -> [CustomerSum] {
    try session.require(.seeAllSales)
    return try await store.read(session.organization) { try $0.debts() }
  }

  /// The names of those who paid something of what they owed in `days`.
  package func payers(in days: DayRange, _ session: Session) async throws -> Set<String> {
    try session.require(.seeAllSales)
    return try await store.read(session.organization) { try $0.payers(in: days) }
  }

  /// What is set aside for a customer, or for anybody, oldest first; for those who may see the sales of others.
  package func layaways(of customer: String? = nil, _ session: Session) async throws -> [Sale] {
    try session.require(.seeAllSales)
    return try await store.read(session.organization) { try $0.layaways(of: customer) }
  }

  /// Who bought most in `days`, most first.
  package func topCustomers(
    _ days: DayRange, branch: BranchID? = nil, _ session: Session
  ) async throws -> [CustomerSum] {
    try session.require(.seeReports)
    let branch = branch ?? session.scope?.id
    return try await store.read(session.organization) { try $0.purchases(in: days, branch: branch) }
  }
}
