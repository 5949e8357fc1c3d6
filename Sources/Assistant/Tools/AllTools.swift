extension Tool {
  /// Every tool there is, in the order in which they are listed.
  package static let all: [Tool] =
    reading + [getCategories, getSuppliers, getCustomers, getCustomerDebt, getTopCustomers, getLayaways]
    + writing

  /// Those that change the shop, each after a yes.
  static let writing: [Tool] = [
    .registerSale, .layAway, .registerPayment, .cancelSale, .returnSale, .registerStockEntry, .adjustStock,
    .transferStock,
    .createProduct,
    .changeProduct, .changePrice, .createSupplier, .createCustomer, .teachAlias, .forgetAlias, .reverseLast,
  ]
}
