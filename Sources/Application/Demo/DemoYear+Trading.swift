internal import Inventory

extension DemoYear {
  /// A sale that its customer brings back, or that the cashier undoes.
  struct AfterSale {
    let day: BusinessDay
    let minute: Int
    let action: DemoEvent.Action
    let sale: DemoSale
  }

  /// How likely a basket holds one line, two, three and so on.
  private static let basketSizes: [Double] = [38, 28, 17, 9, 5, 3]
  /// From 8 o'clock on, hour by hour.
  private static let busyHours: [Double] = [2, 6, 9, 11, 9, 5, 4, 6, 8, 11, 13, 9]
  private static let tenders: [(Tender, weight: Double)] = [
    (.cash, 54), (.qr, 27), (.card, 12), (.transfer, 7),
  ]

  /// Somebody who wants so much of a product today.
  private struct Wish {
    let item: Int
    let quantity: Quantity
    /// Customers ask for wishes in this order, so that those of one department mostly go together.
    let turn: Double
  }

  private struct Basket {
    let branch: BranchID
    let minute: Int
    let wishes: ArraySlice<Wish>
  }

  /// The sales of the day in all branches, with the returns and cancellations that fall between them.
  mutating func trade() {
    var wishes: [BranchID: [Wish]] = [:]
    for shelf in shelves { wishes[shelf.branch, default: []] += self.wishes(for: shelf) }
    var baskets: [Basket] = []
    for branch in DemoPeople.branches {
      baskets += self.baskets(of: wishes[branch.id, default: []].sorted { $0.turn < $1.turn }, at: branch.id)
    }
    for basket in baskets.sorted(by: { ($0.minute, $0.branch) < ($1.minute, $1.branch) }) {
      settle(until: basket.minute)
      sell(basket)
    }
    settle(until: Hour.lastSale)
  }

  private mutating func wishes(for shelf: Shelf) -> [Wish] {
    let item = items[shelf.item]
    let today = demand.units(of: shelf.item, at: shelf.branch, on: day..<day + 1)
    var wanted = wants[shelf, default: 0] + today * (0.5 + chance.fraction())
    var wishes: [Wish] = []
    while wanted >= 1 {
      let quantity = quantity(of: item, at: shelf.branch)
      let leaning = item.department == .salon ? 0.0 : 0.7
      wishes.append(Wish(item: shelf.item, quantity: quantity, turn: leaning + chance.fraction()))
      wanted -= quantity.units
    }
    wants[shelf] = wanted
    return wishes
  }

  private mutating func baskets(of wishes: [Wish], at branch: BranchID) -> [Basket] {
    var baskets: [Basket] = []
    var rest = wishes[...]
    while !rest.isEmpty {
      let size = chance.place(in: Self.basketSizes) + 1
      baskets.append(Basket(branch: branch, minute: saleMinute(), wishes: rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    return baskets
  }

  private mutating func saleMinute() -> Int {
    let hour = chance.place(in: Self.busyHours)
    return min(Hour.lastSale, 8 * 60 + hour * 60 + chance.integer(in: (hour == 0 ? 35 : 0)...59))
  }

  /// Sells what there is of a basket.
  private mutating func sell(_ basket: Basket) {
    var lines: [DemoEvent.Line] = []
    for wish in basket.wishes {
      let product = items[wish.item].product.id
      let quantity = min(wish.quantity, stock.sellable(product, at: basket.branch, on: day))
      guard quantity > .zero else { continue }
      stock.take(quantity, of: product, from: basket.branch, on: day)
      let same = lines.firstIndex { $0.product == product }
      let before = same.map { lines.remove(at: $0).quantity } ?? .zero
      lines.append(DemoEvent.Line(product: product, quantity: before + quantity))
    }
    guard !lines.isEmpty else { return }
    saleCount += 1
    let sellers = DemoPeople.sellers(at: basket.branch)
    let sale = DemoSale(
      id: SaleID(saleCount), branch: basket.branch, person: sellers[chance.place(in: [6, 3, 1])],
      customer: chance.chance(0.22) ? chance.element(of: DemoPeople.customers)?.id : nil,
      tender: Self.tenders[chance.place(in: Self.tenders.map(\.weight))].0, lines: lines)
    record(basket.minute, .sale(sale))
    regret(sale, basket.minute)
  }

  /// How much one customer takes: never more than a branch sells in two weeks.
  private mutating func quantity(of item: Item, at branch: BranchID) -> Quantity {
    let most = item.pace(at: branch) * 14
    if let wholesale = item.product.prices.wholesale, wholesale.quantity.units <= most, chance.chance(0.02) {
      return wholesale.quantity
    }
    if item.product.unit == .kilo { return Quantity(thousandths: Int64(chance.integer(in: 1...8)) * 250) }
    let price = item.product.prices.sale.minorUnits
    let likely: [Double] = price < 1_000 ? [50, 28, 14, 8] : price < 5_000 ? [78, 17, 5] : [93, 7]
    return Quantity(min(Int64(chance.place(in: likely) + 1), max(1, Int64(most))))
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
