package import Inventory

extension Period: SlotStorable {
  package var slotValue: SlotValue { .period(self) }
  package init?(slotValue: SlotValue) {
    guard case .period(let period) = slotValue else { return nil }
    self = period
  }
}

extension SlotKey where Value == String {
  /// The exact catalogue name.
  package static let product = SlotKey("product")
  package static let productUnknown = SlotKey("product_unknown")
  /// A folio as it was said, or `last` for the newest sale.
  package static let folio = SlotKey("folio")
  package static let branch = SlotKey("branch")
  package static let from = SlotKey("from")
  package static let to = SlotKey("to")
  package static let supplier = SlotKey("supplier")
  /// What a question leaves out: «sin el serum».
  package static let except = SlotKey("except")
  /// Products that a question sets against each other, parted by «|»: «¿cuál deja más, la leche o el pan?».
  package static let among = SlotKey("among")
  /// By what a list is ordered: price, dearest, income, name, other.
  package static let sort = SlotKey("sort")
  package static let customer = SlotKey("customer")
  package static let employee = SlotKey("employee")
  package static let category = SlotKey("category")
  package static let query = SlotKey("query")
  /// A, B or C.
  package static let abcClass = SlotKey("class")
  /// cost or sale: by which price stock is valued.
  package static let basis = SlotKey("basis")
  package static let metric = SlotKey("metric")
  /// The intent of the report of which it is asked what its figures are made of.
  package static let source = SlotKey("source")
  package static let by = SlotKey("by")
  /// A part of every day: `09:00-12:30`.
  package static let hours = SlotKey("hours")
  /// worst: that the worst of the days, weeks or months of a period is asked about, and not the best; of sales one by
  /// one largest or smallest.
  package static let rank = SlotKey("rank")
  /// cancelled: which sales are meant.
  package static let state = SlotKey("state")
  /// absent: that those customers are asked about who no longer come.
  package static let activity = SlotKey("activity")
  /// The day of every week that is asked about, by its English name.
  package static let weekday = SlotKey("weekday")
  package static let type = SlotKey("type")
  /// entry, transfer, adjustment, waste, theft, return: which movements of stock are meant.
  package static let kind = SlotKey("kind")
  package static let action = SlotKey("action")
  package static let channel = SlotKey("channel")
  package static let priceType = SlotKey("price_type")
  /// What a payment is for, where that is no debt: `layaway`.
  package static let account = SlotKey("account")
  /// set, increase, decrease.
  package static let mode = SlotKey("mode")
  /// count, broken, expired, waste, theft, service_use.
  package static let reason = SlotKey("reason")
  /// The name of something to be created.
  package static let name = SlotKey("name")
  package static let phone = SlotKey("phone")
  package static let email = SlotKey("email")
  package static let lot = SlotKey("lot")
  package static let sku = SlotKey("sku")
  package static let barcode = SlotKey("barcode")
  /// That it is paid in several parts one after the other, which a sale does not keep.
  package static let instalments = SlotKey("instalments")
  /// Words of a place in the list last shown that stand for all of it: `all`.
  package static let refAll = SlotKey("ref_all")
  /// `all` for everything that the shop sells; of debts `most`, `unpaid` or `collected`.
  package static let scope = SlotKey("scope")
}

extension SlotKey where Value == SlotValue.Number {
  package static let quantity = SlotKey("qty")
  /// How many packages there are of goods of which it is asked how many units they come to.
  package static let packages = SlotKey("packages")
  package static let price = SlotKey("price")
  package static let cost = SlotKey("cost")
  package static let minimum = SlotKey("minimum")
  package static let maximum = SlotKey("maximum")
  package static let total = SlotKey("total")
  package static let tendered = SlotKey("tendered")
  /// How much money there is to spend.
  package static let budget = SlotKey("budget")
  package static let opening = SlotKey("opening")
  package static let counted = SlotKey("counted")
  package static let threshold = SlotKey("threshold")
  package static let count = SlotKey("n")
  /// How many rows a list may have: 20 by default, 0 for all.
  package static let limit = SlotKey("limit")
  /// An amount of money off the whole.
  package static let discount = SlotKey("discount")
  package static let discountPercent = SlotKey("discount_pct")
  /// How much of some goods came in at no cost beside what was paid.
  package static let bonus = SlotKey("bonus")
  /// By how much per cent a price goes up; below zero it goes down.
  package static let changePercent = SlotKey("change_pct")
  /// By how much money a price goes up; below zero it goes down.
  package static let change = SlotKey("change")
  /// From how many units on a wholesale price holds.
  package static let wholesaleFrom = SlotKey("wholesale_from")
  /// How many days a supplier takes to deliver.
  package static let leadTime = SlotKey("lead_time")
  package static let register = SlotKey("register")
  /// A place in the list last shown: 1…, −1 the last.
  package static let ref = SlotKey("ref")
}

extension SlotKey where Value == [String] {
  /// Several of whom one can be meant: «a Juana y a Marta».
  package static let customerAny = SlotKey("customer_any")
  package static let productAny = SlotKey("product_any")
}

extension SlotKey where Value == [ItemMention] {
  package static let items = SlotKey("items")
}

extension SlotKey where Value == PaymentWay {
  package static let payment = SlotKey("payment")
}

extension SlotKey where Value == [PaidPart] {
  /// How it is paid where that is in several ways.
  package static let payments = SlotKey("payments")
}

extension SlotKey where Value == Period {
  package static let period = SlotKey("period")
  package static let horizon = SlotKey("horizon")
  /// Until when goods that came in keep.
  package static let expires = SlotKey("expires")
  /// What a period is compared with.
  package static let against = SlotKey("against")
}
