internal import Understanding

extension Intent {
  /// The tool that serves this intent with the slots of the request; nil where no single tool does.
  var tool: String? {
    switch self {
    case .restockRecommendation, .lowStockReport: "getLowStockReport"
    case .stockOfProduct: "getProductStock"
    case .saleStatus: "getSaleStatus"
    case .showCode: "getCode"
    case .salesSummary: "getSalesSummary"
    case .cancelledSales, .salesList: "getSales"
    case .topSellers: "getTopSellers"
    case .slowMovers: "getSlowMovers"
    case .overstock: "getOverstockReport"
    case .productPrice: "getProductPrice"
    case .productSearch: "searchProducts"
    case .abcAnalysis: "getAbcAnalysis"
    case .inventoryValue: "getInventoryValue"
    case .turnover: "getTurnover"
    case .kardex, .movements: "getKardex"
    case .alerts: "getAlerts"
    case .expiringProducts: "getExpiringProducts"
    case .supplierOfProduct: "getSupplier"
    case .suggestOrder: "suggestPurchaseOrder"
    case .marginOfProduct: "getMargin"
    case .customerDebt: "getCustomerDebt"
    case .topCustomers: "getTopCustomers"
    case .layaways: "getLayaways"
    case .strategicProducts: "searchProducts"
    case .suppliers: "getSuppliers"
    case .categories: "getCategories"
    case .customers: "getCustomers"
    case .registerSale: "registerSale"
    case .layAway: "layAway"
    case .cancelSale: "cancelSale"
    case .returnSale: "returnSale"
    case .registerStockEntry: "registerStockEntry"
    case .adjustStock: "adjustStock"
    case .transferStock: "transferStock"
    case .createProduct: "createProduct"
    case .createSupplier: "createSupplier"
    case .createCustomer: "createCustomer"
    case .changePrice: "changePrice"
    case .changeProduct: "changeProduct"
    case .registerPayment: "registerPayment"
    case .teachAlias: "teachAlias"
    case .forgetAlias: "forgetAlias"
    case .undo: "reverseLast"
    case .forecast, .anomalies, .commissions, .cashClose, .expenses, .pendingOrders, .dailyBriefing, .help,
      .greeting, .thanksGoodbye, .outOfScope, .affirm, .deny, .followup, .explain:
      nil
    }
  }

  /// What the intent alone says to its tool.
  var preset: Slots {
    var slots = Slots()
    switch self {
    case .restockRecommendation: slots[.metric] = "order"
    case .lowStockReport: slots[.metric] = "level"
    case .cancelledSales: slots[.state] = "cancelled"
    case .strategicProducts: slots[.type] = "strategic"
    default: break
    }
    return slots
  }

  /// What the shop says of an intent whose operation it does not have.
  var lacking: LackingPhrase? {
    switch self {
    case .forecast: .forecast
    case .anomalies: .anomalies
    case .commissions: .commissions
    case .cashClose: .cashClose
    case .expenses: .expenses
    case .pendingOrders: .pendingOrders
    default: nil
    }
  }
}

/// What the shop cannot do yet, and what it offers instead.
enum LackingPhrase: String, Phrase {
  case forecast = "lacking.forecast"
  case anomalies = "lacking.anomalies"
  case commissions = "lacking.commissions"
  case cashClose = "lacking.cash_close"
  case expenses = "lacking.expenses"
  case paidCustomer = "lacking.paid_customer(customer)"
  case pendingOrders = "lacking.pending_orders"
  case alertsSubscription = "lacking.alerts_subscription"
  case salesByPayment = "lacking.sales_by_payment"
  case part = "lacking.part(what)"
  case order = "lacking.order"
  case instalments = "lacking.instalments"
  case surcharge = "lacking.surcharge(text)"
  case identifier = "lacking.identifier(text)"
  case daysOfChange = "lacking.days_of_change(text)"
  case detail = "lacking.detail(text)"
  case branchOfChange = "lacking.branch_of_change(text)"
  case without = "lacking.without(what)"
  case days = "lacking.days(period)"
  case parts = "lacking.parts"
  case hours = "lacking.hours"
  case place = "lacking.place(place)"
  case costs = "lacking.costs"
}

extension Request {
  /// What somebody would have asked for who wanted this call made.
  init(of call: ToolCall) {
    let intents = Intent.allCases.filter { $0.tool == call.tool }
    let fitting = intents.first { intent in
      !intent.preset.isEmpty && intent.preset.values.allSatisfy { call.arguments[$0.key] == $0.value }
    }
    self.init(intent: fitting ?? intents.first ?? .outOfScope, slots: call.arguments)
  }
}
