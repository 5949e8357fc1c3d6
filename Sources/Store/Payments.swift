package import Inventory
internal import SQL

/// Money of a sale that changed hands, as it is filed (table `pagos`); below zero where it went back to the customer.
package struct FiledPayment: Sendable, Hashable {
  package enum Kind: String, CaseIterable, Sendable {
    /// Paid; below zero where a payment was taken back.
    case payment = "pago"
    /// Given back for a sale that was cancelled, or for goods that came back.
    case refund = "reembolso"
  }

  package let sale: SaleID
  package let kind: Kind
  /// The document it came under: the sale's own folio for what was paid when it was made.
  package let receipt: String
  package let tender: Tender
  package let amount: Money
  package let change: Money
  package let branch: BranchID
  package let person: PersonID
  package let at: Instant
  package let day: BusinessDay

  package var received: Money { amount + change }

  package init(
    sale: SaleID, kind: Kind = .payment, receipt: String, tender: Tender, amount: Money,
    change: Money = .zero,
    branch: BranchID, person: PersonID, at: Instant, day: BusinessDay
  ) {
    (self.sale, self.kind, self.receipt) = (sale, kind, receipt)
    (self.tender, self.amount, self.change) = (tender, amount, change)
    (self.branch, self.person, self.at, self.day) = (branch, person, at, day)
  }
}

extension Transaction {
  /// Files what was paid, or given back.
  package func insert(_ payment: FiledPayment) throws {
    try connection.execute(
      """
      INSERT INTO pagos (organizacion_id, venta_id, linea, tipo, recibo, metodo_pago, monto, recibido, cambio,
        sucursal_id, usuario_id, fecha, dia)
      VALUES (\(organization), \(payment.sale),
        (SELECT coalesce(max(linea), 0) + 1 FROM pagos
          WHERE organizacion_id = \(organization) AND venta_id = \(payment.sale)),
        \(payment.kind.rawValue), \(payment.receipt), \(payment.tender.rawValue), \(payment.amount),
        \(payment.received), \(payment.change), \(payment.branch), \(payment.person), \(payment.at),
        \(payment.day))
      """)
  }

  /// What changed hands for a sale, in the order in which it did.
  package func payments(of sale: SaleID) throws -> [FiledPayment] {
    try payments(where: "venta_id = \(sale)")
  }

  /// The same of several sales at once.
  package func payments(of sales: [SaleID]) throws -> [SaleID: [FiledPayment]] {
    Dictionary(grouping: try payments(where: "venta_id IN \(list: sales)"), by: \.sale)
  }

  /// What came under one receipt, sale by sale.
  package func payments(receipt: String) throws -> [FiledPayment] {
    try payments(where: "recibo = \(receipt)")
  }

  private func payments(where condition: SQL) throws -> [FiledPayment] {
    try connection.all(
      """
      SELECT venta_id, tipo, recibo, metodo_pago, monto, cambio, sucursal_id, usuario_id, fecha, dia FROM pagos
      WHERE organizacion_id = \(organization) AND \(condition) ORDER BY venta_id, linea
      """
    ) {
      FiledPayment(
        sale: $0.id(0), kind: try $0.name(1), receipt: $0.text(2), tender: try $0.name(3),
        amount: $0.money(4),
        change: $0.money(5), branch: $0.id(6), person: $0.id(7), at: $0.instant(8),
        day: $0.day(9) ?? BusinessDay(ordinal: 0))
    }
  }

  /// Notes what has been paid of a sale by now, and how.
  package func setPaid(_ paid: Money, by tender: Tender, of sale: SaleID) throws {
    try connection.execute(
      """
      UPDATE ventas_pos SET version = version + 1, monto_pagado = \(paid), monto_pendiente = total - \(paid),
        metodo_pago = \(tender.rawValue)
      WHERE organizacion_id = \(organization) AND id = \(sale)
      """)
    try notePaymentState(of: sale)
  }

  /// The sales of the customers of that name that are not paid in full and whose goods are with them, oldest first.
  package func unpaidSales(of name: String) throws -> [Sale] {
    try unpaidSales(where: "\(buyerName) = \(name)")
  }

  /// The same of whoever bought `sale`.
  package func unpaidSales(ofBuyerOf sale: SaleID) throws -> [Sale] {
    guard let buyer = try buyer(of: sale) else { return [] }
    return try unpaidSales(where: buyer.id.map { "\(buyerID) = \($0)" } ?? "\(buyerName) = \(buyer.name)")
  }

  private func unpaidSales(where condition: SQL) throws -> [Sale] {
    try sales(
      where: """
        \(condition) AND v.monto_pendiente > 0 AND v.estado IN \(kept) ORDER BY v.fecha_venta, v.id
        """)
  }
}
