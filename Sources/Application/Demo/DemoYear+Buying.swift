internal import Inventory

extension DemoYear {
  /// Something ordered from a supplier that has not come yet.
  struct Order {
    let shelf: Shelf
    let quantity: Quantity
    let arrival: BusinessDay
  }

  /// Parts of a product's maximum.
  private enum Fill {
    /// With which a branch opens.
    static let opening = 0.9
    /// Below which a shelf is not let sink.
    static let reorder = 0.55
    /// Up to which an order fills, and the last ones before a product goes to sleep.
    static let full = 1.0
    static let tooMuch = 1.8
  }

  /// Units kept on top of `Fill.reorder`, for the customer who takes several.
  private static let spare = 1.5

  /// The first stock of every branch.
  mutating func stockUp() {
    for branch in DemoPeople.branches {
      for supplier in DemoPeople.suppliers {
        let lines = shelves.filter { shelf in
          let item = items[shelf.item]
          return shelf.branch == branch.id && item.supplier == supplier.id && item.story != .launched
        }.map { receive(Quantity(wholeUnits: maximum($0) * Fill.opening), on: $0) }
        guard !lines.isEmpty else { continue }
        record(Hour.opening, .purchase(branch: branch.id, supplier: supplier.id, lines))
      }
    }
  }

  private func maximum(_ shelf: Shelf) -> Double { items[shelf.item].product.limits.maximum.units }

  /// Orders whatever will not last until the next delivery, after the close of each supplier's order days.
  mutating func placeOrders() {
    let ordered = orders.reduce(into: [Shelf: Quantity]()) { $0[$1.shelf, default: .zero] += $1.quantity }
    for supplier in DemoPeople.suppliers {
      let orderDays = DemoPeople.orderDays(of: supplier.id)
      guard orderDays.contains(day.weekday),
        let pause = (1...7).first(where: { orderDays.contains((day + $0).weekday) })
      else { continue }
      let arrival = day + supplier.leadTime
      for shelf in shelves where items[shelf.item].supplier == supplier.id && isOrdered(items[shelf.item]) {
        let position = onHand(shelf) + ordered[shelf, default: .zero]
        let quantity = quantity(for: shelf, at: position.units, arriving: arrival, andNext: arrival + pause)
        if quantity > .zero { orders.append(Order(shelf: shelf, quantity: quantity, arrival: arrival)) }
      }
    }
  }

  /// Whether the shop sells the product today and thinks of ordering more.
  private func isOrdered(_ item: Item) -> Bool {
    switch item.story {
    case .launched: left < calendar.launchAge(of: item)
    case .resting, .stale: left > calendar.rest(of: item)
    case .declining, .growing, .scarce, .soldOut, .runningOut, nil: true
    }
  }

  /// What to order today for a shelf that gets it at `arrival` and can get no more before `next`.
  ///
  /// Its `position` is what it has and has on order.
  private func quantity(
    for shelf: Shelf, at position: Double, arriving arrival: BusinessDay, andNext next: BusinessDay
  ) -> Quantity {
    let item = items[shelf.item]
    let tomorrow = day + 1
    guard position - expected(shelf, tomorrow..<next) < maximum(shelf) * Fill.reorder + Self.spare else {
      return .zero
    }
    let isLastBeforeSleep =
      (item.story == .resting || item.story == .stale) && left < calendar.rest(of: item) + 30
    let target = maximum(shelf) * (isLastBeforeSleep ? Fill.tooMuch : Fill.full)
    let missing = target + expected(shelf, tomorrow..<arrival) - position
    guard let remainder = remainder(of: shelf) else {
      return Quantity(wholeUnits: missing).roundedUp(to: item.pack)
    }
    return Quantity(
      wholeUnits: min(missing, remainder + expected(shelf, tomorrow..<calendar.end + 1) - position))
  }

  private func expected(_ shelf: Shelf, _ range: Range<BusinessDay>) -> Double {
    demand.units(of: shelf.item, at: shelf.branch, on: range)
  }

  /// What will be left on the last evening of a product that the shop has not bought enough of.
  ///
  /// Below zero it is gone some days before; nil for what the branch buys as it should.
  private func remainder(of shelf: Shelf) -> Double? {
    let item = items[shelf.item]
    switch item.story {
    case .scarce where shelf.branch != DemoPeople.main, .soldOut where shelf.branch != DemoPeople.main:
      return nil
    case .runningOut: return max(1, item.pace(at: shelf.branch) / 2)
    case .soldOut: return -1 - item.pace(at: shelf.branch)
    case .scarce: return max(1.5, item.product.limits.minimum.units * 0.45)
    case .launched, .declining, .growing, .resting, .stale, nil: return nil
    }
  }

  /// What has arrived, in one delivery a supplier and branch.
  mutating func receiveDeliveries() {
    let arrived = orders.filter { $0.arrival == day } + launches()
    orders.removeAll { $0.arrival == day }
    for supplier in DemoPeople.suppliers {
      let theirs = arrived.filter { items[$0.shelf.item].supplier == supplier.id }
      let goesRound = DemoPeople.deliversToBranches(supplier.id)
      for branch in DemoPeople.branches {
        let delivered = theirs.filter { (goesRound ? $0.shelf.branch : DemoPeople.main) == branch.id }
        guard !delivered.isEmpty else { continue }
        let quantities = delivered.reduce(into: [Int: Quantity]()) {
          $0[$1.shelf.item, default: .zero] += $1.quantity
        }
        let lines = quantities.sorted { $0.key < $1.key }
          .map { receive($0.value, on: Shelf(item: $0.key, branch: branch.id)) }
        record(Hour.delivery, .purchase(branch: branch.id, supplier: supplier.id, lines))
      }
      if !goesRound { toForward += theirs.filter { $0.shelf.branch != DemoPeople.main } }
    }
  }

  /// The first deliveries of what is new today.
  private func launches() -> [Order] {
    shelves.filter { shelf in
      items[shelf.item].story == .launched && left == calendar.launchAge(of: items[shelf.item])
    }.map { Order(shelf: $0, quantity: Quantity(wholeUnits: maximum($0)), arrival: day) }
  }

  private mutating func receive(_ quantity: Quantity, on shelf: Shelf) -> DemoEvent.PurchaseLine {
    let lot = items[shelf.item].shelfLife.map { life in
      let expiry = day + life - chance.integer(in: 0...(life / 8))
      return DemoEvent.Lot(code: "L\(expiry.ordinal % 10_000)", expiry: expiry)
    }
    let product = items[shelf.item].product.id
    stock.add(quantity, of: product, to: shelf.branch, lot: lot)
    return DemoEvent.PurchaseLine(
      product: product, quantity: quantity, cost: prices[shelf.item].cost, lot: lot)
  }

  /// Sends the other branches what came for them to the main one; on the last day it is still on the road.
  mutating func forwardDeliveries() {
    for branch in [DemoPeople.north, DemoPeople.market] {
      let lines = toForward.filter { $0.shelf.branch == branch }.map { order in
        DemoEvent.Line(product: items[order.shelf.item].product.id, quantity: order.quantity)
      }
      guard !lines.isEmpty else { continue }
      for line in lines { send(line, to: branch) }
      record(Hour.transfer, .transfer(from: DemoPeople.main, to: branch, lines, isReceived: left > 0))
    }
    toForward = []
  }

  private mutating func send(_ line: DemoEvent.Line, to branch: BranchID) {
    let lots = stock.take(line.quantity, of: line.product, from: DemoPeople.main, on: day)
    guard left > 0 else { return }
    for part in lots { stock.add(part.quantity, of: line.product, to: branch, lot: part.lot) }
    if lots.isEmpty { stock.add(line.quantity, of: line.product, to: branch) }
  }
}
