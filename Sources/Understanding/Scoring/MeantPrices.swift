internal import Inventory

/// Prices that mean something else beside the other numbers of a message.
extension NumberRoles {
  /// «cuesta 5 y se vende a 9»: of two prices of a new product the first is what it costs the shop.
  mutating func takeFirstPriceForCost() {
    let prices = assigned.indices.filter { assigned[$0].role == .price }
    guard rule.intent == .createProduct, prices.count == 2, !assigned.contains(where: { $0.role == .cost })
    else { return }
    let first = assigned[prices[0]]
    assigned[prices[0]] = Assigned(word: first.word, role: .cost, value: first.value)
  }

  /// «3 cajas de aceite a 120», «una docena a 18»: what is paid for each package, as the sum of them.
  mutating func takePriceOfPackages() {
    let prices = assigned.indices.filter { [.price, .cost].contains(assigned[$0].role) }
    guard let count = packages.count, prices.count == 1, !packages.isPricedByUnit,
      rule.slots.contains(NumberRole.total.rawValue),
      let sum = scaled(assigned[prices[0]].value.thousandths, by: count.thousandths, over: 1000)
    else { return }
    let word = assigned[prices[0]].word
    assigned[prices[0]] = Assigned(word: word, role: .total, value: .init(thousandths: sum))
  }
}
