internal import Insights
internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum AlertPhrase: String, Phrase {
  case lead = "alerts.lead(n)"
  case none = "alerts.none"
  case summary = "alerts.summary(rules)"
  case count = "alerts.count(n,rule)"
  case line = "alerts.line(product,reason)"
  case whyLead = "why.lead(product)"
  case whyNormal = "why.normal(product)"
  case whyLine = "why.line(branch,reason)"
  case whyOrder = "why.order(quantity)"
}

extension Tool {
  /// Everything that the rules of §24 say of the shop, gravest first, each product under its highest rule.
  package static let getAlerts = Tool(
    "getAlerts",
    [
      Parameter(.type, .choice(AlertKind.allCases.map(\.rawValue))), Parameter(.branch, .branch),
      Parameter(.product, .product), Parameter(.category, .category), Parameter(.supplier, .supplier),
      Parameter(.count, .count), Parameter(.limit, .count),
    ],
    .reads { slots, desk in
      var unkinded = slots
      unkinded[.type] = nil as String?
      let kind = slots[.type].flatMap(AlertKind.init)
      let report = try await desk.shop.alerts(desk.stockFilter(unkinded), limit: nil, desk.session)
      let alerts = report.findings.compactMap { Alert($0, kind) }
      let listing = Listing(slots)
      let shown = Array(listing.shown(alerts))
      let summary = Alert.counts(alerts)
      let json = JSON.list(
        "alertas", listing.rows(alerts).map { $0.json(desk.voice) }, total: alerts.count,
        with: [
          "resumen": .array(summary.map { ["regla": JSON($0.rule.rawValue), "cantidad": JSON($0.count)] })
        ])
      let voice = desk.voice
      guard !alerts.isEmpty else { return ToolResult(json: json, reply: Reply(voice.say(AlertPhrase.none))) }
      let counts = summary.map {
        voice.say(
          AlertPhrase.count, ["n": voice.number($0.count), "rule": voice.name($0.rule, of: $0.count)])
      }
      let lead = voice.say(AlertPhrase.lead, ["n": voice.number(alerts.count)])
        .then(voice.say(AlertPhrase.summary, ["rules": voice.list(counts)]))
      let reply = Reply(
        lead,
        lines: shown.map { alert in
          voice.say(
            AlertPhrase.line,
            [
              "product": desk.place(of: alert.finding, slots),
              "reason": voice.explain(alert.hit, of: alert.finding),
            ])
        }, closing: listing.rest(of: alerts.count, voice))
      return ToolResult(json: json, reply: reply, shown: shown.map(\.finding.product.name))
    })

  /// Why a product is recommended or alerted of: every rule that holds, with its value and threshold.
  package static let explainRule = Tool(
    "explainRule", [Parameter(.product, .product, required: true), Parameter(.branch, .branch)],
    .reads { slots, desk in
      let product = try desk.requiredProduct(slots)
      let report = try await desk.shop.findings(
        of: product.id, branch: try desk.branch(slots)?.id, desk.session)
      let rows = report.findings.flatMap { finding in
        finding.hits.map { hit -> JSON in
          var fields = finding.placeFields
          fields.merge(hit.severity.fields)
          fields.merge(hit.fields(of: finding, desk.voice))
          return .object(fields)
        }
      }
      let json = JSON.list(
        "explicaciones", rows, total: rows.count, window: report.window.week,
        with: ["sku": JSON(product.sku), "nombre": JSON(product.name)])
      return ToolResult(
        json: json, reply: desk.reasons(for: product, report.findings, slots), shown: [product.name])
    })
}

/// What a question about alerts may be limited to.
private enum AlertKind: String, CaseIterable {
  case expiring
  case lowStock = "low_stock"
  case outOfStock = "out_of_stock"
  case overstock
  case noSales = "no_sales"

  var rules: StockRules {
    switch self {
    case .expiring: [.expired, .expiringSoon]
    case .lowStock: .low
    case .outOfStock: .outOfStock
    case .overstock: .overstock
    case .noSales: [.noSales, .noMovement]
    }
  }
}

/// A product in a branch under the highest of its rules.
private struct Alert {
  let finding: StockFinding
  let hit: RuleHit

  /// Nil when no rule of that kind holds.
  init?(_ finding: StockFinding, _ kind: AlertKind?) {
    guard let hit = finding.hits.first(where: { kind?.rules.contains(StockRules($0.rule)) ?? true }) else {
      return nil
    }
    (self.finding, self.hit) = (finding, hit)
  }

  /// How many alerts there are of each rule, in the order of the rules.
  static func counts(_ alerts: [Alert]) -> [(rule: StockRule, count: Int)] {
    let groups = Dictionary(grouping: alerts, by: \.hit.rule)
    return StockRule.allCases.compactMap { rule in groups[rule].map { (rule, $0.count) } }
  }

  func json(_ voice: Voice) -> JSON {
    var fields = hit.severity.fields
    fields.merge(finding.placeFields)
    fields.merge(hit.fields(of: finding, voice))
    fields["reglas"] = .array(finding.hits.map { .object($0.fields(of: finding, voice)) })
    return .object(fields)
  }
}

extension Severity {
  fileprivate var fields: JSON.Object {
    ["nivel": JSON(level.rawValue), "prioridad": JSON(priority.rawValue)]
  }
}

extension Desk {
  /// Why it stands in a report, branch by branch, and what to buy of it.
  fileprivate func reasons(for product: Product, _ findings: [StockFinding], _ slots: Slots) -> Reply {
    let told = findings.filter { !$0.hits.isEmpty }
    guard !told.isEmpty else {
      let lines = findings.map { line($0, voice.pace(of: $0), slots) }
      return Reply(voice.say(AlertPhrase.whyNormal, ["product": product.name]), lines: lines)
    }
    let lines = told.flatMap { finding in reasons(for: finding).map { line(finding, $0, slots) } }
    let suggested = told.reduce(Quantity.zero) { $0 + $1.replenishment.suggested }
    let order =
      suggested > .zero
      ? voice.say(AlertPhrase.whyOrder, ["quantity": voice.quantity(suggested, product.unit)]) : nil
    return Reply(voice.say(AlertPhrase.whyLead, ["product": product.name]), lines: lines, closing: order)
  }

  /// The rules that hold and the pace of the sales; of what has run out, only what running out does not imply.
  private func reasons(for finding: StockFinding) -> [String] {
    let pace = finding.level.sales.last7 > .zero ? [voice.pace(of: finding)] : []
    let isGone = finding.level.onHand <= .zero
    let hits = isGone ? finding.hits.filter { $0.rule == .outOfStock && pace.isEmpty } : finding.telling
    return hits.map { voice.sentence(voice.explain($0, of: finding)) } + pace
  }

  private func line(_ finding: StockFinding, _ reason: String, _ slots: Slots) -> String {
    guard namesBranches(slots) else { return reason }
    return voice.say(AlertPhrase.whyLine, ["branch": finding.branch.name, "reason": reason])
  }
}

extension StockFinding {
  /// The rules that hold, without those that only say again, more mildly, that there is little.
  fileprivate var telling: [RuleHit] {
    var saysLittle = false
    return hits.filter { hit in
      guard [.outOfStock, .floor, .minimum, .shareOfMaximum].contains(hit.rule) else { return true }
      defer { saysLittle = true }
      return !saysLittle
    }
  }
}
