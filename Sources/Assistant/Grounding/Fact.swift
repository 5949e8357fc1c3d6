internal import Inventory

/// A number that a tool gave: how much of what, and of which product, where and when.
struct Fact: Sendable {
  /// Its magnitude in ten-thousandths.
  let value: Int64
  let measure: Measure
  /// Under which a result gives it; empty for what is drawn from one or said in words.
  var key = ""
  var product: FoldedText?
  var branch: FoldedText?
  /// The months that were looked at, a bit each; none where nothing says which.
  var months = MonthSet()
  /// Which way what is a percentage of change went.
  var trend: Trend?

  enum Measure: Hashable, Sendable {
    case percent
    /// The part of a whole that a row is.
    case share
    /// Of several things together, so that nobody minds its last digits.
    case turnover
    case money
    /// How many sales.
    case sales
    case goods
    /// How many rows there are, or which sale it is.
    case tally
    /// What nothing says the measure of.
    case plain
  }

  enum Trend: Hashable, Sendable { case up, down }
}

/// Months of whatever year.
struct MonthSet: OptionSet, Hashable, Sendable {
  let rawValue: UInt16

  init(rawValue: UInt16) { self.rawValue = rawValue }

  init(month: Int) { rawValue = 1 << UInt16(clamping: month) }

  init(from first: BusinessDay, to last: BusinessDay) {
    self = []
    guard first <= last else { return }
    let (start, end) = (first.civil, last.civil)
    let count = (end.year - start.year) * 12 + end.month - start.month
    for step in 0...min(count, 11) { formUnion(MonthSet(month: (start.month - 1 + step) % 12 + 1)) }
  }
}

extension Fact.Measure {
  /// What a result's number measures.
  init(key: String) {
    func begins(_ words: String...) -> Bool { words.contains { key.hasPrefix($0) } }
    self =
      if key.hasSuffix("pct") {
        key.hasPrefix("participacion") ? .share : .percent
      } else if key == "ventas" {
        .sales
      } else if ["ingresos", "margen", "ticket_promedio"].contains(key) || begins("valor_") {
        .turnover
      } else if begins("precio", "monto", "costo", "saldo", "deuda", "subtotal") {
        .money
      } else if begins("unidades", "cantidad", "stock_", "existencia", "reservado", "total_unidades") {
        .goods
      } else {
        .plain
      }
  }

  var isPercentage: Bool { self == .percent || self == .share }
}

/// A number that a reply states, by what the words around it say.
struct Claim {
  /// What it may mean, in ten-thousandths.
  let values: [Int64]
  var measure: Measure
  /// The smallest number that it may be rounded to; nil for none.
  var step: Int64?
  var trend: Fact.Trend?

  enum Measure { case percent, margin, money, sales, goods, any }

  init(_ values: [Int64], isPercent: Bool = false, step: Int64? = nil) {
    (self.values, self.step, measure) = (values, step, isPercent ? .percent : .any)
  }
}

extension Claim.Measure {
  func admits(_ measure: Fact.Measure) -> Bool {
    switch self {
    case .percent: measure.isPercentage
    case .margin: measure == .percent
    case .money: [.money, .turnover, .plain].contains(measure)
    case .sales: [.sales, .tally, .plain].contains(measure)
    case .goods: [.goods, .plain].contains(measure)
    case .any: !measure.isPercentage
    }
  }

  var isPercentage: Bool { self == .percent || self == .margin }

  /// What a tool that says it so in words means by it.
  var said: Fact.Measure {
    switch self {
    case .percent: .share
    case .margin: .percent
    case .money: .money
    case .sales: .sales
    case .goods: .goods
    case .any: .plain
    }
  }
}

/// What a clause is about; numbers of something else are none of its.
struct Scope: Sendable {
  var products: Set<FoldedText> = []
  var branches: Set<FoldedText> = []
  var months = MonthSet()

  func admits(_ fact: Fact) -> Bool {
    if let product = fact.product, !products.isEmpty, !products.contains(product) { return false }
    if let branch = fact.branch, !branches.isEmpty, !branches.contains(branch) { return false }
    return months.isEmpty || fact.months.isEmpty || !months.isDisjoint(with: fact.months)
  }

  /// A number that is said of all that it names, as one of each.
  func facts(_ value: Int64, _ measure: Fact.Measure, _ trend: Fact.Trend?) -> [Fact] {
    let products: [FoldedText?] = self.products.isEmpty ? [nil] : Array(self.products)
    let branches: [FoldedText?] = self.branches.isEmpty ? [nil] : Array(self.branches)
    return products.flatMap { product in
      branches.map {
        Fact(value: value, measure: measure, product: product, branch: $0, months: months, trend: trend)
      }
    }
  }

  func union(_ other: Scope) -> Scope {
    Scope(
      products: products.union(other.products), branches: branches.union(other.branches),
      months: months.union(other.months))
  }
}

/// The numbers that a clause may state.
struct Figures {
  let facts: [Fact]
  let scope: Scope

  func found(_ claim: Claim) -> Bool {
    facts.contains { fact in
      claim.measure.admits(fact.measure) && claim.states(fact) && scope.admits(fact)
        && (claim.trend == nil || fact.trend == nil && fact.measure != .share || claim.trend == fact.trend)
    } || sums.contains { claim.measure.admits($0.measure) && claim.values.contains($0.value) }
  }

  func holds(_ value: Int64) -> Bool { found(Claim([value])) }

  /// What each column comes to over the branches, or the products, that the clause names.
  private var sums: [(value: Int64, measure: Fact.Measure)] {
    let ofBranches = scope.branches.count > 1
    guard ofBranches || scope.products.count > 1 else { return [] }
    let rows = facts.filter { fact in
      !fact.key.isEmpty && !fact.measure.isPercentage && scope.admits(fact)
        && (ofBranches ? fact.branch : fact.product) != nil
    }
    let columns = Dictionary(grouping: rows) { fact in
      [FoldedText(fact.key), ofBranches ? fact.product : fact.branch]
    }
    return columns.values.compactMap { column in
      let parts = Set(column.map { ofBranches ? $0.branch : $0.product })
      guard column.count > 1, parts.count == column.count else { return nil }
      let sum = column.reduce(Int128(0)) { $0 + Int128($1.value) }
      return Int64(exactly: sum).map { ($0, column[0].measure) }
    }
  }
}

extension Claim {
  fileprivate func states(_ fact: Fact) -> Bool {
    values.contains { $0 == fact.value || isRounding($0, of: fact) }
  }

  /// Whether `value` is the fact rounded half up: to fewer decimals, or a turnover to two digits or more.
  private func isRounding(_ value: Int64, of fact: Fact) -> Bool {
    func isRounded(to step: Int64) -> Bool {
      value % step == 0 && fact.value % step != 0 && (fact.value + step / 2) / step * step == value
    }
    if let step, isRounded(to: step) { return true }
    guard fact.measure == .turnover, value >= 1_000 * Evidence.unit else { return false }
    var step = 10 * Evidence.unit
    while value / step >= 10, value % step == 0 {
      if isRounded(to: step) { return true }
      step *= 10
    }
    return false
  }
}
