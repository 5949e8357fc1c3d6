import Inventory
import Shop
import Store
import Testing

/// A shop in which anything may happen, and a plain account of it kept beside.
private struct RandomLife {
  let test: TestShop
  let branches: [Branch]
  let products: [Product]
  var random: SplitMix64
  /// What lies where, kept by plain addition.
  var stock: [StockPlace: Quantity] = [:]
  /// What was sold less what came back, by day.
  var sold: [BusinessDay: (units: Quantity, income: Money)] = [:]
  private var sales: [Sale] = []
  private var onTheRoad: [TransferRecord] = []
  private var undoable: [String] = []
  private var keys = 0
  private(set) var refused = 0
  private(set) var performed = 0

  init(seed: UInt64) async throws {
    test = try await TestShop()
    random = SplitMix64(seed: seed)
    branches = [test.session.home, try await test.branch("Norte")]
    products = [
      try await test.product("Entero", price: "9.99", cost: "3.33", wholesale: ("8.88", 5)),
      try await test.product("Kilo", price: "7.77", cost: "2.49", unit: .kilo),
      try await test.product("Con lotes", price: "0.05", cost: "0.03"),
    ]
  }

  private mutating func key() -> IdempotencyKey {
    keys += 1
    return IdempotencyKey("k\(keys)", content: "")
  }

  private mutating func quantity(of product: Product) -> Quantity {
    let whole = Quantity(Int64.random(in: 1...9, using: &random))
    guard product.unit == .kilo else { return whole }
    return Quantity(thousandths: Int64.random(in: 1...9000, using: &random))
  }

  private mutating func one<Element>(of all: [Element]) throws -> Element {
    try #require(all.randomElement(using: &random))
  }

  /// Does something; what the shop refuses must be refused for a reason of its own.
  mutating func step() async throws {
    if Int.random(in: 0..<12, using: &random) == 0 { test.go(to: test.today + 1) }
    do {
      switch Int.random(in: 0..<14, using: &random) {
      case 0...2: try await receive()
      case 3...6: try await sell()
      case 7: try await giveBack()
      case 8: try await cancel()
      case 9: try await adjust()
      case 10: try await send()
      case 11: try await arrive()
      default: try await undo()
      }
      performed += 1
    } catch let error as ShopError {
      switch error {
      case .insufficientStock, .conflict: refused += 1
      default: throw error
      }
    }
  }

  private mutating func move(_ product: ProductID, _ branch: BranchID, by quantity: Quantity) {
    stock[StockPlace(branch: branch, product: product), default: .zero] += quantity
  }

  private mutating func count(_ sale: Sale, on day: BusinessDay, units: Quantity, income: Money) {
    sold[day, default: (.zero, .zero)].units += units
    sold[day, default: (.zero, .zero)].income += income
  }

  private mutating func receive() async throws {
    let product = try one(of: products)
    let branch = try one(of: branches).id
    let quantity = quantity(of: product)
    let lot = product.name == "Con lotes" ? try one(of: ["L1", "L2", nil]) : nil
    let cost =
      Bool.random(using: &random) ? nil : Money(minorUnits: Int64.random(in: 0...999, using: &random))
    let key = key()
    _ = try await test.shop.receive(
      EntryDraft(
        lines: [EntryDraft.Line(product: product.id, quantity: quantity, cost: cost, lot: lot)],
        branch: branch),
      test.session, key: key)
    move(product.id, branch, by: quantity)
    undoable.append(key.text)
  }

  private mutating func sell() async throws {
    let branch = try one(of: branches).id
    var lines: [SaleDraft.Line] = []
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let product = try one(of: products)
      lines.append(
        SaleDraft.Line(
          product: product.id, quantity: quantity(of: product),
          discount: Percent(tenths: Int.random(in: 0...333, using: &random))))
    }
    let draft = SaleDraft(lines: lines, branch: branch)
    let total = try await test.shop.quote(draft, test.session).totals.total
    var agreed = draft
    if Bool.random(using: &random) {
      agreed.reduction = .agreedTotal(
        Money(minorUnits: Int64.random(in: 0...total.minorUnits, using: &random)))
    }
    let key = key()
    let sale = try await test.shop.sell(agreed, test.session, key: key)
    for line in lines { move(line.product, branch, by: -line.quantity) }
    count(sale, on: test.today, units: lines.reduce(.zero) { $0 + $1.quantity }, income: sale.totals.total)
    sales.append(sale)
    undoable.append(key.text)
  }

  private mutating func giveBack() async throws {
    guard !sales.isEmpty else { return }
    let sale = try one(of: sales)
    let line = try one(of: sale.lines)
    let isWhole = Bool.random(using: &random)
    let part = isWhole ? line.item.quantity : Quantity(thousandths: min(1000, line.item.quantity.thousandths))
    let restocks = Bool.random(using: &random)
    let draft = ReturnDraft(
      folio: sale.folio.text,
      lines: [ReturnDraft.Line(product: line.item.product, quantity: part, restocks: restocks)])
    let value: Money
    do { value = try await test.shop.quote(draft, test.session).value } catch ShopError.invalid {
      return  // so much is no longer left of it
    }
    _ = try await test.shop.returnSale(draft, test.session)
    if restocks { move(line.item.product, sale.branch, by: part) }
    count(sale, on: test.today, units: -part, income: -value)
  }

  private mutating func cancel() async throws {
    guard !sales.isEmpty else { return }
    let sale = try one(of: sales)
    _ = try await test.shop.cancelSale(sale.folio.text, test.session)
    takeOff(sale)
  }

  private mutating func takeOff(_ sale: Sale) {
    for line in sale.lines { move(line.item.product, sale.branch, by: line.item.quantity) }
    count(
      sale, on: sale.day, units: -sale.lines.reduce(.zero) { $0 + $1.item.quantity },
      income: -sale.totals.total)
  }

  private mutating func adjust() async throws {
    let product = try one(of: products)
    let branch = try one(of: branches).id
    let quantity = quantity(of: product)
    let change = try one(of: [AdjustmentDraft.Change.add(quantity), .remove(quantity), .set(quantity)])
    let key = key()
    let document = try await test.shop.adjust(
      AdjustmentDraft(
        product: product.id, change: change, reason: try one(of: AdjustmentDraft.Reason.allCases),
        branch: branch),
      test.session, key: key)
    for movement in document.movements { move(product.id, branch, by: movement.quantity) }
    undoable.append(key.text)
  }

  private mutating func send() async throws {
    let product = try one(of: products)
    let quantity = quantity(of: product)
    let from = try one(of: branches)
    let to = try #require(branches.first { $0 != from })
    let draft = TransferDraft(
      lines: [TransferDraft.Line(product: product.id, quantity: quantity)], from: from.id, to: to.id)
    onTheRoad.append(try await test.shop.send(draft, test.session))
    move(product.id, from.id, by: -quantity)
  }

  private mutating func arrive() async throws {
    guard !onTheRoad.isEmpty else { return }
    let transfer = onTheRoad.removeFirst()
    _ = try await test.shop.receiveTransfer(transfer.id, test.session)
    for line in transfer.lines { move(line.product, transfer.destination, by: line.quantity) }
  }

  private mutating func undo() async throws {
    guard !undoable.isEmpty else { return }
    let key = undoable.remove(at: Int.random(in: 0..<undoable.count, using: &random))
    let reversal = try await test.shop.reverse(key, test.session)
    if let sale = sales.first(where: { $0.folio.text == reversal.reference }) { return takeOff(sale) }
    let session = test.session
    let undone = try await test.shop.store.read(session.shop.id) {
      try $0.movements(document: reversal.reference)
    }
    for movement in undone { move(movement.product, movement.branch, by: -movement.quantity) }
  }
}

@Suite struct `Whatever happens in a shop` {
  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func `its books agree with each other and with a plain account`(seed: UInt64) async throws {
    var life = try await RandomLife(seed: seed)
    for step in 0..<250 {
      try await life.step()
      if step % 50 == 49 { try await life.test.isClean() }
    }
    #expect(life.performed > 120)
    #expect(life.refused > 5)
    for product in life.products {
      for branch in life.branches {
        let balance = try await life.test.balance(product, in: branch)
        #expect(
          balance.onHand == life.stock[StockPlace(branch: branch.id, product: product.id), default: .zero])
        #expect(balance.onHand >= .zero)
        #expect(balance.value >= .zero)
        #expect(!balance.onHand.isZero || balance.value == .zero)
      }
    }
    for (day, sold) in life.sold {
      let summary = try await life.test.summary(day)
      #expect(summary.total.units == sold.units)
      #expect(summary.total.income == sold.income)
    }
    try await life.test.isClean()
  }
}
