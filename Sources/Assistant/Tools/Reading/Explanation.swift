internal import Insights
internal import Inventory
internal import Shop

enum ReasonPhrase: String, Phrase {
  case allReserved = "because.all_reserved(quantity)"
  case outOfStock = "because.out_of_stock"
  case below = "because.below(quantity,threshold)"
  case minimum = "because.minimum(quantity,threshold)"
  case projection = "because.projection(quantity,week)"
  case strategic = "because.strategic(quantity,week,threshold)"
  case shareOfMaximum = "because.share_of_maximum(pct,quantity,maximum)"
  case idleStock = "because.idle_stock(quantity)"
  case overstock = "because.overstock(quantity,threshold)"
  case noSales = "because.no_sales(n,threshold)"
  case cutWithoutEffect = "because.cut_without_effect(n,threshold)"
  case expired = "because.expired(n)"
  case expiresToday = "because.expires_today"
  case expiringSoon = "because.expiring_soon(n)"
  case noMovement = "because.no_movement(n,threshold)"
  case normal = "because.normal(quantity)"
}

extension Voice {
  /// Why the rule holds, from the figures that it compared: what every recommendation and alert says of itself.
  func explain(_ hit: RuleHit, of finding: StockFinding) -> String {
    let level = finding.level
    let unit = finding.product.unit
    let left = quantity(level.available, unit)
    let week = number(level.sales.last7)
    let threshold = number(hit.threshold)
    switch hit.rule {
    case .outOfStock where level.isAllReserved:
      return say(ReasonPhrase.allReserved, ["quantity": quantity(level.onHand, unit)])
    case .outOfStock: return say(ReasonPhrase.outOfStock)
    case .floor: return say(ReasonPhrase.below, ["quantity": left, "threshold": threshold])
    case .minimum: return say(ReasonPhrase.minimum, ["quantity": left, "threshold": threshold])
    case .projection where level.available >= level.sales.last7:
      return say(ReasonPhrase.strategic, ["quantity": left, "week": week, "threshold": threshold])
    case .projection: return say(ReasonPhrase.projection, ["quantity": left, "week": week])
    case .shareOfMaximum:
      return say(
        ReasonPhrase.shareOfMaximum,
        ["pct": soldShare(level), "quantity": left, "maximum": number(level.limits.maximum)])
    case .overstock where level.sales.last30 <= .zero: return say(ReasonPhrase.idleStock, ["quantity": left])
    case .overstock: return say(ReasonPhrase.overstock, ["quantity": left, "threshold": threshold])
    case .noSales where hit.followsPriceCut:
      return say(ReasonPhrase.cutWithoutEffect, ["n": number(hit.value), "threshold": threshold])
    case .noSales: return say(ReasonPhrase.noSales, ["n": number(hit.value), "threshold": threshold])
    case .expired: return say(ReasonPhrase.expired, ["n": number(hit.value.negated)])
    case .expiringSoon where hit.value == .days(0): return say(ReasonPhrase.expiresToday)
    case .expiringSoon: return say(ReasonPhrase.expiringSoon, ["n": number(hit.value)])
    case .noMovement: return say(ReasonPhrase.noMovement, ["n": number(hit.value), "threshold": threshold])
    }
  }

  private func number(_ measure: RuleHit.Measure) -> String {
    switch measure {
    case .quantity(let quantity): number(quantity)
    case .days(let days): number(days)
    }
  }

  /// How much of the maximum has been sold, in whole percent, rounded down.
  private func soldShare(_ level: StockLevel) -> String {
    let (left, maximum) = (level.available, level.limits.maximum)
    guard maximum > .zero, left < maximum else { return "0" }
    return String(scaled((maximum - max(left, .zero)).thousandths, by: 100, over: maximum.thousandths) ?? 0)
  }
}

extension RuleHit.Measure {
  fileprivate var negated: Self {
    switch self {
    case .quantity(let quantity): .quantity(-quantity)
    case .days(let days): .days(-days)
    }
  }
}
