internal import Inventory
internal import Shop
internal import Store
internal import Understanding

/// What is said where no tool has anything to say.
enum TalkPhrase: String, Phrase {
  case greeting = "talk.greeting(person)"
  case greetingClosing = "talk.greeting_closing"
  case thanks = "talk.thanks"
  case help = "talk.help"
  case helpClosing = "talk.help_closing"
  case notUnderstood = "talk.not_understood"
  case unresolved = "talk.unresolved"
  case nothingToExplain = "talk.nothing_to_explain"
  case nothingPending = "talk.nothing_pending"
  case alreadyDone = "talk.already_done"
  case deedDone = "talk.deed_done(what)"
  case nothingToDrop = "talk.nothing_to_drop"
  case forgotten = "talk.forgotten"
  case expired = "talk.expired"
  case expiredUndone = "talk.expired_undone(what)"
  case emptyShop = "talk.empty_shop(shop)"
  case emptyShopProducts = "talk.empty_shop_products"
  case emptyShopStock = "talk.empty_shop_stock"
  case emptyShopSales = "talk.empty_shop_sales"
}

/// Sentences that can be said to the assistant.
enum ExamplePhrase: String, Phrase {
  case restock = "example.restock"
  case lowStock = "example.low_stock"
  case stock = "example.stock(product)"
  case sale = "example.sale"
  case sales = "example.sales"
  case topSellers = "example.top_sellers"
  case slowMovers = "example.slow_movers"
  case overstock = "example.overstock"
  case price = "example.price(product)"
  case abc = "example.abc"
  case value = "example.value"
  case kardex = "example.kardex(product)"
  case alerts = "example.alerts"
  case expiring = "example.expiring"
  case supplier = "example.supplier(product)"
  case order = "example.order"
  case margin = "example.margin(product)"
  case sell = "example.sell(product)"
  case create = "example.create(product,price)"
  case receive = "example.receive(product)"
  case transfer = "example.transfer(product)"
  case waste = "example.waste(product)"
  case changePrice = "example.change_price(product)"
  case debt = "example.debt"
}

extension Desk {
  func smallTalk(_ request: Request) -> Reply {
    switch request.intent {
    case .greeting:
      isEmptyShop
        ? firstSteps
        : Reply(
          voice.say(TalkPhrase.greeting, ["person": firstName]),
          closing: voice.say(TalkPhrase.greetingClosing),
          choices: examples(of: [.restockRecommendation, .salesSummary, .alerts]))
    case .thanksGoodbye: Reply(voice.say(TalkPhrase.thanks))
    case .help: isEmptyShop ? firstSteps : help
    case .followup: Reply(voice.say(TalkPhrase.unresolved), choices: examples(of: common))
    default:
      Reply(
        voice.say(TalkPhrase.notUnderstood), lines: examples(of: common).map { "· " + $0 },
        choices: examples(of: common))
    }
  }

  var isEmptyShop: Bool { names.products.isEmpty }

  /// The three steps with which a shop begins.
  var firstSteps: Reply {
    Reply(
      voice.say(TalkPhrase.emptyShop, ["shop": session.shop.name]),
      lines: [
        voice.say(TalkPhrase.emptyShopProducts), voice.say(TalkPhrase.emptyShopStock),
        voice.say(TalkPhrase.emptyShopSales),
      ])
  }

  /// What can be asked, by what the person's role reaches.
  private var help: Reply {
    let examples = examples(of: roleIntents)
    return Reply(
      voice.say(TalkPhrase.help), lines: examples.map { "· " + $0 },
      closing: voice.say(TalkPhrase.helpClosing),
      choices: Array(examples.prefix(3)))
  }

  private var common: [Intent] {
    may(.seeReports) ? [.restockRecommendation, .stockOfProduct, .salesSummary] : sold
  }

  private var sold: [Intent] { [.stockOfProduct, .productPrice, .registerSale] }

  private var roleIntents: [Intent] {
    var intents: [Intent] = [.restockRecommendation, .stockOfProduct, .productPrice, .saleStatus]
    if may(.seeReports) { intents += [.salesSummary, .topSellers, .slowMovers, .abcAnalysis] }
    if may(.seeCosts) { intents += [.inventoryValue, .marginOfProduct] }
    if may(.sell) { intents.append(.registerSale) }
    if may(.receiveStock) { intents.append(.registerStockEntry) }
    if may(.transferStock), names.branches.count > 1 { intents.append(.transferStock) }
    if may(.adjustStock) { intents.append(.adjustStock) }
    if may(.manageCatalogue) { intents.append(.changePrice) }
    return intents
  }

  private func examples(of intents: [Intent]) -> [String] { intents.compactMap(example) }

  private func example(_ intent: Intent) -> String? { example(intent, of: nil) }

  /// A sentence that asks for `intent` in this shop, of `product` where it speaks of one; nil where it would need a
  /// product and there is none.
  func example(_ intent: Intent, of product: String?) -> String? {
    let phrase: ExamplePhrase? =
      switch intent {
      case .restockRecommendation: .restock
      case .lowStockReport: .lowStock
      case .stockOfProduct: .stock
      case .saleStatus: .sale
      case .salesSummary: .sales
      case .topSellers: .topSellers
      case .slowMovers: .slowMovers
      case .overstock: .overstock
      case .productPrice: .price
      case .abcAnalysis: .abc
      case .inventoryValue: .value
      case .kardex: .kardex
      case .alerts: .alerts
      case .expiringProducts: .expiring
      case .supplierOfProduct: .supplier
      case .suggestOrder: .order
      case .marginOfProduct: .margin
      case .registerSale: .sell
      case .registerStockEntry: .receive
      case .transferStock: .transfer
      case .adjustStock: .waste
      case .changePrice: .changePrice
      case .customerDebt: .debt
      default: nil
      }
    guard let phrase else { return nil }
    guard !PhraseSignature(phrase.rawValue).placeholders.isEmpty else { return voice.say(phrase) }
    return (product ?? names.products.first?.name).map { voice.say(phrase, ["product": $0]) }
  }

  private var firstName: String {
    session.person.name.split(separator: " ").first.map(String.init) ?? session.person.name
  }
}
