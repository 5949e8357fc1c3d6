internal import Inventory
internal import Understanding

/// What a message may ask for, in a few words.
enum MeaningPhrase: String, Phrase {
  case restock = "meaning.restock"
  case lowStock = "meaning.low_stock"
  case stock = "meaning.stock"
  case sale = "meaning.sale"
  case sales = "meaning.sales"
  case topSellers = "meaning.top_sellers"
  case slowMovers = "meaning.slow_movers"
  case overstock = "meaning.overstock"
  case price = "meaning.price"
  case search = "meaning.search"
  case abc = "meaning.abc"
  case value = "meaning.value"
  case turnover = "meaning.turnover"
  case movements = "meaning.movements"
  case alerts = "meaning.alerts"
  case expiring = "meaning.expiring"
  case supplier = "meaning.supplier"
  case order = "meaning.order"
  case margin = "meaning.margin"
  case debt = "meaning.debt"
  case customers = "meaning.customers"
  case sell = "meaning.sell"
  case receive = "meaning.receive"
  case transfer = "meaning.transfer"
  case adjust = "meaning.adjust"
  case changePrice = "meaning.change_price"
  case payment = "meaning.payment"
  case newProduct = "meaning.new_product"
  case details = "meaning.details(meaning,details)"

  /// Those that are asked about where they are but the likeliest; any other is taken as it was read.
  fileprivate static let asked: [MeaningPhrase] = [
    .restock, .lowStock, .stock, .sale, .sales, .topSellers, .slowMovers, .overstock, .price, .abc, .value,
    .alerts, .expiring, .supplier, .order, .margin, .sell, .receive, .transfer, .adjust, .changePrice, .debt,
  ]

  init?(_ intent: Intent) {
    switch intent {
    case .restockRecommendation: self = .restock
    case .lowStockReport: self = .lowStock
    case .stockOfProduct: self = .stock
    case .saleStatus: self = .sale
    case .salesSummary: self = .sales
    case .topSellers: self = .topSellers
    case .slowMovers: self = .slowMovers
    case .overstock: self = .overstock
    case .productPrice: self = .price
    case .productSearch: self = .search
    case .abcAnalysis: self = .abc
    case .inventoryValue: self = .value
    case .turnover: self = .turnover
    case .kardex, .movements: self = .movements
    case .alerts: self = .alerts
    case .expiringProducts: self = .expiring
    case .supplierOfProduct: self = .supplier
    case .suggestOrder: self = .order
    case .marginOfProduct: self = .margin
    case .customerDebt: self = .debt
    case .topCustomers: self = .customers
    case .registerSale: self = .sell
    case .registerStockEntry: self = .receive
    case .transferStock: self = .transfer
    case .adjustStock: self = .adjust
    case .changePrice: self = .changePrice
    case .registerPayment: self = .payment
    case .createProduct: self = .newProduct
    default: return nil
    }
  }
}

extension Desk {
  /// Which of the likeliest meanings was meant, under numbers; nil when the first has no words for it, or there is but
  /// one.
  func whichMeaning(_ reading: Reading) -> (reply: Reply, meanings: [OfferedMeaning])? {
    guard MeaningPhrase.asked.contains(where: { $0 == MeaningPhrase(reading.request.intent) }) else {
      return nil
    }
    var meanings: [OfferedMeaning] = []
    for request in [reading.request] + reading.others {
      guard let phrase = MeaningPhrase(request.intent),
        request.intent == reading.request.intent || request.hasItsGoods
      else { continue }
      let label = label(phrase, request.slots)
      if !meanings.contains(where: { $0.label == label || $0.isServed(as: request) }) {
        meanings.append(OfferedMeaning(label: label, request: request))
      }
    }
    meanings = Array(meanings.prefix(3))
    let tool = reading.request.intent.tool
    guard meanings.contains(where: { $0.request.intent.tool != tool }) else { return nil }
    return (
      Reply(
        voice.say(AskPhrase.whichMeaning), lines: numbered(meanings.map(\.label)),
        choices: meanings.map(\.label)), meanings
    )
  }

  /// «Las ventas: octubre de 2025, Norte».
  private func label(_ phrase: MeaningPhrase, _ slots: Slots) -> String {
    var details = slots.knownProducts
    let names: [SlotKey<String>] = [.category, .supplier, .customer, .employee, .branch]
    details += names.compactMap { slots[$0] }
    if let period = slots[.period] ?? slots[.horizon] {
      details.append(voice.period(period.days(on: today), today: today))
    }
    let meaning = voice.say(phrase)
    guard !details.isEmpty else { return voice.sentence(meaning) }
    return voice.sentence(
      voice.say(
        MeaningPhrase.details, ["meaning": meaning, "details": details.joined(separator: ", ")]))
  }
}

extension OfferedMeaning {
  /// Whether the same tool would answer `other` with the same words.
  fileprivate func isServed(as other: Request) -> Bool {
    request.intent.tool == other.intent.tool && request.slots == other.slots
      && request.intent.preset.isEmpty && other.intent.preset.isEmpty
  }
}

extension Request {
  /// Whether it names the goods without which nobody would have said it.
  fileprivate var hasItsGoods: Bool {
    guard intent.writesFigures || intent.isOfOneProduct else { return true }
    return intent == .registerPayment || !slots.knownProducts.isEmpty
  }
}

extension OfflinePlanner {
  /// The one of the offered meanings that `text` picks: by its number, its place or words of it; nil for none or several.
  func meaning(of text: String, in scene: Scene) -> Request? {
    let meanings = scene.meanings
    guard !meanings.isEmpty else { return nil }
    let digits = text.drop { !$0.isNumber }.prefix(while: \.isNumber)
    if text.utf8.count <= 4, let number = Int(digits), meanings.indices.contains(number - 1) {
      return meanings[number - 1].request
    }
    let said = Set(Normalizer.normalize(text).words.filter { $0.count > 2 }.map(Array.init))
    let named = meanings.filter {
      said.isSubset(of: Set(Normalizer.normalize($0.label).words.map(Array.init)))
    }
    if !said.isEmpty, named.count == 1 { return named[0].request }
    return place(in: text, scene).flatMap { place in
      let index = place < 0 ? meanings.count + place : place - 1
      return meanings.indices.contains(index) ? meanings[index].request : nil
    }
  }

  private func place(in text: String, _ scene: Scene) -> Int? {
    scene.live.interpreter.placeAlone(in: text, scene.live.index, preferring: scene.language)
  }
}
