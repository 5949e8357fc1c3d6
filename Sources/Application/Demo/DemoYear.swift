internal import Inventory

/// The demo shop living through its year, a day at a time: every event is made from the stock as it then is.
struct DemoYear {
  typealias Item = DemoCatalogue.Item

  /// When things happen, in minutes after midnight; sales lie between the morning and the close.
  enum Hour {
    static let opening = 8 * 60
    static let delivery = 8 * 60 + 10
    static let expiryCheck = 8 * 60 + 20
    static let priceChange = 8 * 60 + 25
    static let transfer = 8 * 60 + 30
    static let lastSale = 19 * 60 + 55
    static let close = 20 * 60 + 5
  }

  /// What a branch carries of an item.
  struct Shelf: Hashable {
    let item: Int
    let branch: BranchID
  }

  let items: [Item]
  let shelves: [Shelf]
  /// Draws a shelf of something that neither spoils nor is weighed, more often of what sells well.
  let durables: CumulativeWeights
  let calendar: DemoCalendar
  let demand: DemoDemand
  var chance: SplitMix64
  var day: BusinessDay
  var stock = DemoStock()
  var prices: [Prices]
  var orders: [Order] = []
  /// What has come to the main branch today for the others.
  var toForward: [Order] = []
  /// Units that customers want and have not asked for yet; below zero after somebody bought many at once.
  var wants: [Shelf: Double] = [:]
  var afterSales: [AfterSale] = []
  var saleCount: Int64 = 0
  private var past: [DemoEvent] = []

  init(catalogue: DemoCatalogue, endingOn end: BusinessDay, seed: UInt64) {
    items = catalogue.items
    shelves = catalogue.items.enumerated().flatMap { index, item in
      item.branches.map { Shelf(item: index, branch: $0) }
    }
    durables = CumulativeWeights(
      shelves.map { shelf in
        let item = catalogue.items[shelf.item]
        return item.shelfLife == nil && item.product.unit != .kilo ? item.pace(at: shelf.branch) : 0
      })
    calendar = DemoCalendar(end: end)
    demand = DemoDemand(catalogue.items, calendar)
    chance = SplitMix64(seed: seed)
    day = calendar.start
    prices = catalogue.items.map(\.product.prices)
    for shelf in shelves { wants[shelf] = chance.fraction() }
  }

  /// Days still to come after today.
  var left: Int { calendar.end - day }

  mutating func events() throws(ShopError) -> [DemoEvent] {
    stockUp()
    while day <= calendar.end {
      receiveDeliveries()
      acceptShortDated()
      discardExpired()
      try raisePrices()
      forwardDeliveries()
      trade()
      closeDay()
      placeOrders()
      day = day + 1
    }
    return past
  }

  mutating func record(_ minute: Int, _ action: DemoEvent.Action) {
    past.append(DemoEvent(day: day, minute: minute, action: action))
  }

  func onHand(_ shelf: Shelf) -> Quantity {
    stock.onHand(items[shelf.item].product.id, at: shelf.branch)
  }
}

extension Quantity {
  /// Whole units, rounded down; none below zero.
  init(wholeUnits units: Double) { self.init(Int64(max(0, units))) }

  var units: Double { Double(thousandths) / 1000 }

  /// The next multiple of `pack`.
  func roundedUp(to pack: Quantity) -> Quantity {
    Quantity(thousandths: (thousandths + pack.thousandths - 1) / pack.thousandths * pack.thousandths)
  }
}
