/// Line subtotals less their parts of a discount on the whole, which are rounded so that nothing is lost.
package func netIncomes(_ items: [SaleItem], discount: Money) -> [Money] {
  netIncomes(items.map(\.subtotal), discount: discount)
}

/// The same of subtotals alone.
package func netIncomes(_ subtotals: [Money], discount: Money) -> [Money] {
  var left = subtotals.reduce(Money.zero, +)
  var discount = discount
  return subtotals.map { subtotal in
    guard left > .zero else { return subtotal }
    let part = Money(
      minorUnits: scaled(discount.minorUnits, by: subtotal.minorUnits, over: left.minorUnits) ?? 0)
    left -= subtotal
    discount -= part
    return subtotal - part
  }
}

extension PaymentState {
  /// The one rule of `estado_pago`: what came back is no longer to be paid, and goods that all came back before
  /// anything was paid leave no payment to wait for.
  ///
  /// `left` is what the goods that were kept come to, less what was paid.
  init(of state: SaleState, _ totals: SaleTotals, left: Money) {
    let wasPaid = totals.paid > .zero
    self =
      if state == .cancelled || state == .returned && !wasPaid && totals.total > .zero {
        .cancelled
      } else if left <= .zero {
        .paid
      } else {
        wasPaid ? .partial : .pending
      }
  }

  /// The same of a sale of which nothing has come back.
  package init(of state: SaleState, _ totals: SaleTotals) {
    self.init(of: state, totals, left: totals.pending)
  }
}

extension Sale {
  /// What is still to be paid: the total of what was kept, or is set aside, less what was paid.
  package var owed: Money {
    guard state != .cancelled, state != .quotation else { return .zero }
    return max(left, .zero)
  }

  package var paymentState: PaymentState { PaymentState(of: state, totals, left: left) }

  /// What the goods that were kept come to, less what was paid.
  private var left: Money {
    let incomes = netIncomes(lines.map(\.item), discount: totals.discount)
    return zip(lines, incomes).reduce(totals.pending) { left, line in
      left - ((try? line.1.share(line.0.returned, of: line.0.item.quantity)) ?? .zero)
    }
  }
}
