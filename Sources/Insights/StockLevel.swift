package import Inventory

/// What the rules look at: one product in one branch, with what it sold and when something last happened to it.
package struct StockLevel: Hashable, Sendable {
  package let product: ProductID
  package let branch: BranchID
  package var onHand: Quantity
  package var reserved: Quantity
  package var limits: StockLimits
  package var price: Money
  package var cost: Money
  package var isStrategic: Bool
  /// Whether people may buy it: what is only used up is not looked at for sales.
  package var isForSale = true
  package var sales: Sales
  package var history: History
  /// The earliest expiry of a lot that still has stock.
  package var expiry: BusinessDay?
  /// The earliest that has not passed, where `expiry` has.
  package var laterExpiry: BusinessDay?
  /// How many days before it the product's own alert comes; nil for the shop's.
  package var expiryNotice: Int?

  package init(
    product: ProductID, branch: BranchID, onHand: Quantity, reserved: Quantity = .zero,
    limits: StockLimits = .standard, price: Money, cost: Money = .zero, isStrategic: Bool = false,
    sales: Sales = Sales(), history: History = History(), expiry: BusinessDay? = nil
  ) {
    (self.product, self.branch, self.onHand, self.reserved) = (product, branch, onHand, reserved)
    (self.limits, self.price, self.cost, self.isStrategic) = (limits, price, cost, isStrategic)
    (self.sales, self.history, self.expiry) = (sales, history, expiry)
  }

  /// What may be sold; every rule compares this.
  package var available: Quantity { onHand - reserved }

  /// Whether there are units but every one of them is set aside.
  package var isAllReserved: Bool { onHand > .zero && available <= .zero }

  /// When a lot expires next, whatever has expired already; nil for never.
  package func nextExpiry(on today: BusinessDay) -> BusinessDay? {
    expiry.map { $0 >= today } ?? false ? expiry : laterExpiry
  }

  package var margin: Percent? { Percent(marginOf: price, cost: cost) }

  /// Net sales in the windows of `SalesWindow`.
  package struct Sales: Hashable, Sendable {
    package var last7: Quantity
    package var last30: Quantity
    package var income30: Money

    package init(last7: Quantity = .zero, last30: Quantity = .zero, income30: Money = .zero) {
      (self.last7, self.last30, self.income30) = (last7, last30, income30)
    }
  }

  /// The days on which something last (or first) happened in the branch; nil where it never did.
  package struct History: Hashable, Sendable {
    package var lastSale: BusinessDay?
    package var firstEntry: BusinessDay?
    /// The last entry that ended a stock of 0.
    package var lastRestock: BusinessDay?
    package var lastMovement: BusinessDay?
    package var lastEntry: BusinessDay?
    package var priceChange: PriceChange?

    package init(
      lastSale: BusinessDay? = nil, firstEntry: BusinessDay? = nil, lastRestock: BusinessDay? = nil,
      lastMovement: BusinessDay? = nil, priceChange: PriceChange? = nil
    ) {
      (self.lastSale, self.firstEntry, self.lastRestock) = (lastSale, firstEntry, lastRestock)
      (self.lastMovement, self.priceChange) = (lastMovement, priceChange)
    }
  }

  /// The latest change of the sale price.
  package struct PriceChange: Hashable, Sendable {
    package let day: BusinessDay
    package let isCut: Bool

    package init(day: BusinessDay, isCut: Bool) { (self.day, self.isCut) = (day, isCut) }
  }
}

extension StockLevel.History {
  /// Days since the last sale; for what never sold, since the last entry that ended a stock of 0 (D-16).
  ///
  /// Nil when it has neither sold nor come in.
  package func daysWithoutSale(on today: BusinessDay) -> Int? {
    (lastSale ?? lastRestock ?? firstEntry).map { today - $0 }
  }

  /// Days since anything moved it, a sale included; nil when nothing ever did.
  package func daysWithoutMovement(on today: BusinessDay) -> Int? {
    guard let lastMovement, let lastSale else { return (lastMovement ?? lastSale).map { today - $0 } }
    return today - max(lastMovement, lastSale)
  }
}
