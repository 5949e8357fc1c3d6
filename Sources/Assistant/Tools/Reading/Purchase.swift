internal import Insights
internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum PurchasePhrase: String, Phrase {
  case lead = "budget.lead(budget)"
  case line = "budget.line(product,quantity,cost)"
  case spent = "budget.spent(spent,left)"
  case all = "budget.all(total)"
  case nothing = "budget.nothing(budget)"
}

extension Desk {
  /// What to buy with so much money: the most pressing first, of each as much as is suggested and can be paid.
  ///
  /// - Throws: `ShopError.denied` for a person who does not see costs.
  func purchase(of findings: [StockFinding], _ slots: Slots, beside json: JSON) throws -> ToolResult {
    try session.require(.seeCosts)
    let budget = try slots[.budget].map(money) ?? .zero
    let wanted = findings.filter { $0.replenishment.suggested > .zero && $0.product.prices.cost > .zero }
    let (lines, spent) = PurchaseLine.lines(for: wanted, within: budget)
    var object = json.object ?? JSON.Object()
    object["presupuesto"] = JSON(budget, in: session.currency)
    object["compra"] = .array(
      lines.map {
        [
          "sku": JSON($0.finding.product.sku), "nombre": JSON($0.finding.product.name),
          "sucursal": JSON($0.finding.branch.name), "cantidad": JSON($0.quantity),
          "importe": JSON($0.cost, in: session.currency),
        ]
      })
    return ToolResult(
      json: .object(object), reply: words(for: lines, spent, of: wanted, budget, slots),
      shown: lines.map(\.finding.product.name))
  }

  private func words(
    for lines: [PurchaseLine], _ spent: Money, of wanted: [StockFinding], _ budget: Money, _ slots: Slots
  ) -> Reply {
    if wanted.isEmpty { return Reply(voice.say(LowStockPhrase.nothingToOrder)) }
    guard !lines.isEmpty else {
      return Reply(voice.say(PurchasePhrase.nothing, ["budget": voice.money(budget)]))
    }
    let all = wanted.reduce(Money.zero) { sum, finding in
      min(sum + ((try? finding.product.prices.cost.times(finding.replenishment.suggested)) ?? .zero), .limit)
    }
    return Reply(
      voice.say(PurchasePhrase.lead, ["budget": voice.money(budget)]),
      lines: lines.map { line in
        voice.say(
          PurchasePhrase.line,
          [
            "product": place(of: line.finding, slots),
            "quantity": voice.quantity(line.quantity, line.finding.product.unit),
            "cost": voice.money(line.cost),
          ]
        ).then(voice.pace(of: line.finding))
      },
      table: Reply.Table(
        columns: [
          .init(voice, .product), .init(voice, .branch), .init(numeric: .left, voice),
          .init(numeric: .week, voice), .init(numeric: .order, voice), .init(numeric: .total, voice),
        ],
        rows: lines.map { line in
          [
            line.finding.product.name, line.finding.branch.name, voice.number(line.finding.level.available),
            voice.number(line.finding.level.sales.last7), voice.number(line.quantity), voice.money(line.cost),
          ]
        }),
      closing: [
        voice.say(
          PurchasePhrase.spent, ["spent": voice.money(spent), "left": voice.money(budget - spent)]),
        all > spent ? voice.say(PurchasePhrase.all, ["total": voice.money(all)]) : nil,
      ].asSentences)
  }
}

/// What to buy of one product.
private struct PurchaseLine {
  let finding: StockFinding
  let quantity: Quantity
  let cost: Money

  /// Whole units of each of `findings` in their order, while the money lasts.
  static func lines(for findings: [StockFinding], within budget: Money) -> ([PurchaseLine], spent: Money) {
    var lines: [PurchaseLine] = []
    var left = budget
    for finding in findings {
      let price = finding.product.prices.cost
      let affordable = Quantity(left.minorUnits / price.minorUnits)
      let quantity = min(finding.replenishment.suggested, affordable)
      guard quantity > .zero, let cost = try? price.times(quantity), cost <= left else { continue }
      lines.append(PurchaseLine(finding: finding, quantity: quantity, cost: cost))
      left = left - cost
    }
    return (lines, budget - left)
  }
}
