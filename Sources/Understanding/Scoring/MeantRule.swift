internal import Inventory

extension IntentRules {
  /// `rule`, or the one that its words mean beside others: goods that go back to a supplier are no customer's; what
  /// is set aside is handed over or called off and not only asked about; what we pay nobody pays us; to charge somebody
  /// all of it is to be paid what is owed; what is worth less than some money is no stock.
  func rule(meantBy rule: Rule, _ analysis: Analysis) -> Rule {
    let says = { analysis.concept($0) & analysis.everything != 0 }
    let tellsPhone =
      says("phone_word") && analysis.feature(.customer) != 0 && analysis.feature(.number) != 0
    let meant: Intent? =
      switch rule.intent {
      case .returnSale where analysis.folios.isEmpty && !says("folio"):
        says("supplier_word") || analysis.feature(.supplier) != 0 ? .adjustStock : nil
      case .layaways where !["which", "how_many", "whom", "show", "list"].contains(where: says):
        says("cancel") || says("calls_off")
          ? .cancelSale : says("hands_over") ? .registerPayment : nil
      case .registerPayment where says("calls_off") && says("account"): .cancelSale
      case .registerPayment where tellsPhone, .outOfScope where tellsPhone: .createCustomer
      case .lowStockReport where says("less_than") && says("currency"): .productSearch
      case .registerStockEntry where analysis.givesMoneyForGoods: .registerPayment
      case .topSellers, .marginOfProduct:
        says("sort") && !says("best") && !says("margin") ? .productSearch : nil
      case .registerPayment: says("we_pay") ? .expenses : nil
      case .registerSale where analysis.products.isEmpty && says("charge") && says("in_full"):
        .registerPayment
      default: nil
      }
    return meant.flatMap { intent in rules.first { $0.intent == intent } } ?? rule
  }
}

extension Analysis {
  /// «Marta dejó 20 para el secador»: a customer leaves no goods, and a number ahead of «para» counts none.
  fileprivate var givesMoneyForGoods: Bool {
    guard feature(.customer) != 0, feature(.supplier) == 0, let goods = products.first else { return false }
    return (0..<goods.words.lowerBound).contains { position in
      sentence.words[position].value != nil && !sentence.words[position].isArticle
        && bears("toward", position + 1) && position + 1 < goods.words.lowerBound
    }
  }
}
