internal import Inventory

extension DemoYear {
  /// Twice a year a supplier raises what it charges, and the shop follows.
  mutating func raisePrices() throws(ShopError) {
    let today = day - calendar.start
    for supplier in DemoPeople.suppliers {
      let number = Int(supplier.id.value)
      guard today == 50 + 13 * number || today == 215 + 12 * number else { continue }
      for index in items.indices where items[index].supplier == supplier.id && chance.chance(0.6) {
        let raise = Int64(chance.integer(in: 103...109))
        let old = prices[index]
        prices[index] = try Prices(
          sale: old.sale.raised(to: raise), cost: old.cost.raised(to: raise),
          wholesale: old.wholesale.map {
            Prices.Wholesale(price: $0.price.raised(to: raise), quantity: $0.quantity)
          })
        record(Hour.priceChange, .priceChange(items[index].product.id, prices[index]))
      }
    }
  }
}

extension Money {
  /// `percent` of it in the steps in which shops write prices: 10, and 50 cents from 5 up.
  fileprivate func raised(to percent: Int64) -> Money {
    let step: Int64 = minorUnits < 500 ? 10 : 50
    return Money(minorUnits: (minorUnits * percent / 100 + step / 2) / step * step)
  }
}
