package import Inventory

/// The products of a period by their income, the dearest first, each with its class.
package struct ABCAnalysis: Hashable, Sendable {
  /// What a product sold in the period: income without tax, net of returns and of its part of the sales' discounts.
  package struct Sold: Hashable, Sendable {
    package let product: ProductID
    package let units: Quantity
    package let income: Money

    package init(product: ProductID, units: Quantity, income: Money) {
      (self.product, self.units, self.income) = (product, units, income)
    }
  }

  package struct Line: Hashable, Sendable {
    package let sold: Sold
    /// `porcentaje_ingresos`; nil where the whole is not positive.
    package let share: Percent?
    package let abcClass: ABCClass
  }

  /// By income descending, then by product.
  package let lines: [Line]
  package let income: Money

  /// - Throws: `ShopError.amountTooLarge` when the incomes add up to more than `Money.limit`.
  package init(_ sold: some Sequence<Sold>) throws(ShopError) {
    let sorted = sold.sorted { ($1.income, $0.product) < ($0.income, $1.product) }
    let whole = sorted.reduce(Int128(0)) { $0 + Int128($1.income.minorUnits) }
    guard whole.magnitude <= Money.limit.minorUnits.magnitude else { throw .amountTooLarge }
    let income = Money(minorUnits: Int64(whole))
    let classes = ABCClass.classes(ofDescending: sorted.map(\.income.minorUnits))
    lines = zip(sorted, classes).map { sold, abcClass in
      Line(sold: sold, share: Percent(sold.income, of: income), abcClass: abcClass)
    }
    self.income = income
  }
}

/// What an ABC analysis advises about a product (requirements §17.83).
package enum PurchaseAdvice: Hashable, Sendable {
  /// Class A and little left.
  case buy
  /// Class C and no sale for too long: the money of its stock is tied up.
  case stopBuying

  /// Nil where there is nothing to advise of a product that lies in `places`, each judged by its own rules: it is
  /// bought when it is short in one of them, and dropped when it has gone unsold for too long in all.
  package init?(_ abcClass: ABCClass, in places: [(level: StockLevel, book: RuleBook)]) {
    switch abcClass {
    case .a where places.contains(where: { !$0.book.rules(for: $0.level).isDisjoint(with: .short) }):
      self = .buy
    case .c:
      let isUnsold = places.compactMap { level, book in
        level.history.daysWithoutSale(on: book.today).map { $0 > book.settings.daysWithoutSale.yellow }
      }
      guard !isUnsold.isEmpty, isUnsold.allSatisfy(\.self) else { return nil }
      self = .stopBuying
    case .a, .b: return nil
    }
  }
}
