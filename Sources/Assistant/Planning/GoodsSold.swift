internal import Inventory
internal import Shop
internal import Understanding

/// Which sale a return is of, and which of its goods.
extension Desk {
  /// A return with the sale that was spoken of, where it names none and may be of that one, and with what it names in
  /// doubt taken for the goods of its sale; and that sale, where it is known.
  func amongGoodsSold(_ request: Request, _ context: Context?) async throws -> (request: Request, sale: Sale?)
  {
    guard request.intent == .returnSale else { return (request, nil) }
    if let folio = request.slots[.folio] {
      let sale = try await onlySale(folio)
      return (sale.map(request.meaning) ?? request, sale)
    }
    for folio in context?.foliosSpokenOf(namingGoods: request.slots[.items] != nil) ?? [] {
      guard let sale = try await onlySale(folio), sale.isReturnable,
        sale.mayBe(of: request.slots[.customer]),
        case let meant = request.meaning(sale), meant.slots.isOf(sale)
      else { continue }
      return (meant, sale)
    }
    let sales = try await salesOfGoods(in: request)
    return sales.count == 1 ? (request.meaning(sales[0]), sales[0]) : (request, nil)
  }

  /// What is asked of the goods of a return: nothing until its `sale` is known.
  func questionAboutGoodsSold(_ request: Request, _ sale: Sale?) -> Question? {
    guard let sale, sale.isReturnable else { return nil }
    guard request.slots.isOf(sale) else {
      var question = whichProduct(sale.goodsLeft)
      question.reply.lead = voice.say(TakeBackPhrase.notOfSale, ["folio": sale.folio.text])
      return question
    }
    for item in request.slots[.items] ?? [] {
      if case .ambiguous(let names) = item.product { return whichProduct(names) }
    }
    return questionAboutNumber(of: request, sale)
  }

  /// «trajo los fideos», of a sale of two: how many.
  private func questionAboutNumber(of request: Request, _ sale: Sale) -> Question? {
    guard let items = request.slots[.items], items.count == 1, items[0].quantity == nil,
      request.slots[.quantity] == nil, case .known(let name) = items[0].product
    else { return nil }
    let left = sale.lines.filter { $0.item.name == name }.map { $0.item.quantity - $0.returned }
    guard left.reduce(.zero, +) > Quantity(thousandths: 1000) else { return nil }
    return Question(
      Reply(voice.say(AskPhrase.quantityOf, ["product": name])), awaiting: .slot(.quantity))
  }

  private func onlySale(_ folio: String) async throws -> Sale? {
    guard case .sale(let status) = try await lookUp(folio) else { return nil }
    return status.sale
  }
}

extension Context {
  /// The folios of the sales that were spoken of, the newest first: where no goods are named only of the one that is
  /// spoken of now.
  fileprivate func foliosSpokenOf(namingGoods: Bool) -> [String] {
    let isSettled = pending == .done || pending == .nothing
    let now = isSettled ? [Request(intent: intent, slots: slots)] : []
    return (now + (namingGoods ? earlier : [])).filter { Self.ofSales.contains($0.intent) }
      .compactMap { $0.slots[.folio] }
  }

  private static let ofSales: Set<Intent> = [.registerSale, .saleStatus, .returnSale]
}

extension Sale {
  var isReturnable: Bool {
    (state == .completed || state == .partlyReturned) && !goodsLeft.isEmpty
  }

  /// The names of what has not come back yet.
  fileprivate var goodsLeft: [String] {
    let names = lines.filter { $0.returned < $0.item.quantity }.map(\.item.name)
    return names.enumerated().filter { !names[..<$0.offset].contains($0.element) }.map(\.element)
  }

  func mayBe(of customer: String?) -> Bool {
    guard let customer, let own = self.customer else { return customer == nil }
    return Set(Normalizer.normalize(own).words).isSuperset(of: Normalizer.normalize(customer).words)
  }
}

extension Request {
  /// The request with what it names in doubt taken for the goods of `sale`, and with its folio.
  func meaning(_ sale: Sale) -> Request {
    var request = self
    let sold = Set(sale.goodsLeft)
    request.slots[.folio] = slots[.folio] ?? sale.folio.text
    request.slots[.items] = slots[.items]?.map { item in
      var item = item
      switch item.product {
      case .known(let name): if !sold.contains(name) { item.product = .unknown(name) }
      case .ambiguous(let names):
        let meant = names.filter(sold.contains)
        if !meant.isEmpty { item.product = meant.count == 1 ? .known(meant[0]) : .ambiguous(meant) }
      case .unknown: break
      }
      return item
    }
    return request
  }
}

extension Slots {
  /// Whether all goods that they name are some that `sale` has left.
  func isOf(_ sale: Sale) -> Bool {
    let sold = Set(sale.goodsLeft)
    return (self[.items] ?? []).allSatisfy { item in
      switch item.product {
      case .known(let name): sold.contains(name)
      case .ambiguous(let names): sold.isSuperset(of: names)
      case .unknown: false
      }
    }
  }
}
