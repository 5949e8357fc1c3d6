package import Inventory
internal import SQL

/// Goods between two branches, with what each line is worth.
package struct TransferRecord: Sendable, Hashable {
  package let id: TransferID
  package let folio: String
  package let origin: BranchID
  package let destination: BranchID
  package let state: Transfer.State
  package let person: PersonID
  package let sentAt: Instant
  /// When it was received, or taken back.
  package let arrivedAt: Instant?
  package let day: BusinessDay
  package fileprivate(set) var lines: [Line]

  package struct Line: Sendable, Hashable {
    package let product: ProductID
    package let quantity: Quantity
    package let value: Money
    package init(product: ProductID, quantity: Quantity, value: Money) {
      (self.product, self.quantity, self.value) = (product, quantity, value)
    }
  }

  /// The same goods without what they are worth.
  package var withoutValues: TransferRecord {
    var record = self
    record.lines = lines.map { Line(product: $0.product, quantity: $0.quantity, value: .zero) }
    return record
  }
}

extension Transaction {
  /// Files a transfer as sent; the stock it takes is written apart.
  package func insertTransfer(
    folio: Folio, from origin: BranchID, to destination: BranchID, lines: [TransferRecord.Line],
    by person: PersonID, on day: BusinessDay, at now: Instant
  ) throws -> TransferID {
    let id: TransferID = try inserted(
      """
      INSERT INTO traspasos (organizacion_id, folio, origen_id, destino_id, estado, usuario_id, enviado_en, dia)
      VALUES (\(organization), \(folio), \(origin), \(destination), \(Transfer.State.sent.rawValue), \(person), \(now),
        \(day)) RETURNING id
      """)
    for (index, line) in lines.enumerated() {
      try connection.execute(
        """
        INSERT INTO traspasos_items (organizacion_id, traspaso_id, linea, producto_id, cantidad, valor)
        VALUES (\(organization), \(id), \(index + 1), \(line.product), \(line.quantity), \(line.value))
        """)
    }
    return id
  }

  /// Those of `documents` that are folios of transfers.
  package func transferFolios(among documents: [String]) throws -> Set<String> {
    guard !documents.isEmpty else { return [] }
    let all = SQL.joined(documents.map { "\($0)" }, separator: ", ")
    return Set(
      try connection.all(
        "SELECT folio FROM traspasos WHERE organizacion_id = \(organization) AND folio IN (\(all))"
      ) { $0.text(0) })
  }

  /// The transfer of that folio, whatever became of it.
  package func transfer(folio: String) throws -> TransferRecord? {
    try connection.first(
      "SELECT \(columns) FROM traspasos WHERE organizacion_id = \(organization) AND folio = \(folio)"
    ) { try $0.transfer() }.map(withLines)
  }

  /// The transfer of that id, whatever became of it.
  package func transfer(_ id: TransferID) throws -> TransferRecord? {
    try connection.first(
      "SELECT \(columns) FROM traspasos WHERE organizacion_id = \(organization) AND id = \(id)"
    ) { try $0.transfer() }.map(withLines)
  }

  /// A page of the transfers that fit `filter`, newest first.
  package func transfers(_ filter: TransferFilter, _ page: Page) throws -> Paged<TransferRecord> {
    let conditions: SQL = """
      organizacion_id = \(organization) \(when(filter.state) { "AND estado = \($0.rawValue)" })
        \(when(filter.branch) { "AND (origen_id = \($0) OR destino_id = \($0))" })
        \(when(filter.days) { "AND dia BETWEEN \($0.first) AND \($0.last)" })
      """
    let total = try connection.first("SELECT count(*) FROM traspasos WHERE \(conditions)") {
      Int($0.integer(0))
    }
    let transfers = try connection.all(
      """
      SELECT \(columns) FROM traspasos WHERE \(conditions) ORDER BY id DESC LIMIT \(page.size) OFFSET \(page.offset)
      """
    ) { try $0.transfer() }
    return Paged(try transfers.map(withLines), total: total ?? 0)
  }

  private func withLines(_ transfer: TransferRecord) throws -> TransferRecord {
    var transfer = transfer
    transfer.lines = try connection.all(
      """
      SELECT producto_id, cantidad, valor FROM traspasos_items
      WHERE organizacion_id = \(organization) AND traspaso_id = \(transfer.id) ORDER BY linea
      """
    ) { TransferRecord.Line(product: $0.id(0), quantity: $0.quantity(1), value: $0.money(2)) }
    return transfer
  }

  /// Notes that a transfer ended, received or cancelled, at `now`; the stock is written apart.
  package func setState(_ state: Transfer.State, of transfer: TransferID, at now: Instant) throws {
    try connection.execute(
      """
      UPDATE traspasos SET estado = \(state.rawValue), recibido_en = \(now)
      WHERE organizacion_id = \(organization) AND id = \(transfer)
      """)
  }
}

/// Which transfers a list shows.
package struct TransferFilter: Sendable, Hashable {
  package var state: Transfer.State?
  /// From it or to it.
  package var branch: BranchID?
  /// On which they were sent.
  package var days: DayRange?

  package init() {}
}

private let columns: SQL = """
  id, folio, origen_id, destino_id, estado, usuario_id, enviado_en, recibido_en, dia
  """

extension Row {
  fileprivate func transfer() throws -> TransferRecord {
    TransferRecord(
      id: id(0), folio: text(1), origin: id(2), destination: id(3), state: try name(4), person: id(5),
      sentAt: instant(6), arrivedAt: optionalInteger(7).map { Instant(milliseconds: $0) },
      day: day(8) ?? BusinessDay(ordinal: 0), lines: [])
  }
}
