internal import Inventory

extension DemoYear {
  /// Something ordered from a supplier that has not come yet.
  struct Order {
    let item: Int
    let quantity: Quantity
    let arrival: BusinessDay
  }

  private enum Cover {
    /// Days of sales with which a branch opens.
    static let opening = 30.0
    /// Days of sales, besides the lead time, at which an order goes out and up to which it fills.
    static let reorder = 9.0
    static let target = 26.0
    /// Days of sales in a branch that the main one fills up to, and that the main one keeps.
    static let branch = 14.0
    static let kept = 4.0
  }

  /// The first stock of every branch.
  mutating func stockUp() {
    for branch in DemoPeople.branches {
      for supplier in DemoPeople.suppliers {
        var lines: [DemoEvent.PurchaseLine] = []
        for (index, item) in items.enumerated() where item.supplier == supplier.id && item.story != .launched
        {
          let cover = min(Cover.opening, Double(item.shelfLife ?? 365) * 0.5)
          let quantity = Quantity(wholeUnits: rate(of: index, at: branch.id) * cover + 1)
          lines.append(receive(quantity, of: index, at: branch.id))
        }
        record(Hour.opening, .purchase(branch: branch.id, supplier: supplier.id, lines))
      }
    }
  }

  /// Orders whatever will not last until the next delivery, after the close of each supplier's order days.
  mutating func placeOrders() {
    for (index, item) in items.enumerated() {
      guard DemoPeople.orderDays(of: item.supplier).contains(day.weekday), isOrdered(item),
        !chance.chance(0.03)
      else { continue }
      let leadTime = DemoPeople.suppliers.first { $0.id == item.supplier }?.leadTime ?? 7
      let rate = rate(of: index)
      let onOrder = orders.reduce(Quantity.zero) { $1.item == index ? $0 + $1.quantity : $0 }
      let position = (onHand(index) + onOrder).units
      let target = min(
        rate * (Double(leadTime) + target(of: item)), rate * Double(item.shelfLife ?? 999) * 0.6)
      guard rate > 0, position < min(rate * (Double(leadTime) + Cover.reorder), target) else { continue }
      let quantity = Quantity(wholeUnits: target - position + 1).roundedUp(to: item.pack)
      let delay = chance.chance(0.12) ? chance.integer(in: 1...4) : 0
      orders.append(Order(item: index, quantity: quantity, arrival: day + leadTime + delay))
    }
    topUpWhatRunsOut()
  }

  /// Days before the end at which the shop begins to buy what runs out in small amounts.
  private static let lastRegularOrder = 46

  /// Whether the shop still thinks of ordering the product.
  private func isOrdered(_ item: Item) -> Bool {
    switch item.story {
    case .scarce: left > 42 + Int(item.product.id.value * 13 % 20)
    case .runningOut: left > Self.lastRegularOrder
    case .launched: left < calendar.launchAge(of: item)
    case .stale: left > calendar.rest(of: item)
    case .declining, .growing, nil: true
    }
  }

  /// Before a product goes stale the shop buys far too much of it.
  private func target(of item: Item) -> Double {
    item.story == .stale && left < calendar.rest(of: item) + 40 ? Cover.target * 3 : Cover.target
  }

  /// Small deliveries, week by week, of what is about to run out: two days of sales remain at the end.
  ///
  /// The last two reckon with the main branch alone, which then sends nothing on.
  private mutating func topUpWhatRunsOut() {
    guard left < Self.lastRegularOrder, left % 7 == 4 else { return }
    let days = left > 11 ? 12.0 : left > 4 ? 10 : 7.5
    for (index, item) in items.enumerated() where item.story == .runningOut {
      let missing =
        keepsForItself(item)
        ? rate(of: index, at: DemoPeople.main) * days
          - stock.onHand(item.product.id, at: DemoPeople.main).units
        : rate(of: index) * days - onHand(index).units
      guard missing >= 1 else { continue }
      orders.append(Order(item: index, quantity: Quantity(wholeUnits: missing), arrival: day + 1))
    }
  }

  /// Whether the main branch has too little of the product to share it.
  private func keepsForItself(_ item: Item) -> Bool { item.story == .runningOut && left < 12 }

  /// What has arrived, in one delivery a supplier, at the main branch.
  mutating func receiveDeliveries() {
    let arrived = orders.filter { $0.arrival <= day }
    orders.removeAll { $0.arrival <= day }
    let launched = items.indices.filter { index in
      items[index].story == .launched && left == calendar.launchAge(of: items[index])
    }
    let deliveries =
      arrived.map { ($0.item, $0.quantity) }
      + launched.map { ($0, Quantity(wholeUnits: items[$0].pace * 40 + 12)) }
    for supplier in DemoPeople.suppliers {
      let lines = deliveries.filter { items[$0.0].supplier == supplier.id }
        .map { receive($0.1, of: $0.0, at: DemoPeople.main) }
      guard !lines.isEmpty else { continue }
      record(Hour.delivery, .purchase(branch: DemoPeople.main, supplier: supplier.id, lines))
    }
  }

  private mutating func receive(_ quantity: Quantity, of index: Int, at branch: BranchID)
    -> DemoEvent.PurchaseLine
  {
    let item = items[index]
    let lot = item.shelfLife.map { life in
      let expiry = day + life - chance.integer(in: 0...(life / 8))
      return DemoEvent.Lot(code: "L\(expiry.ordinal % 10_000)", expiry: expiry)
    }
    stock.add(quantity, of: item.product.id, to: branch, lot: lot)
    return DemoEvent.PurchaseLine(
      product: item.product.id, quantity: quantity, cost: prices[index].cost, lot: lot)
  }

  /// Sends the other branches what they need, on Mondays and Thursdays; on the last day it is still on the road.
  mutating func distribute() {
    guard [0, 3].contains(day.weekday) || left == 0 else { return }
    for branch in [DemoPeople.north, DemoPeople.market] {
      var lines: [DemoEvent.Line] = []
      for index in items.indices {
        let quantity = shipment(of: index, to: branch)
        guard quantity > .zero else { continue }
        let product = items[index].product.id
        for part in stock.take(quantity, of: product, from: DemoPeople.main, on: day) where left > 0 {
          stock.add(part.quantity, of: product, to: branch, lot: part.lot)
        }
        if items[index].shelfLife == nil, left > 0 { stock.add(quantity, of: product, to: branch) }
        lines.append(DemoEvent.Line(product: product, quantity: quantity))
      }
      guard !lines.isEmpty else { continue }
      record(Hour.transfer, .transfer(from: DemoPeople.main, to: branch, lines, isReceived: left > 0))
    }
  }

  private func shipment(of index: Int, to branch: BranchID) -> Quantity {
    guard !keepsForItself(items[index]) else { return .zero }
    let product = items[index].product.id
    let rate = rate(of: index, at: branch)
    let wanted = rate * Cover.branch - stock.onHand(product, at: branch).units
    guard wanted >= max(1, rate * 4) else { return .zero }
    let kept = self.rate(of: index, at: DemoPeople.main) * Cover.kept
    let spare = stock.sellable(product, at: DemoPeople.main, on: day).units - kept
    return Quantity(wholeUnits: min(wanted + 0.5, spare))
  }

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
