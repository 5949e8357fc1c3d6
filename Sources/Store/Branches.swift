package import Inventory
internal import SQL

extension Transaction {
  /// Branches with all their fields, Principal first; nil shows closed ones too.
  package func branchRecords(isActive: Bool?) throws -> [BranchRecord] {
    try connection.all(
      """
      SELECT \(columns) FROM sucursales WHERE organizacion_id = \(organization)
        \(when(isActive) { "AND activo = \($0)" })
      ORDER BY principal DESC, nombre, id
      """
    ) { try $0.branch() }
  }

  /// The branch of that id, open or closed.
  package func branchRecord(_ id: BranchID) throws -> BranchRecord? {
    try connection.first(
      "SELECT \(columns) FROM sucursales WHERE organizacion_id = \(organization) AND id = \(id)"
    ) { try $0.branch() }
  }

  /// Whether it is the shop's Principal, which never closes.
  package func isMain(_ branch: BranchID) throws -> Bool {
    try connection.first(
      "SELECT principal FROM sucursales WHERE organizacion_id = \(organization) AND id = \(branch)"
    ) { $0.bool(0) } ?? false
  }

  /// Writes all fields over the old ones; raises the branch's version and the catalogue's.
  package func update(_ id: BranchID, to branch: BranchFields) throws {
    try connection.execute(
      """
      UPDATE sucursales SET nombre = \(branch.name), tipo = \(branch.kind.rawValue),
        alias = \(branch.aliases.joined(separator: "|")), activo = \(branch.isActive), version = version + 1
      WHERE organizacion_id = \(organization) AND id = \(id)
      """)
    try raiseCatalogueVersion()
  }

  /// Whether a branch holds stock, or goods are on the road from it or to it.
  package func isInUse(_ branch: BranchID) throws -> Bool {
    try connection.first(
      """
      SELECT 1 FROM existencias WHERE organizacion_id = \(organization) AND sucursal_id = \(branch)
        AND (cantidad > 0 OR en_transito > 0)
      UNION ALL
      SELECT 1 FROM traspasos WHERE organizacion_id = \(organization) AND estado = 'enviado'
        AND (origen_id = \(branch) OR destino_id = \(branch))
      """
    ) { _ in true } ?? false
  }

  /// Forgets the empty balances of a branch that closes, and takes its people to Principal.
  package func vacate(_ branch: BranchID) throws {
    try connection.execute(
      "DELETE FROM existencias WHERE organizacion_id = \(organization) AND sucursal_id = \(branch)")
    try connection.execute(
      """
      UPDATE usuarios SET sucursal_id = NULL, version = version + 1
      WHERE organizacion_id = \(organization) AND sucursal_id = \(branch)
      """)
  }
}

private let columns: SQL = "id, nombre, tipo, alias, activo, version"

extension Row {
  fileprivate func branch() throws -> BranchRecord {
    var fields = BranchFields(name: text(1), kind: try name(2), aliases: words(3))
    fields.isActive = bool(4)
    return BranchRecord(id: id(0), fields: fields, version: integer(5))
  }
}
