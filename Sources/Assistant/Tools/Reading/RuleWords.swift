internal import Insights

/// What a rule is called in a column, and how many products it holds for.
enum RulePhrase: String, Phrase {
  case outOfStock = "rule.out_of_stock(n)"
  case floor = "rule.floor(n)"
  case minimum = "rule.minimum(n)"
  case projection = "rule.projection(n)"
  case shareOfMaximum = "rule.share_of_maximum(n)"
  case overstock = "rule.overstock(n)"
  case noSales = "rule.no_sales(n)"
  case expired = "rule.expired(n)"
  case expiringSoon = "rule.expiring_soon(n)"
  case noMovement = "rule.no_movement(n)"

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
  /// What a rule says of so many products, or of the one of a row.
  func name(_ rule: StockRule, of count: Int = 1) -> String { say(RulePhrase(rule), ["n": number(count)]) }
}
