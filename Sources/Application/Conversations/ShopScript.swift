internal import Inventory
internal import Shop
internal import Store

/// A small shop as a script describes it.
struct ShopScript: Sendable {
  var name = "Tienda"
  var currency = Currency(code: "BOB")
  var zone = TimeZoneName("America/La_Paz")
  var closingMinute = ShopClock.usualClosingMinute
  var language = Language.spanish
  var address = ShopRecord.Address.tuteo
  var owner = "Elena"
  var names: [Named] = []
  var products: [StockedProduct] = []
  var sales: [PastSale] = []

  /// A branch, supplier, customer or employee.
  struct Named: Sendable {
    let line: ScriptLine
    let name: String
    let kind: NameRow.Kind
  }

  struct StockedProduct: Sendable {
    let line: ScriptLine
    let name: String
    var sku: String?
    var barcode: String?
    /// In thousandths of the currency's major unit, as every amount of a script.
    var price: Int64?
    var cost: Int64?
    var category: String?
    var supplier: String?
    var minimum: Quantity?
    var maximum: Quantity?
    var unit: Unit?
    var isStrategic = false
    var aliases: [String] = []
    /// When what is on hand came in.
    var arrival = ScriptDays.ago(60)
    var stock: [Shelf] = []
    var sold: [Sold] = []
  }

  /// What lies in a branch, in a lot of its own where it has one.
  struct Shelf: Sendable {
    let line: ScriptLine
    let quantity: Quantity
    /// Nil for Principal.
    let branch: String?
    let lot: LotName?

    struct LotName: Sendable {
      let code: String
      let expiry: BusinessDay?
    }
  }

  /// Units that were sold over some days, spread evenly: each day a sale of its own.
  struct Sold: Sendable {
    let line: ScriptLine
    let quantity: Quantity
    let days: ScriptDays
    let branch: String?
  }

  /// A sale that can be asked for by its folio.
  struct PastSale: Sendable {
    let line: ScriptLine
    let folio: String
    /// As it was written: a date or a date and time of the shop.
    let at: String
    var customer: String?
    var branch: String?
    var items: [Item] = []

    struct Item: Sendable {
      let line: ScriptLine
      let product: String
      let quantity: Quantity
      /// Nil for the product's price.
      let price: Int64?
    }
  }
}

/// Days as a script names them, before they are laid on the calendar.
enum ScriptDays: Hashable, Sendable {
  /// The newest complete days: today's counts once the shop has closed.
  case last(Int)
  case between(BusinessDay, BusinessDay)
  case ago(Int)

  func days(at now: Instant, _ clock: ShopClock, closing: Int) -> DayRange {
    let today = clock.day(of: now)
    switch self {
    case .last(let count):
      let last = clock.minute(of: now) >= closing ? today : today - 1
      return DayRange(last - (max(count, 1) - 1), last)
    case .between(let first, let last): return DayRange(first, last)
    case .ago(let days): return DayRange(today - days, today - days)
    }
  }
}
