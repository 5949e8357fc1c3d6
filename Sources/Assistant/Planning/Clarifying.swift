internal import Inventory
internal import Shop
internal import Understanding

/// Questions back.
enum AskPhrase: String, Phrase {
  case whichProduct = "ask.which_product"
  case whichIsThat = "ask.which_is_that(words)"
  case unknownProduct = "ask.unknown_product(words)"
  case unknownProductNearest = "ask.unknown_product_nearest(words)"
  case unknownSold = "ask.unknown_sold(words)"
  case unknownSoldNearest = "ask.unknown_sold_nearest(words)"
  case ifNew = "ask.if_new(example)"
  case whichSeller = "ask.which_seller"
  case whichMeaning = "ask.which_meaning"
  case product = "ask.product"
  case folio = "ask.folio"
  case folioToReturn = "ask.folio_to_return"
  case whichSaleToReturn = "ask.which_sale_to_return"
  case itemsSold = "ask.items_sold"
  case itemsKept = "ask.items_kept"
  case itemsReceived = "ask.items_received"
  case itemsMoved = "ask.items_moved"
  case quantityOf = "ask.quantity_of(product)"
  case quantity = "ask.quantity"
  case numberOfWhat = "ask.number_of_what(number)"
  case mode = "ask.mode"
  case branchTo = "ask.branch_to"
  case branch = "ask.branch"
  case unknownBranch = "ask.unknown_branch(place,branches)"
  case supplier = "ask.supplier"
  case customer = "ask.customer"
  case whichCustomer = "ask.which_customer"
  case oneCustomer = "ask.one_customer"
  case newName = "ask.new_name"
  case otherName = "ask.other_name"
  case newSupplier = "ask.new_supplier"
  case newCustomer = "ask.new_customer"
  case price = "ask.price"
  case newPrice = "ask.new_price(product)"
  case newPriceOfMany = "ask.new_price_of_many(n)"
  case query = "ask.query"
  case period = "ask.period"
  case unknownDays = "ask.unknown_days(words)"
  case other = "ask.other(argument)"
}

extension ProductMention {
  fileprivate var name: String? {
    guard case .known(let name) = self else { return nil }
    return name
  }
}

extension Desk {
  /// Which of several products is meant, or what else could be when the shop has none of that name.
  func questionAboutProducts(_ request: Request, ofSale sale: Sale?) async throws -> Question? {
    if request.intent == .returnSale {
      if sale == nil, let question = try await questionAboutSale(of: request) { return question }
      return questionAboutGoodsSold(request, sale)
    }
    if let names = request.slots[.productAny] {
      return whichProduct(names)
    }
    if let words = request.slots[.productUnknown], !Self.namesSomethingNew.contains(request.intent) {
      return request.intent == .salesSummary
        ? try await nearest(to: words, AskPhrase.unknownSold, AskPhrase.unknownSoldNearest)
        : try await nearest(to: words)
    }
    if let names = request.slots[.customerAny] {
      return Question(
        Reply(voice.say(AskPhrase.oneCustomer), lines: names.map { "· " + $0 }, choices: names),
        awaiting: .slot(.customer))
    }
    let items = request.slots[.items] ?? []
    let isOfAll = request.intent == .changePrice && items.allSatisfy { $0.price == nil }
    if items.count > 1, !isOfAll, request.slots[.quantity] != nil || request.slots[.price] != nil {
      return whichProduct(items.compactMap(\.product.name))
    }
    for item in items where !Self.namesSomethingNew.contains(request.intent) {
      switch item.product {
      case .known: continue
      case .ambiguous(let names): return whichProduct(names)
      case .unknown(let words):
        var question = try await nearest(to: words)
        if let example = creation(of: words, item, request) {
          question.reply.closing = voice.say(AskPhrase.ifNew, ["example": example])
        }
        return question
      }
    }
    return nil
  }

  /// What would add `words` to the catalogue at the price that was said of `item`; nil where none was.
  private func creation(of words: String, _ item: ItemMention, _ request: Request) -> String? {
    let isOfOne = request.slots[.items]?.count == 1 && item.quantity.map { $0 == .init(1) } ?? true
    guard request.intent == .registerSale, may(.manageCatalogue),
      let said = item.price ?? (isOfOne ? request.slots[.total] : nil), let price = try? money(said)
    else { return nil }
    let amount = session.currency.decimal(price)
    return voice.say(ExamplePhrase.create, ["product": voice.sentence(words), "price": amount])
  }

  private static let namesSomethingNew: Set<Intent> = [
    .createProduct, .createSupplier, .createCustomer, .outOfScope, .help, .greeting, .thanksGoodbye,
    .productSearch,
  ]

  func whichProduct(_ names: [String]) -> Question {
    let offered = Array(names.prefix(6))
    return Question(
      Reply(voice.say(AskPhrase.whichProduct), lines: numbered(offered), choices: offered),
      awaiting: .choice(offered))
  }

  private func nearest(
    to words: String, _ unknown: AskPhrase = .unknownProduct,
    _ withNearest: AskPhrase = .unknownProductNearest
  ) async throws -> Question {
    let nearest = try await shop.search(words, limit: 3, session).products.map(\.name)
    guard !nearest.isEmpty else {
      return Question(
        Reply(voice.say(unknown, ["words": words])), awaiting: .slot(.product))
    }
    return Question(
      Reply(
        voice.say(withNearest, ["words": words]), lines: numbered(nearest),
        choices: nearest),
      awaiting: .choice(nearest))
  }

  func numbered(_ names: [String]) -> [String] { names.enumerated().map { "\($0 + 1). \($1)" } }

  /// The first thing that `tool` needs and the request does not say.
  func questionAboutMissing(_ request: Request, _ tool: Tool) -> Question? {
    if let missing = tool.parameters.first(where: { $0.isMissing(request.slots, self) }) {
      return Question(
        Reply(words(for: missing.name, request), choices: choices(for: missing)),
        awaiting: .slot(missing.name))
    }
    let uncounted: Set<Intent> = [.returnSale, .changePrice, .createProduct]
    guard tool.writes, !uncounted.contains(request.intent) else { return nil }
    for item in request.slots[.items] ?? [] where item.quantity == nil {
      guard case .known(let name) = item.product else { continue }
      if request.intent == .registerSale || request.intent == .layAway,
        item.worth == nil || !isCounted(name)
      {
        continue
      }
      return Question(
        Reply(voice.say(AskPhrase.quantityOf, ["product": name])), awaiting: .slot(.quantity))
    }
    return nil
  }

  private func isCounted(_ name: String) -> Bool {
    names.product(named: name)?.unit.isCountable ?? true
  }

  private func words(for argument: String, _ request: Request) -> String {
    switch (argument, request.intent) {
    case ("product", _): voice.say(AskPhrase.product)
    case ("folio", .returnSale): voice.say(AskPhrase.folioToReturn)
    case ("folio", _): voice.say(AskPhrase.folio)
    case ("items", .registerSale): voice.say(AskPhrase.itemsSold)
    case ("items", .layAway): voice.say(AskPhrase.itemsKept)
    case ("items", .registerStockEntry): voice.say(AskPhrase.itemsReceived)
    case ("items", _): voice.say(AskPhrase.itemsMoved)
    case ("qty", _):
      request.slots[.product].map { voice.say(AskPhrase.quantityOf, ["product": $0]) }
        ?? voice.say(AskPhrase.quantity)
    case ("mode", _): voice.say(AskPhrase.mode)
    case ("to", _): voice.say(AskPhrase.branchTo)
    case ("branch", _), ("from", _): voice.say(AskPhrase.branch)
    case ("supplier", _): voice.say(AskPhrase.supplier)
    case ("customer", _): voice.say(AskPhrase.customer)
    case ("name", .createSupplier): voice.say(AskPhrase.newSupplier)
    case ("name", .createCustomer): voice.say(AskPhrase.newCustomer)
    case ("name", .teachAlias), ("name", .forgetAlias): voice.say(AskPhrase.otherName)
    case ("name", _): voice.say(AskPhrase.newName)
    case ("price", _): voice.say(AskPhrase.price)
    case ("query", _): voice.say(AskPhrase.query)
    case ("period", _): voice.say(AskPhrase.period)
    default: voice.say(AskPhrase.other, ["argument": argument])
    }
  }

  private func choices(for parameter: Parameter) -> [String] {
    switch parameter.kind {
    case .branch: names.branches.filter { $0.id != session.home.id }.map(\.name)
    case .supplier: names.suppliers.prefix(8).map(\.name)
    default: []
    }
  }

  /// What is asked of whoever says that a customer of the shop was paid; nil for anybody else.
  func paidCustomer(_ request: Request) -> Reply? {
    guard let said = request.slots[.customer], case .known(let name) = customer(called: said) else {
      return nil
    }
    return Reply(voice.say(LackingPhrase.paidCustomer, ["customer": name]))
  }
}
