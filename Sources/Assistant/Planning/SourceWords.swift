internal import Inventory
internal import Understanding

/// What the figures of a report are made of.
enum SourcePhrase: String, Phrase {
  case sales = "source.sales"
  case topSellers = "source.top_sellers"
  case margin = "source.margin"
  case topCustomers = "source.top_customers"
  case debts = "source.debts"
  case value = "source.value"
  case stock = "source.stock"
  case price = "source.price"
  case restock = "source.restock"
  case low = "source.low"
  case slow = "source.slow"
  case overstock = "source.overstock"
  case expiring = "source.expiring"
  case abc = "source.abc"
  case turnover = "source.turnover"
  case movements = "source.movements"
  case layaways = "source.layaways"
  case noMeasure = "source.no_measure"

  init?(_ intent: Intent) {
    switch intent {
    case .salesSummary, .salesList, .cancelledSales, .saleStatus, .dailyBriefing: self = .sales
    case .topSellers: self = .topSellers
    case .marginOfProduct: self = .margin
    case .topCustomers: self = .topCustomers
    case .customerDebt: self = .debts
    case .inventoryValue: self = .value
    case .stockOfProduct: self = .stock
    case .productPrice, .productSearch: self = .price
    case .restockRecommendation, .suggestOrder: self = .restock
    case .lowStockReport, .alerts: self = .low
    case .slowMovers: self = .slow
    case .overstock: self = .overstock
    case .expiringProducts: self = .expiring
    case .abcAnalysis: self = .abc
    case .turnover: self = .turnover
    case .kardex, .movements: self = .movements
    case .layaways: self = .layaways
    default: return nil
    }
  }
}

extension OfflinePlanner {
  /// «¿Por qué?» about the product that was named, or the one last spoken of; or what the figures of a report are made
  /// of.
  func explanation(of request: Request, _ context: Context?, _ desk: Desk) -> Plan.Action {
    if request.slots[.metric] == "change" { return .say(Reply(desk.voice.say(SourcePhrase.noMeasure))) }
    if let source = request.slots[.source].flatMap(Intent.init(rawValue:)).flatMap(SourcePhrase.init) {
      return .say(Reply(desk.voice.say(source)))
    }
    guard registry["explainRule"] != nil, let context,
      let product = request.slots[.product] ?? context.slots[.product] ?? context.shown.first
    else {
      let source = context.flatMap { SourcePhrase($0.intent) }
      return .say(Reply(source.map { desk.voice.say($0) } ?? desk.voice.say(TalkPhrase.nothingToExplain)))
    }
    var slots = Slots()
    slots[.product] = product
    slots[.branch] = context.slots[.branch]
    return .call([ToolCall("explainRule", slots)])
  }
}
