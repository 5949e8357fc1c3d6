internal import Inventory

extension DemoYear {
  /// A sale that its customer brings back, or that the cashier undoes.
  struct AfterSale {
    let day: BusinessDay
    let minute: Int
    let action: DemoEvent.Action
    let sale: DemoSale
  }

  private static let salesADay = 40.0
  /// How likely a basket holds one line, two, three and so on.
  private static let basketSizes: [Double] = [38, 28, 17, 9, 5, 3]
  /// From 8 o'clock on, hour by hour.
  private static let busyHours: [Double] = [2, 6, 9, 11, 9, 5, 4, 6, 8, 11, 13, 9]
  private static let tenders: [(Tender, weight: Double)] = [
    (.cash, 54), (.qr, 27), (.card, 12), (.transfer, 7),
  ]

  /// Who wants what in a branch today.
  private struct Appetite {
    let all: CumulativeWeights
    let within: [DemoCatalogue.Department: CumulativeWeights]
  }

  /// The sales of the day in all branches, with the returns and cancellations that fall between them.
  mutating func trade() {
    var customers: [(minute: Int, branch: BranchID)] = []
    var appetites: [BranchID: Appetite] = [:]
    for branch in DemoPeople.branches {
      let mean = Self.salesADay * Self.share(of: branch.id) * calendar.bustle(on: day)
      let count = chance.rounded(mean * (0.85 + 0.3 * chance.fraction()))
      for _ in 0..<count { customers.append((saleMinute(), branch.id)) }
      appetites[branch.id] = appetite(at: branch.id)
    }
    customers.sort { ($0.minute, $0.branch) < ($1.minute, $1.branch) }
    for (minute, branch) in customers {
      settle(until: minute)
      guard let appetite = appetites[branch] else { continue }
      sell(at: branch, minute, appetite)
    }
    settle(until: Hour.lastSale)
  }

  private mutating func saleMinute() -> Int {
    let hour = chance.place(in: Self.busyHours)
    return min(Hour.lastSale, 8 * 60 + hour * 60 + chance.integer(in: (hour == 0 ? 35 : 0)...59))
  }

  private func appetite(at branch: BranchID) -> Appetite {
    let weights = items.map { item in
      let taste = 0.7 + Double((item.product.id.value * 31 + branch.value * 17) % 61) / 100
      let lean = item.department == .salon ? (branch == DemoPeople.market ? 0.55 : 1.1) : 1
      return item.pace * calendar.appetite(for: item, on: day) * taste * lean
    }
    var within: [DemoCatalogue.Department: CumulativeWeights] = [:]
    for department in DemoCatalogue.Department.allCases {
      within[department] = CumulativeWeights(
        zip(items, weights).map { $0.department == department ? $1 : 0 })
    }
    return Appetite(all: CumulativeWeights(weights), within: within)
  }

  private mutating func sell(at branch: BranchID, _ minute: Int, _ appetite: Appetite) {
    let size = chance.place(in: Self.basketSizes) + 1
    var lines: [DemoEvent.Line] = []
    var department: DemoCatalogue.Department?
    for _ in 0..<size {
      let stays = chance.chance(0.85)
      let weights = stays ? department.flatMap { appetite.within[$0] } : nil
      let index = (weights ?? appetite.all).place(using: &chance)
      let item = items[index]
      let wanted = quantity(of: item)
      let quantity = min(wanted, stock.sellable(item.product.id, at: branch, on: day))
      guard quantity > .zero, !lines.contains(where: { $0.product == item.product.id }) else { continue }
      department = item.department
      stock.take(quantity, of: item.product.id, from: branch, on: day)
      noteSale(quantity, of: index, at: branch)
      lines.append(DemoEvent.Line(product: item.product.id, quantity: quantity))
    }
    guard !lines.isEmpty else { return }
    saleCount += 1
    let sellers = DemoPeople.sellers(at: branch)
    let sale = DemoSale(
      id: SaleID(saleCount), branch: branch, person: sellers[chance.place(in: [6, 3, 1])],
      customer: chance.chance(0.22) ? chance.element(of: DemoPeople.customers)?.id : nil,
      tender: Self.tenders[chance.place(in: Self.tenders.map(\.weight))].0, lines: lines)
    record(minute, .sale(sale))
    regret(sale, minute)
  }

  private mutating func quantity(of item: Item) -> Quantity {
    if let wholesale = item.product.prices.wholesale, chance.chance(0.03) { return wholesale.quantity }
    if item.product.unit == .kilo { return Quantity(thousandths: Int64(chance.integer(in: 1...8)) * 250) }
    let price = item.product.prices.sale.minorUnits
    let likely: [Double] = price < 1_000 ? [50, 28, 14, 8] : price < 5_000 ? [78, 17, 5] : [93, 7]
    return Quantity(Int64(chance.place(in: likely) + 1))
  }

  /// Now and then a sale is undone within the hour, or one of its lines comes back within the week.
  private mutating func regret(_ sale: DemoSale, _ minute: Int) {
    let mayReturn = sale.lines.allSatisfy { line in
      let item = items[Int(line.product.value - 1)]
      return item.shelfLife == nil && item.product.unit != .kilo
    }
    guard mayReturn else { return }
    if chance.chance(0.006) {
      let later = min(minute + chance.integer(in: 4...40), Hour.lastSale)
      afterSales.append(AfterSale(day: day, minute: later, action: .cancel(sale.id), sale: sale))
    } else if chance.chance(0.02), let line = chance.element(of: sale.lines) {
      let back = DemoEvent.Line(
        product: line.product, quantity: chance.chance(0.7) ? Quantity(1) : line.quantity)
      afterSales.append(
        AfterSale(
          day: day + chance.integer(in: 1...6), minute: chance.integer(in: 540...1_150),
          action: .customerReturn(of: sale.id, [back]), sale: sale))
    }
  }

  /// Performs what has been regretted up to `minute` of today.
  private mutating func settle(until minute: Int) {
    let due = afterSales.filter { ($0.day, $0.minute) <= (day, minute) }
    guard !due.isEmpty else { return }
    afterSales.removeAll { ($0.day, $0.minute) <= (day, minute) }
    for regretted in due.sorted(by: { ($0.minute, $0.sale.id) < ($1.minute, $1.sale.id) }) {
      let lines: [DemoEvent.Line]
      if case .customerReturn(_, let returned) = regretted.action {
        lines = returned
      } else {
        lines = regretted.sale.lines
      }
      for line in lines { stock.add(line.quantity, of: line.product, to: regretted.sale.branch) }
      record(regretted.minute, regretted.action)
    }
  }
}
