/// What a person wants, under the wire's name.
package enum Intent: String, CaseIterable, Sendable {
  case restockRecommendation = "restock_recommendation"
  case lowStockReport = "low_stock_report"
  case stockOfProduct = "stock_of_product"
  case saleStatus = "sale_status"
  case showCode = "show_code"
  case salesSummary = "sales_summary"
  case salesList = "sales_list"
  case cancelledSales = "cancelled_sales"
  case topSellers = "top_sellers"
  case slowMovers = "slow_movers"
  case overstock
  case productPrice = "product_price"
  case productSearch = "product_search"
  case abcAnalysis = "abc_analysis"
  case inventoryValue = "inventory_value"
  case turnover
  case kardex
  case movements
  case forecast
  case anomalies
  case alerts
  case expiringProducts = "expiring_products"
  case supplierOfProduct = "supplier_of_product"
  case suggestOrder = "suggest_order"
  case marginOfProduct = "margin_of_product"
  case commissions
  case cashClose = "cash_close"
  case customerDebt = "customer_debt"
  case topCustomers = "top_customers"
  case layaways
  case expenses
  case pendingOrders = "pending_orders"
  case dailyBriefing = "daily_briefing"
  case strategicProducts = "strategic_products"
  case suppliers
  case categories
  case customers

  case registerSale = "register_sale"
  case layAway = "lay_away"
  case cancelSale = "cancel_sale"
  case returnSale = "return_sale"
  case registerStockEntry = "register_stock_entry"
  case adjustStock = "adjust_stock"
  case transferStock = "transfer_stock"
  case createProduct = "create_product"
  case createSupplier = "create_supplier"
  case createCustomer = "create_customer"
  case changePrice = "change_price"
  case changeProduct = "change_product"
  case registerPayment = "register_payment"
  case teachAlias = "teach_alias"
  case forgetAlias = "forget_alias"

  case help
  case greeting
  case thanksGoodbye = "thanks_goodbye"
  case outOfScope = "out_of_scope"
  case affirm
  case deny
  case followup
  case undo
  case explain
}

extension Intent {
  /// Whether its answer is a list of things of one kind.
  var isList: Bool {
    switch self {
    case .restockRecommendation, .lowStockReport, .topSellers, .slowMovers, .overstock, .productSearch,
      .abcAnalysis, .turnover, .kardex, .movements, .alerts, .expiringProducts, .marginOfProduct,
      .customerDebt,
      .topCustomers, .layaways, .salesList, .cancelledSales, .suppliers, .customers, .categories,
      .strategicProducts, .suggestOrder:
      true
    default: false
    }
  }

  /// Whether it reports what happened in some days.
  var looksBack: Bool {
    switch self {
    case .salesSummary, .topSellers, .marginOfProduct, .topCustomers, .salesList, .cancelledSales, .movements:
      true
    default: false
    }
  }

  /// Whether it is a courtesy that asks for nothing.
  var isTalk: Bool { self == .greeting || self == .thanksGoodbye }

  /// Whether it is about what a product is called.
  var isOfNames: Bool { self == .teachAlias || self == .forgetAlias }

  /// Whether it adds something to the shop that has a name of its own.
  var createsSomething: Bool {
    self == .createProduct || self == .createSupplier || self == .createCustomer
  }

  /// Whether it tells what the shop has or how it is kept, and no goods move.
  var setsUp: Bool { createsSomething || self == .changeProduct }

  /// Whether it makes no sense without the product that it is about.
  package var isOfOneProduct: Bool {
    switch self {
    case .stockOfProduct, .productPrice, .supplierOfProduct, .changePrice, .changeProduct: true
    default: false
    }
  }

  /// Whether each number said with it must have a place in what is written down or ordered.
  var placesNumbers: Bool { movesGoods || self == .changeProduct || self == .suggestOrder }

  /// Whether a number beside it may be an amount of money that goes with goods or with what is owed.
  var takesMoney: Bool { movesGoods || self == .registerPayment }

  /// Whether it changes stock or prices: a number beside a product is not yet a request for that.
  var movesGoods: Bool {
    switch self {
    case .registerSale, .layAway, .registerStockEntry, .adjustStock, .transferStock, .returnSale,
      .changePrice:
      true
    default: false
    }
  }
}
