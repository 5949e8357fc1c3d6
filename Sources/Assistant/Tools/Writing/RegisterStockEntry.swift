internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum EntryPhrase: String, Phrase {
  case propose = "entry.propose(items)"
  case proposeFrom = "entry.propose_from(items,supplier)"
  case lineAtCost = "entry.line_at_cost(quantity,product,cost,subtotal)"
  case bonus = "entry.bonus(bonus)"
  case lot = "entry.lot(lot)"
  case expires = "entry.expires(day)"
  case lotOfWhich = "entry.lot_of_which"
  case total = "entry.total(total)"
  case done = "entry.done(number)"
  case now = "entry.now(product,quantity)"
  case costOfEach = "entry.cost_of_each(total)"
}

extension Tool {
  /// Goods that came in.
  static let registerStockEntry = Tool(
    "registerStockEntry",
    [
      Parameter(.items, .delivery, required: true), Parameter(.total, .money),
      Parameter(.supplier, .supplier), Parameter(.branch, .branch), Parameter(.lot, .text),
      Parameter(.expires, .period),
    ],
    needing: [.receiveStock],
    .writes(
      propose: { slots, desk in
        try desk.session.require(.receiveStock)
        let plan = try EntryPlan(slots, desk)
        let stock = try await desk.stock(of: plan.lines, in: plan.branch)
        var settled = slots.settling(plan.lines, in: desk.session.currency)
        settled[.branch] = plan.branch.name
        settled[.expires] = plan.expires.map(Period.init)
        return Proposal(
          ToolResult(json: plan.json(before: stock), reply: plan.proposal(stock)), settled: settled)
      },
      perform: { slots, desk, key in
        let plan = try EntryPlan(slots, desk)
        let document = try await desk.shop.receive(plan.draft(), desk.session, key: key)
        let stock = try await desk.stock(of: plan.lines, in: plan.branch)
        return ToolResult(json: plan.json(document), reply: plan.receipt(document, stock))
      }))
}

/// A delivery worked out.
private struct EntryPlan {
  let desk: Desk
  let lines: [Line]
  /// What the only line cost as a whole, to the cent, where that was said.
  let value: Money?
  let supplier: Supplier?
  let branch: Branch
  /// The lot of the only line.
  private let lot: String?
  /// The last day on which the only line keeps.
  let expires: BusinessDay?

  private var voice: Voice { desk.voice }

  init(_ slots: Slots, _ desk: Desk) throws {
    self.desk = desk
    let said = try slots[.total].map(desk.money)
    lines = try desk.lines(slots, costing: said)
    value = lines.count == 1 ? said : nil
    supplier = try desk.supplier(slots)
    branch = try desk.branch(slots) ?? desk.session.home
    lot = slots[.lot]
    expires = slots[.expires]?.days(on: desk.today, looking: .next).last
    if lines.count > 1, lot != nil || expires != nil {
      throw Refusal(Reply(desk.voice.say(EntryPhrase.lotOfWhich)))
    }
  }

  func draft() throws -> EntryDraft {
    EntryDraft(
      lines: try lines.map {
        EntryDraft.Line(
          product: $0.product.id, quantity: $0.quantity, cost: $0.price, value: try sum(of: $0),
          lot: lot, expires: expires)
      },
      supplier: supplier?.id, branch: branch.id)
  }

  private func cost(_ line: Line) -> Money { line.price ?? line.product.prices.cost }

  /// What a line cost as a whole, where that was said, or where some of it cost nothing.
  private func sum(of line: Line) throws(ShopError) -> Money? {
    if let said = value ?? (line.price == nil ? nil : line.worth) { return said }
    return line.bonus > .zero ? try cost(line).times(line.paid) : nil
  }

  func proposal(_ stock: [ProductID: Quantity]) -> Reply {
    var total = Money.zero
    let texts = lines.map { line in
      let before = stock[line.product.id] ?? .zero
      let free = line.price == .zero ? line.quantity : line.bonus
      let bonus =
        free > .zero ? ", " + voice.say(EntryPhrase.bonus, ["bonus": voice.number(free)]) : ""
      var words = ["quantity": voice.number(line.quantity), "product": line.product.name]
      let cost = cost(line)
      let change = desk.change(from: before, to: before + line.quantity)
      // What was said is written, whoever says it.
      let isTold = line.price != nil || desk.may(.seeCosts)
      guard isTold, cost > .zero, let subtotal = try? sum(of: line) ?? cost.times(line.quantity)
      else {
        return voice.say(LinePhrase.product, words) + bonus + change
      }
      total += subtotal
      words["cost"] = voice.money(cost)
      words["subtotal"] = voice.money(subtotal)
      return voice.say(EntryPhrase.lineAtCost, words) + bonus + change
    }
    let items = [desk.summary(lines), desk.place(branch)].compactMap { $0 }.joined(separator: " ")
    let lead =
      supplier.map { voice.say(EntryPhrase.proposeFrom, ["items": items, "supplier": $0.name]) }
      ?? voice.say(EntryPhrase.propose, ["items": items])
    let whole =
      total > .zero && lines.count > 1 ? voice.say(EntryPhrase.total, ["total": voice.money(total)]) : nil
    let kept = [
      lot.map { voice.say(EntryPhrase.lot, ["lot": $0]) },
      expires.map {
        voice.say(
          EntryPhrase.expires,
          ["day": voice.period(DayRange($0, $0), today: desk.today)])
      },
    ]
    let cautions = lines.map { line in line.price.flatMap { desk.caution(costing: line.product, $0) } }
    return Reply(lead, lines: texts + kept.compactMap(\.self), closing: ([whole] + cautions).asSentences)
  }

  func receipt(_ document: StockDocument, _ stock: [ProductID: Quantity]) -> Reply {
    Reply(
      voice.say(EntryPhrase.done, ["number": document.number]),
      lines: desk.summed(lines).map { product, _ in
        let left = voice.quantity(stock[product.id] ?? .zero, product.unit)
        return voice.say(EntryPhrase.now, ["product": product.name, "quantity": left])
      }, closing: voice.say(LinePhrase.undo))
  }

  func json(before stock: [ProductID: Quantity]) -> JSON {
    json(nil) { line in
      let before = stock[line.product.id] ?? .zero
      return ["stock_antes": JSON(before), "stock_despues": JSON(before + line.quantity)]
    }
  }

  func json(_ document: StockDocument) -> JSON { json(document.number) { _ in [:] } }

  private func json(_ number: String?, _ more: (Line) -> JSON.Object) -> JSON {
    var object = JSON.Object()
    object["documento"] = number.map(JSON.string)
    object["sucursal"] = .string(branch.name)
    object["proveedor"] = JSON(supplier?.name)
    object["items"] = .array(
      lines.map { line in
        var row: JSON.Object = [
          "sku": JSON(line.product.sku), "nombre": .string(line.product.name),
          "cantidad": JSON(line.quantity),
        ]
        if line.bonus > .zero { row["sin_costo"] = JSON(line.bonus) }
        if desk.may(.seeCosts) { row["costo_unitario"] = JSON(cost(line), in: desk.session.currency) }
        for member in more(line).members { row[member.key] = member.value }
        return .object(row)
      })
    return .object(object)
  }
}

extension Period {
  /// Exactly that day.
  fileprivate init(_ day: BusinessDay) {
    let (year, month, number) = day.civil
    let date = MonthDay(year: year, month: month, day: number)
    self = date.map { .range($0, $0) } ?? .day(0)
  }
}

extension Desk {
  /// What is on hand of each product of `lines` in a branch.
  func stock(of lines: [Line], in branch: Branch) async throws -> [ProductID: Quantity] {
    var stock: [ProductID: Quantity] = [:]
    for line in lines { stock[line.product.id] = try await balance(line.product, in: branch).onHand }
    return stock
  }

  /// The lines of a delivery, of which one that costs `total` as a whole costs its part for each unit.
  ///
  /// - Throws: a refusal where several lines cost that together, so that nobody knows what each costs, and where the
  ///   prices that were said come to another sum.
  fileprivate func lines(_ slots: Slots, costing total: Money?) throws -> [Line] {
    let lines = try lines(slots)
    guard let total else { return lines }
    let refusal = Refusal(Reply(voice.say(EntryPhrase.costOfEach, ["total": voice.money(total)])))
    if lines.count == 1 {
      let line = lines[0]
      guard let part = scaled(total.minorUnits, by: 1000, over: line.paid.thousandths) else {
        throw refusal
      }
      let cost = line.price ?? Money(minorUnits: part)
      guard try cost.minorUnits == part || cost.times(line.paid) == total else { throw refusal }
      return [Line(product: line.product, quantity: line.quantity, price: cost, bonus: line.bonus)]
    }
    var sum = Money.zero
    for line in lines {
      guard let price = line.price else { throw refusal }
      sum += try price.times(line.paid)
    }
    guard sum == total else { throw refusal }
    return lines
  }
}
