internal import Insights
internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

extension Tool {
  /// What is low, what it sells and how much of it to buy (source document 002, requirements §24).
  ///
  /// `metric` chooses what the words speak of: what to buy (`order`, the default) or what is left (`level`).
  package static let getLowStockReport = Tool(
    "getLowStockReport",
    [
      Parameter(.metric, .choice(["order", "level"])), Parameter(.branch, .branch),
      Parameter(.product, .product),
      Parameter(.category, .category), Parameter(.supplier, .supplier),
      Parameter(.except, .text), Parameter(.threshold, .quantity),
      Parameter(.type, .choice(["strategic", "sold_out", "critical"])), Parameter(.budget, .money),
      Parameter(.count, .count), Parameter(.limit, .count),
    ],
    .reads { slots, desk in
      let report = try await desk.shop.lowStock(desk.stockFilter(slots), limit: nil, desk.session)
      let listing = Listing(slots)
      let json = JSON.list(
        "productos", listing.rows(report.findings).map { .object($0.lowStockFields(slots, desk)) },
        total: report.total, window: report.window.week,
        with: [
          "normales": JSON(report.normal), "unidades_sugeridas": JSON(report.suggestedUnits),
          "costo_sugerido": JSON(desk.may(.seeCosts) ? report.suggestedCost : nil, in: desk.session.currency),
        ])
      if slots[.budget] != nil {
        return try desk.purchase(of: report.findings, slots, beside: json)
      }
      let answer = LowStockAnswer(report: report, listing: listing, slots: slots, desk: desk)
      let (reply, shown) = slots[.metric] == "level" ? answer.levels() : answer.orders()
      return ToolResult(json: json, reply: reply, shown: shown.map(\.product.name))
    })
}

extension StockFinding {
  fileprivate func lowStockFields(_ slots: Slots, _ desk: Desk) -> JSON.Object {
    var fields = placeFields
    fields["sales_last_7"] = JSON(level.sales.last7)
    fields["sales_last_30"] = JSON(level.sales.last30)
    fields["promedio_diario_7d"] = JSON(replenishment.dailyAverage)
    fields["proyeccion_7d"] = JSON(replenishment.projection)
    fields["dias_cobertura"] = JSON(replenishment.cover)
    fields["cantidad_sugerida"] = JSON(replenishment.suggested)
    fields["is_strategic"] = JSON(level.isStrategic)
    fields["margen_pct"] = desk.may(.seeCosts) ? JSON(level.margin) : .null
    fields["participacion_mes_pct"] = desk.may(.seeReports) ? JSON(monthShare) : .null
    fields["critico"] = JSON(isCritical)
    fields.merge(reasonFields(explaining, below: slots.askedThreshold, desk.voice))
    return fields
  }

  /// `regla, valor, umbral, explicacion` of the rule that explains; without one, of the number that was asked for.
  func reasonFields(_ hit: RuleHit?, below threshold: Quantity? = nil, _ voice: Voice) -> JSON.Object {
    if let hit { return hit.fields(of: self, voice) }
    return [
      "regla": .null, "valor": JSON(level.available), "umbral": threshold.map { JSON($0) } ?? .null,
      "explicacion": JSON(voice.sentence(voice.reason(for: self, below: threshold))),
    ]
  }

  /// What every stock report says first of a product in a branch.
  var placeFields: JSON.Object {
    JSON.Object(product, in: branch).with([
      "stock_actual": JSON(level.available), "existencia": JSON(level.onHand),
      "reservado": JSON(level.reserved),
    ])
  }
}

extension RuleHit {
  /// `regla, valor, umbral, explicacion`: what «¿por qué?» is answered from.
  func fields(of finding: StockFinding, _ voice: Voice) -> JSON.Object {
    [
      "regla": JSON(rule.rawValue), "valor": JSON(decimal: value.decimal),
      "umbral": JSON(decimal: threshold.decimal),
      "explicacion": JSON(voice.sentence(voice.explain(self, of: finding))),
    ]
  }
}

extension Slots {
  var askedThreshold: Quantity? { self[.threshold].map { Quantity(thousandths: $0.thousandths) } }
}
