internal import Insights
internal import Inventory
internal import Store

/// Every balance that a question looks at, with the rules as they read in each branch.
struct StockSurvey {
  /// The branch's where one is asked about, else that of the branches that close with the shop.
  let window: SalesWindow
  let levels: [StockLevel]
  private let books: [BranchID: RuleBook]
  private let layers: RuleLayers
  private let branches: [BranchID: Branch]
  private let incomes: [BranchID: Money]
  private let inTransit: [StockPlace: Quantity]

  /// Two scans, of the balances and of thirty days of the roll-up, joined here.
  init(of books: Transaction, filter: StockFilter, _ session: Session, at now: Instant) throws {
    let windows = try SalesWindows(books, session, at: now)
    window = windows.window(of: filter.branch)
    let sold = try books.sales(in: windows, branch: filter.branch)
    let today = session.clock.day(of: now)
    let all = try books.levels(branch: filter.branch, product: filter.goods.product, sold: sold, on: today)
    // Without the costs no rule tells of the margin either.
    levels = session.may(.seeCosts) ? all : all.map(\.withoutCost)
    var soldByBranch: [BranchID: [Quantity]] = [:]
    var incomes: [BranchID: Money] = [:]
    for (place, sales) in sold {
      soldByBranch[place.branch, default: []].append(sales.last30)
      incomes[place.branch, default: .zero] += sales.income30
    }
    self.incomes = incomes
    branches = try books.branchesByID()
    let layers = try RuleLayers(books)
    self.layers = layers
    self.books = Dictionary(
      uniqueKeysWithValues: branches.keys.map { id in
        let rotation = Rotation(sold30: soldByBranch[id] ?? [])
        return (id, RuleBook(today: today, settings: layers.settings(in: id), rotation: rotation))
      })
    inTransit = try books.inTransit()
  }

  func book(of level: StockLevel) -> RuleBook {
    var book = books[level.branch] ?? RuleBook(today: window.week.last, rotation: Rotation(sold30: []))
    layers.adjust(&book.settings, to: level.product)
    return book
  }

  /// Nil when the balance lies in a branch that was closed.
  func finding(_ level: StockLevel, _ product: Product) -> StockFinding? {
    guard let branch = branches[level.branch] else { return nil }
    let book = book(of: level)
    let onOrder = inTransit[StockPlace(branch: level.branch, product: level.product)] ?? .zero
    return StockFinding(
      product: product, branch: branch, level: level, replenishment: Replenishment(for: level),
      hits: book.hits(for: level),
      explaining: book.rules(for: level).explaining.map { book.hit($0, for: level) },
      isCritical: book.isCritical(level), hasHighMargin: book.hasHighMargin(level),
      monthShare: incomes[level.branch].flatMap { level.shareOfIncome(of: $0) },
      overstock: (try? Overstock(level, by: book)) ?? nil, onOrder: onOrder,
      toOrder: Replenishment.toOrder(for: level, terms: OrderTerms(onOrder: onOrder)))
  }
}

extension Transaction {
  /// What each place sold in its branch's window, of some products or of all.
  func sales(
    in windows: SalesWindows, branch: BranchID?, of products: [ProductID]? = nil
  ) throws -> [StockPlace: StockLevel.Sales] {
    var sold: [StockPlace: StockLevel.Sales] = [:]
    for (window, branches) in windows.scans(of: branch) {
      try eachDailySale(
        in: window.month, since: window.week.first, branches: branches, of: products
      ) { branch, product, isRecent, units, income in
        let units = Quantity(thousandths: units)
        let place = StockPlace(branch: branch, product: product)
        sold[place, default: StockLevel.Sales()].add(units, Money(minorUnits: income), isRecent: isRecent)
      }
    }
    return sold
  }

  /// The balances of one product or of all, with everything that the rules look at.
  func levels(
    branch: BranchID?, product: ProductID?, sold: [StockPlace: StockLevel.Sales], on today: BusinessDay
  ) throws -> [StockLevel] {
    let changes = try latestPriceChanges(of: product)
    let expiries = try expiries(of: product, from: today)
    var levels: [StockLevel] = []
    try eachLevel(branch: branch, product: product) { row in
      let place = StockPlace(branch: row.branch, product: row.product)
      guard
        let limits = try? StockLimits(
          minimum: row.minimum, maximum: row.maximum, alertsAtMinimum: row.alertsAtMinimum)
      else { return }
      var level = StockLevel(
        product: row.product, branch: row.branch, onHand: row.onHand, reserved: row.reserved, limits: limits,
        price: row.price, cost: row.cost, isStrategic: row.isStrategic,
        sales: sold[place] ?? StockLevel.Sales(),
        history: StockLevel.History(
          lastSale: row.lastSale, firstEntry: row.firstEntry, lastRestock: row.lastRestock,
          lastMovement: row.lastMovement,
          priceChange: changes[row.product].map { StockLevel.PriceChange(day: $0.day, isCut: $0.isCut) }),
        expiry: expiries[place]?.first)
      (level.history.lastEntry, level.expiryNotice) = (row.lastEntry, row.expiryNotice)
      (level.laterExpiry, level.isForSale) = (expiries[place]?.next, row.isForSale)
      levels.append(level)
    }
    return levels
  }
}

extension StockLevel {
  fileprivate var withoutCost: StockLevel {
    var level = self
    level.cost = .zero
    return level
  }
}

extension StockLevel.Sales {
  fileprivate mutating func add(_ units: Quantity, _ income: Money, isRecent: Bool) {
    last30 += units
    income30 += income
    if isRecent { last7 += units }
  }
}
