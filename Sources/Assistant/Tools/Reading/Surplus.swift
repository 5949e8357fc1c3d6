internal import Insights
internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum SurplusPhrase: String, Phrase {
  case overstockLead = "overstock.lead(n)"
  case overstockNone = "overstock.none"
  case branchLine = "overstock.branch(branch,n,value)"
  case branchCount = "overstock.branch_count(branch,n)"
  case tiedUp = "overstock.tied_up(value)"
  case slowLead = "slow.lead(n)"
  case slowNone = "slow.none"
  case slowLine = "slow.line(product,reason)"
  case value = "slow.value(value)"
  case promotion = "remedy.promotion"
  case discount = "remedy.discount"
  case bundle = "remedy.bundle"
  case all = "remedy.all(advice)"
  case others = "remedy.others(advice)"
  case transfer = "remedy.transfer(branch)"
  case clearance = "remedy.clearance"
  case supplierClearance = "remedy.supplier_clearance(supplier)"
}

extension Tool {
  /// What there is too much of, the money in it and what to do; with `by` branch, which branch holds most.
  package static let getOverstockReport = Tool(
    "getOverstockReport", stockParameters + [Parameter(.by, .choice(["branch"]))],
    .reads { slots, desk in
      let report = try await desk.shop.overstock(desk.stockFilter(slots), limit: nil, desk.session)
      return try await SurplusAnswer(
        window: report.window.month, findings: report.findings, rules: [.overstock], listing: Listing(slots),
        slots: slots, desk: desk
      ).result(.overstockLead, none: .overstockNone) { $0.overstock?.tiedUp ?? .zero }
    })

  /// What nobody buys, longest without a sale first, with the money in it and what to do.
  package static let getSlowMovers = Tool(
    "getSlowMovers", stockParameters,
    .reads { slots, desk in
      let report = try await desk.shop.slowMovers(desk.stockFilter(slots), limit: nil, desk.session)
      return try await SurplusAnswer(
        window: report.window.month, findings: report.findings.filter { $0.level.onHand > .zero },
        rules: [.noSales, .overstock, .noMovement], listing: Listing(slots), slots: slots, desk: desk
      ).result(.slowLead, none: .slowNone, value: \.tiedUp)
    })

  private static let stockParameters = [
    Parameter(.branch, .branch), Parameter(.product, .product), Parameter(.category, .category),
    Parameter(.supplier, .supplier), Parameter(.except, .text), Parameter(.count, .count),
    Parameter(.limit, .count),
  ]
}

/// Stock that does not move, for programs and in words.
private struct SurplusAnswer {
  /// The thirty days whose sales were looked at.
  let window: DayRange
  let findings: [StockFinding]
  /// The rules that the question is about, the first that holds explains.
  let rules: [StockRule]
  let listing: Listing
  let slots: Slots
  let desk: Desk

  private var voice: Voice { desk.voice }

  func result(
    _ lead: SurplusPhrase, none: SurplusPhrase, value: @escaping (StockFinding) -> Money
  ) async throws -> ToolResult {
    let costs = desk.may(.seeCosts)
    let tiedUp = costs ? findings.reduce(Money.zero) { min($0 + value($1), .limit) } : nil
    var more: JSON.Object = ["valor_inmovilizado": JSON(tiedUp, in: desk.session.currency)]
    let branches = slots[.by] == "branch" ? byBranch(value) : []
    if !branches.isEmpty {
      more["sucursales"] = .array(
        branches.map {
          [
            "sucursal": JSON($0.branch.name), "productos": JSON($0.count),
            "valor_inmovilizado": JSON(costs ? $0.value : nil, in: desk.session.currency),
          ]
        })
    }
    let shown = Array(listing.shown(findings))
    let json = JSON.list(
      "productos", listing.rows(findings).map { .object(fields(of: $0, costs ? value($0) : nil)) },
      total: findings.count, window: window,
      with: more)
    guard !shown.isEmpty else { return ToolResult(json: json, reply: Reply(voice.say(none))) }
    let advice = branches.isEmpty ? try await remedies(for: shown) : []
    let common = commonest(of: advice)
    let total = tiedUp.flatMap {
      $0 > .zero ? voice.say(SurplusPhrase.tiedUp, ["value": voice.money($0)]) : nil
    }
    let reply = Reply(
      voice.say(lead, ["n": voice.number(findings.count)]).then(total),
      lines: branches.isEmpty
        ? zip(shown, advice).map { line($0, costs ? value($0) : nil, $1 == common ? nil : $1) }
        : branches.map(branchLine),
      table: branches.isEmpty ? table(shown, value, costs, advice) : nil,
      closing: branches.isEmpty
        ? [
          common.map { voice.say(Set(advice).count > 1 ? SurplusPhrase.others : .all, ["advice": $0]) },
          listing.rest(of: findings.count, voice), desk.withoutSome(slots),
        ].asSentences : nil)
    return ToolResult(json: json, reply: reply, shown: shown.map(\.product.name))
  }

  private func fields(of finding: StockFinding, _ value: Money?) -> JSON.Object {
    var fields = finding.placeFields
    fields["sales_last_30"] = JSON(finding.level.sales.last30)
    fields["dias_bodega"] = JSON(finding.level.history.daysWithoutSale(on: desk.today))
    fields["dias_cobertura"] = JSON(finding.overstock?.cover)
    fields["excedente"] = JSON(finding.overstock?.excess ?? .zero)
    fields["valor_inmovilizado"] = JSON(value, in: desk.session.currency)
    fields["accion"] = JSON(finding.remedy.rawValue)
    fields.merge(finding.reasonFields(explaining(finding), voice))
    return fields
  }

  private func explaining(_ finding: StockFinding) -> RuleHit? {
    rules.lazy.compactMap { rule in finding.hits.first { $0.rule == rule } }.first
  }

  private func line(_ finding: StockFinding, _ value: Money?, _ advice: String?) -> String {
    let reason = explaining(finding).map { voice.explain($0, of: finding) } ?? voice.reason(for: finding)
    let product = desk.place(of: finding, slots)
    let fact = voice.say(SurplusPhrase.slowLine, ["product": product, "reason": reason])
    let held = value.flatMap { $0 > .zero ? voice.say(SurplusPhrase.value, ["value": voice.money($0)]) : nil }
    return fact.then(held, advice)
  }

  /// What to do with each of `findings`: where another branch sells it, take it there.
  private func remedies(for findings: [StockFinding]) async throws -> [String] {
    let unsold = findings.filter { $0.level.sales.last30 <= .zero }.map(\.product.id)
    let branches = try await desk.shop.branches(sellingMostOf: unsold, desk.session)
    return findings.map { finding in
      guard finding.level.sales.last30 <= .zero, let branch = branches[finding.product.id] else {
        return remedy(for: finding)
      }
      return voice.say(SurplusPhrase.transfer, ["branch": branch.name])
    }
  }

  /// The advice that more than two of the products share, which is said once beneath them.
  private func commonest(of advice: [String]) -> String? {
    Dictionary(grouping: advice) { $0 }.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
      .flatMap { $0.value.count > 2 ? $0.key : nil }
  }

  private func remedy(for finding: StockFinding) -> String {
    switch finding.remedy {
    case .promotion: return voice.say(SurplusPhrase.promotion)
    case .discount: return voice.say(SurplusPhrase.discount)
    case .bundle:
      let idle = finding.level.history.daysWithoutSale(on: desk.today) ?? .max
      guard idle >= Self.longIdle else { return voice.say(SurplusPhrase.bundle) }
      let supplier = desk.supplier(of: finding.product)?.name
      return supplier.map { voice.say(SurplusPhrase.supplierClearance, ["supplier": $0]) }
        ?? voice.say(SurplusPhrase.clearance)
    }
  }

  /// Days without a sale after which nobody will buy it beside something else either.
  private static let longIdle = 90

  private func table(
    _ findings: [StockFinding], _ value: (StockFinding) -> Money, _ costs: Bool, _ advice: [String]
  ) -> Reply.Table {
    let branch = desk.namesBranches(slots)
    let columns: [Reply.Table.Column] =
      [.init(voice, .product)] + (branch ? [.init(voice, .branch)] : [])
      + [.init(numeric: .left, voice), .init(numeric: .days, voice)]
      + (costs ? [.init(numeric: .value, voice)] : []) + [.init(voice, .action)]
    let rows = zip(findings, advice).map { finding, advice in
      [finding.product.name] + (branch ? [finding.branch.name] : [])
        + [
          voice.number(finding.level.available),
          finding.level.history.daysWithoutSale(on: desk.today).map(voice.number) ?? "–",
        ] + (costs ? [voice.money(value(finding))] : []) + [advice]
    }
    return Reply.Table(columns: columns, rows: rows)
  }

  private typealias BranchSum = (branch: Branch, count: Int, value: Money)

  /// The branches that hold such stock, the most money first.
  private func byBranch(_ value: (StockFinding) -> Money) -> [BranchSum] {
    Dictionary(grouping: findings, by: \.branch).map { branch, findings in
      (branch, findings.count, findings.reduce(Money.zero) { min($0 + value($1), .limit) })
    }.sorted { ($1.value, $0.branch.id) < ($0.value, $1.branch.id) }
  }

  private func branchLine(_ sum: BranchSum) -> String {
    let count = voice.number(sum.count)
    guard desk.may(.seeCosts) else {
      return voice.say(SurplusPhrase.branchCount, ["branch": sum.branch.name, "n": count])
    }
    return voice.say(
      SurplusPhrase.branchLine, ["branch": sum.branch.name, "n": count, "value": voice.money(sum.value)])
  }
}

extension StockFinding {
  /// How to sell what does not sell by itself.
  var remedy: Overstock.Remedy {
    if let overstock { return overstock.remedy }
    return hasHighMargin ? .discount : .bundle
  }
}
