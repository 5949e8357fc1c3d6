internal import Insights

/// What a rule is called in a column, and how many products it holds for.
enum RulePhrase: String, Phrase {
  case outOfStock = "rule.out_of_stock"
  case floor = "rule.floor"
  case minimum = "rule.minimum"
  case projection = "rule.projection"
  case shareOfMaximum = "rule.share_of_maximum"
  case overstock = "rule.overstock"
  case noSales = "rule.no_sales"
  case expired = "rule.expired"
  case expiringSoon = "rule.expiring_soon"
  case noMovement = "rule.no_movement"

  init(_ rule: StockRule) {
    self =
      switch rule {
      case .outOfStock: .outOfStock
      case .floor: .floor
      case .minimum: .minimum
      case .projection: .projection
      case .shareOfMaximum: .shareOfMaximum
      case .overstock: .overstock
      case .noSales: .noSales
      case .expired: .expired
      case .expiringSoon: .expiringSoon
      case .noMovement: .noMovement
      }
  }
}

extension Voice {
  func name(_ rule: StockRule) -> String { say(RulePhrase(rule)) }
}
