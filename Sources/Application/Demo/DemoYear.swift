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

  let items: [Item]
  let calendar: DemoCalendar
  var chance: SplitMix64
  var day: BusinessDay
  var stock = DemoStock()
  var prices: [Prices]
  var orders: [Order] = []
  var afterSales: [AfterSale] = []
  var saleCount: Int64 = 0
  /// Thousandths sold by branch, product and day.
  private var sold: [[Int64]]
  private var past: [DemoEvent] = []

  init(catalogue: DemoCatalogue, endingOn end: BusinessDay, seed: UInt64) {
    items = catalogue.items
    calendar = DemoCalendar(end: end)
    chance = SplitMix64(seed: seed)
    day = calendar.start
    prices = items.map(\.product.prices)
    sold = Array(
      repeating: Array(repeating: 0, count: DemoCalendar.length),
      count: DemoPeople.branches.count * items.count)
  }

  /// Days still to come after today.
  var left: Int { calendar.end - day }

  mutating func events() throws(ShopError) -> [DemoEvent] {
    stockUp()
    while day <= calendar.end {
      receiveDeliveries()
      discardExpired()
      try raisePrices()
      distribute()
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

  mutating func noteSale(_ quantity: Quantity, of item: Int, at branch: BranchID) {
    sold[shelf(item, branch)][day - calendar.start] += quantity.thousandths
  }

  /// Units a day that a branch sold of `item` in the last four weeks, or what it may hope for when that is more.
  func rate(of item: Int, at branch: BranchID) -> Double {
    let today = day - calendar.start
    let window = max(0, today - 27)...today
    let thousandths = sold[shelf(item, branch)][window].reduce(0, +)
    let known = window.count < 14 ? 0 : Double(thousandths) / 1000 / Double(window.count)
    let hope = items[item].pace * calendar.appetite(for: items[item], on: day) * Self.share(of: branch)
    return max(known, hope * (window.count < 14 ? 1 : 0.6))
  }

  func rate(of item: Int) -> Double { DemoPeople.branches.reduce(0) { $0 + rate(of: item, at: $1.id) } }

  func onHand(_ item: Int) -> Quantity {
    DemoPeople.branches.reduce(.zero) { $0 + stock.onHand(items[item].product.id, at: $1.id) }
  }

  /// A branch's part of the trade.
  static func share(of branch: BranchID) -> Double {
    switch branch {
    case DemoPeople.main: 0.46
    case DemoPeople.north: 0.3
    default: 0.24
    }
  }

  private func shelf(_ item: Int, _ branch: BranchID) -> Int { Int(branch.value - 1) * items.count + item }
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
