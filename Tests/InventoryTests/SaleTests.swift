import Inventory
import Testing

private func item(
  _ price: Int64, times quantity: Int64 = 1, percent tenths: Int = 0, amount: Int64 = 0
) throws(ShopError) -> SaleItem {
  try SaleItem(
    product: ProductID(1), name: "Shampoo", sku: "SH-1", quantity: Quantity(quantity),
    unitPrice: Money(minorUnits: price), discount: Percent(tenths: tenths),
    discountAmount: Money(minorUnits: amount))
}

struct SaleItemTests {
  @Test(
    arguments: [
      // price, quantity, percent in tenths, amount → off each unit, subtotal
      (4999, 1, 100, 0, 500, 4499), (4999, 3, 100, 0, 500, 13_497), (4999, 1, 0, 99, 99, 4900),
      (1000, 2, 250, 50, 300, 1400), (1000, 1, 1000, 0, 1000, 0), (5, 1, 100, 0, 1, 4), (4, 1, 100, 0, 0, 4),
    ] as [(Int64, Int64, Int, Int64, Int64, Int64)])
  func `a discount is taken off each unit, percent first`(
    price: Int64, quantity: Int64, percent: Int, amount: Int64, off: Int64, subtotal: Int64
  ) throws {
    let item = try item(price, times: quantity, percent: percent, amount: amount)
    #expect(item.unitDiscount == Money(minorUnits: off))
    #expect(item.finalPrice == Money(minorUnits: price - off))
    #expect(item.subtotal == Money(minorUnits: subtotal))
  }

  @Test(
    arguments: [
      (100, 0, 0, 0), (100, -1, 0, 0), (-1, 1, 0, 0), (100, 1, 1001, 0), (100, 1, -1, 0), (100, 1, 0, -1),
      (100, 1, 0, 101), (100, 1, 500, 51), (100, 1, 500, .max), (100, 2_000_000_000, 0, 0),
    ] as [(Int64, Int64, Int, Int64)])
  func `an impossible line is refused`(price: Int64, quantity: Int64, percent: Int, amount: Int64) {
    #expect(throws: ShopError.self) {
      try item(price, times: quantity, percent: percent, amount: amount)
    }
  }
}

struct SaleTotalsTests {
  @Test(
    arguments: [
      // discount, taxes, paid → total, pending, state
      (0, 0, nil, 3000, 0, .paid), (500, 130, nil, 2630, 0, .paid), (0, 0, 0, 3000, 3000, .pending),
      (0, 0, 1000, 3000, 2000, .partial), (3000, 0, 0, 0, 0, .paid),
    ] as [(Int64, Int64, Int64?, Int64, Int64, PaymentState)])
  func `total, pending and state follow from the sums`(
    discount: Int64, taxes: Int64, paid: Int64?, total: Int64, pending: Int64, state: PaymentState
  ) throws {
    let totals = try SaleTotals(
      items: [item(1000), item(500, times: 4)], discount: Money(minorUnits: discount),
      taxes: Money(minorUnits: taxes), paid: paid.map { Money(minorUnits: $0) })
    #expect(totals.subtotal == Money(minorUnits: 3000))
    #expect(totals.total == Money(minorUnits: total))
    #expect(totals.pending == Money(minorUnits: pending))
    #expect(PaymentState(of: .completed, totals) == state)
  }

  @Test(
    arguments: [(3001, 0, nil), (-1, 0, nil), (0, -1, nil), (0, 0, 3001), (0, 0, -1)]
      as [(Int64, Int64, Int64?)])
  func `sums that contradict each other are refused`(discount: Int64, taxes: Int64, paid: Int64?) {
    #expect(throws: ShopError.self) {
      try SaleTotals(
        items: [item(3000)], discount: Money(minorUnits: discount), taxes: Money(minorUnits: taxes),
        paid: paid.map { Money(minorUnits: $0) })
    }
  }
}
