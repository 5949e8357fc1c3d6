extension Tool {
  /// Every tool that looks something up, in the order in which they are listed.
  package static let reading: [Tool] = [
    getLowStockReport, getReplenishment, suggestPurchaseOrder, getOverstockReport, getSlowMovers, getAlerts,
    explainRule,
    getProductStock, getProductPrice, searchProducts, getSupplier, getSaleStatus, getCode, getSalesSummary,
    getSales, getTopSellers,
    getAbcAnalysis, getInventoryValue, getTurnover, getKardex, getExpiringProducts, getMargin,
  ]
}

extension Phrasebook {
  /// The texts of the tools that look something up.
  package static let readingFamilies: [any Phrase.Type] = [
    AlertPhrase.self, AnalysisPhrase.self, CodePhrase.self, ExpiryPhrase.self, HistoryPhrase.self,
    HourPhrase.self,
    LedgerPhrase.self,
    ListPhrase.self,
    LowStockPhrase.self,
    MarginPhrase.self, OrderingPhrase.self, PricePhrase.self, ProductPhrase.self, ReasonPhrase.self,
    RulePhrase.self,
    SalePhrase.self,
    SaleStatePhrase.self, SalesListPhrase.self, SalesPhrase.self, SurplusPhrase.self, TopPhrase.self,
    ValuePhrase.self,
  ]
}
