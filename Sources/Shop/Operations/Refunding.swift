internal import Inventory
internal import Store

extension Transaction {
  /// Files what the customer of a sale gets back: by `tender`, or else in the ways in which it was paid, the last one
  /// first.
  func refund(_ amount: Money, of sale: Sale, by tender: Tender? = nil, under document: Folio, _ stamp: Stamp)
    throws
  {
    for (tender, part) in try tender.map({ [($0, amount)] }) ?? ways(ofRefunding: amount, of: sale)
    where part > .zero {
      try insert(
        FiledPayment(
          sale: sale.id, kind: .refund, receipt: document.text, tender: tender, amount: -part,
          branch: sale.branch, person: stamp.person, at: stamp.now, day: stamp.day))
    }
  }

  /// Of an imported sale no payment is filed: it is given back in the way in which the sale says it was paid.
  private func ways(ofRefunding amount: Money, of sale: Sale) throws -> [(tender: Tender, amount: Money)] {
    var held: [(tender: Tender, amount: Money)] = []
    for payment in try payments(of: sale.id).reversed() {
      if let index = held.firstIndex(where: { $0.tender == payment.tender }) {
        held[index].amount += payment.amount
      } else {
        held.append((payment.tender, payment.amount))
      }
    }
    var left = amount
    let ways = held.map { tender, amount in
      let part = max(min(amount, left), .zero)
      left -= part
      return (tender, part)
    }
    return ways + [(sale.tender, left)]
  }
}
