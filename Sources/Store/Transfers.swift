package import Inventory
internal import SQL

/// Goods between two branches, with what each line is worth.
package struct TransferRecord: Sendable, Hashable {
  package let id: TransferID
  package let folio: String
  package let origin: BranchID
  package let destination: BranchID
  package let state: Transfer.State
  package let lines: [Line]

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
    TransferRecord(
      id: id, folio: folio, origin: origin, destination: destination, state: state,
      lines: lines.map { Line(product: $0.product, quantity: $0.quantity, value: .zero) })
  }
}

extension Transaction {
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

  package func transfer(folio: String) throws -> TransferRecord? {
    guard
      let head = try connection.first(
        """
        SELECT id, folio, origen_id, destino_id, estado FROM traspasos
        WHERE organizacion_id = \(organization) AND folio = \(folio)
        """,
        {
          (
            id: $0.id(0) as TransferID, folio: $0.text(1), origin: $0.id(2) as BranchID,
            destination: $0.id(3) as BranchID, state: try $0.name(4, Transfer.State.self)
          )
        })
    else { return nil }
    let lines = try connection.all(
      """
      SELECT producto_id, cantidad, valor FROM traspasos_items
      WHERE organizacion_id = \(organization) AND traspaso_id = \(head.id) ORDER BY linea
      """
    ) { TransferRecord.Line(product: $0.id(0), quantity: $0.quantity(1), value: $0.money(2)) }
    return TransferRecord(
      id: head.id, folio: head.folio, origin: head.origin, destination: head.destination, state: head.state,
      lines: lines)
  }

  /// The folios of the transfers that are still on the road, oldest first.
  package func transfersOnTheRoad(to branch: BranchID?) throws -> [String] {
    try connection.all(
      """
      SELECT folio FROM traspasos WHERE organizacion_id = \(organization) AND estado = 'enviado'
        \(when(branch) { "AND destino_id = \($0)" })
      ORDER BY id
      """
    ) { $0.text(0) }
  }

  package func setState(_ state: Transfer.State, of transfer: TransferID, at now: Instant) throws {
    try connection.execute(
      """
      UPDATE traspasos SET estado = \(state.rawValue), recibido_en = \(now)
      WHERE organizacion_id = \(organization) AND id = \(transfer)
      """)
  }
}
