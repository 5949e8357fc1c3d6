import Inventory
import Testing

@testable import Application

/// Follows the demo shop's events with books of its own and notes what cannot have happened.
struct DemoLedger {
  struct Shelf: Hashable {
    let branch: BranchID
    let product: ProductID
  }

  private struct Batch {
    let lot: DemoEvent.Lot?
    var quantity: Quantity
  }

  private(set) var faults: [String] = []
  private var batches: [Shelf: [Batch]] = [:]
  private var sales: [SaleID: (sale: DemoSale, day: BusinessDay)] = [:]
  private var regretted: Set<SaleID> = []
  private var soldByDay: [Shelf: [BusinessDay: Quantity]] = [:]

  /// Every place that has ever had stock.
  var shelves: Set<Shelf> { Set(batches.keys) }

  func stock(on shelf: Shelf) -> Quantity { batches[shelf, default: []].reduce(.zero) { $0 + $1.quantity } }

  func sold(from shelf: Shelf, since first: BusinessDay) -> Quantity {
    soldByDay[shelf, default: [:]].reduce(.zero) { $1.key >= first ? $0 + $1.value : $0 }
  }

  /// How many batches on the shelves expire on `day` or before.
  func expiring(by day: BusinessDay) -> Int {
    batches.values.joined().count { $0.lot.map { $0.expiry <= day } ?? false }
  }

  init(of shop: DemoShop) throws { for event in shop.events { try apply(event) } }

  private mutating func apply(_ event: DemoEvent) throws {
    switch event.action {
    case .purchase(let branch, _, let lines):
      for line in lines {
        check(line.cost > .zero, "no cost", event)
        put(line.quantity, line.product, branch, line.lot, event)
      }
    case .sale(let sale):
      check(sales[sale.id] == nil && sale.id.value == Int64(sales.count + 1), "sale out of turn", event)
      check(Set(sale.lines.map(\.product)).count == sale.lines.count, "a product twice", event)
      check(!sale.lines.isEmpty, "an empty sale", event)
      sales[sale.id] = (sale, event.day)
      for line in sale.lines {
        let shelf = Shelf(branch: sale.branch, product: line.product)
        soldByDay[shelf, default: [:]][event.day, default: .zero] += line.quantity
        _ = take(line.quantity, line.product, sale.branch, event)
      }
    case .customerReturn(let id, let lines):
      let (sale, _) = try #require(sales[id])
      check(regretted.insert(id).inserted, "regretted twice", event)
      for line in lines {
        let bought = sale.lines.first { $0.product == line.product }?.quantity ?? .zero
        check(line.quantity <= bought, "returned more than bought", event)
        put(line.quantity, line.product, sale.branch, nil, event)
      }
    case .cancel(let id):
      let (sale, day) = try #require(sales[id])
      check(regretted.insert(id).inserted && day == event.day, "cancelled too late", event)
      for line in sale.lines { put(line.quantity, line.product, sale.branch, nil, event) }
    case .transfer(let from, let to, let lines, let isReceived):
      check(from != to && !lines.isEmpty, "no transfer", event)
      for line in lines {
        for batch in take(line.quantity, line.product, from, event) where isReceived {
          put(batch.quantity, line.product, to, batch.lot, event)
        }
      }
    case .adjust(let kind, let branch, let line, let lot, let reason):
      check(!reason.isEmpty, "no reason", event)
      if kind.isEntry {
        put(line.quantity, line.product, branch, nil, event)
      } else {
        _ = take(line.quantity, line.product, branch, event, expired: lot)
      }
    case .priceChange(_, let prices): check(prices.cost < prices.sale, "sold at a loss", event)
    }
  }

  private mutating func put(
    _ quantity: Quantity, _ product: ProductID, _ branch: BranchID, _ lot: DemoEvent.Lot?, _ event: DemoEvent
  ) {
    check(quantity > .zero, "nothing put", event)
    let shelf = Shelf(branch: branch, product: product)
    batches[shelf, default: []].append(Batch(lot: lot, quantity: quantity))
    batches[shelf]?.sort { ($0.lot?.expiry.ordinal ?? 0) < ($1.lot?.expiry.ordinal ?? 0) }
  }

  /// What was taken: of the lot `expired`, or of whatever has not expired, the nearest expiry first.
  private mutating func take(
    _ quantity: Quantity, _ product: ProductID, _ branch: BranchID, _ event: DemoEvent,
    expired lot: String? = nil
  ) -> [Batch] {
    check(quantity > .zero, "nothing taken", event)
    let shelf = Shelf(branch: branch, product: product)
    var (taken, kept, missing): ([Batch], [Batch], Quantity) = ([], [], quantity)
    for batch in batches[shelf, default: []] {
      let hasExpired = batch.lot.map { $0.expiry < event.day } ?? false
      let isMeant = lot == nil ? !hasExpired : hasExpired && batch.lot?.code == lot
      let part = isMeant ? min(missing, batch.quantity) : .zero
      missing -= part
      if part > .zero { taken.append(Batch(lot: batch.lot, quantity: part)) }
      if part < batch.quantity { kept.append(Batch(lot: batch.lot, quantity: batch.quantity - part)) }
    }
    batches[shelf] = kept
    check(missing.isZero, "more taken than there was", event)
    return taken
  }

  private mutating func check(_ holds: Bool, _ fault: String, _ event: DemoEvent) {
    if !holds { faults.append("\(fault): \(event)") }
  }
}
