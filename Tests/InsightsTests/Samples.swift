import Insights
import Inventory

let today = BusinessDay(ordinal: 20_000)

/// A level whose history is old and quiet, so that only what a test sets can make a rule hold.
func level(
  _ onHand: Int64, reserved: Int64 = 0, minimum: Int64 = 0, maximum: Int64 = 1, strategic: Bool = false,
  price: Int64 = 100_00, cost: Int64 = 60_00, sold7: Int64 = 0, sold30: Int64 = 0,
  history: StockLevel.History = quiet, expiry: BusinessDay? = nil
) throws -> StockLevel {
  StockLevel(
    product: ProductID(1), branch: BranchID(1), onHand: Quantity(onHand), reserved: Quantity(reserved),
    limits: try StockLimits(minimum: Quantity(minimum), maximum: Quantity(maximum)),
    price: Money(minorUnits: price), cost: Money(minorUnits: cost), isStrategic: strategic,
    sales: StockLevel.Sales(last7: Quantity(sold7), last30: Quantity(sold30)), history: history,
    expiry: expiry)
}

/// Came in 300 days ago and sold yesterday.
let quiet = StockLevel.History(
  lastSale: today - 1, firstEntry: today - 300, lastRestock: today - 300, lastMovement: today - 1)

/// Came in 300 days ago and sold last `days` ago.
func unsold(_ days: Int, priceChange: StockLevel.PriceChange? = nil) -> StockLevel.History {
  StockLevel.History(
    lastSale: today - days, firstEntry: today - 300, lastRestock: today - 300, lastMovement: today - 1,
    priceChange: priceChange)
}

/// The rules with nothing selling fast, unless `sold30` says so.
func book(_ settings: RuleSettings = RuleSettings(), fast sold30: [Int64] = []) -> RuleBook {
  RuleBook(today: today, settings: settings, rotation: Rotation(sold30: sold30.map { Quantity($0) }))
}
