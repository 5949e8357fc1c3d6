/// Something the shop sells or uses, without its stock (table `productos`, requirements §1).
package struct Product: Hashable, Sendable {
  package let id: ProductID
  package var name: String
  package var sku: String?
  package var barcode: Barcode?
  package var category: CategoryID?
  package var supplier: SupplierID?
  package var prices: Prices
  package var limits: StockLimits
  package var unit: Unit
  package var isStrategic: Bool
  package var isActive: Bool
  /// Whether customers may buy it.
  package var allowsSale: Bool
  /// Whether it may be used up in a service.
  package var allowsServiceUse: Bool
  /// Other names by which people ask for it.
  package var aliases: [String]

  package init(
    id: ProductID, name: String, sku: String?, barcode: Barcode? = nil, category: CategoryID? = nil,
    supplier: SupplierID? = nil, prices: Prices, limits: StockLimits = .standard, unit: Unit = .unit,
    isStrategic: Bool = false, isActive: Bool = true, allowsSale: Bool = true, allowsServiceUse: Bool = true,
    aliases: [String] = []
  ) {
    (self.id, self.name, self.sku, self.barcode) = (id, name, sku, barcode)
    (self.category, self.supplier, self.prices, self.limits) = (category, supplier, prices, limits)
    (self.unit, self.isStrategic, self.isActive, self.aliases) = (unit, isStrategic, isActive, aliases)
    (self.allowsSale, self.allowsServiceUse) = (allowsSale, allowsServiceUse)
  }

  /// (sale − cost) ÷ sale in percent; nil without a cost (requirements §24).
  package var margin: Percent? { Percent(marginOf: prices.sale, cost: prices.cost) }
}

/// What a product costs and sells for.
package struct Prices: Hashable, Sendable {
  package let sale: Money
  package let cost: Money
  package let wholesale: Wholesale?

  /// A lower unit price from `quantity` units upwards (X-12: from, not above).
  package struct Wholesale: Hashable, Sendable {
    package let price: Money
    package let quantity: Quantity
    package init(price: Money, quantity: Quantity) { (self.price, self.quantity) = (price, quantity) }
  }

  /// - Throws: `ShopError.invalid` with source document 004's own sentence when the prices contradict each other.
  package init(sale: Money, cost: Money = .zero, wholesale: Wholesale? = nil) throws(ShopError) {
    guard sale > .zero else {
      throw .invalid(field: "precio_venta", .salePriceNotPositive)
    }
    guard cost >= .zero else {
      throw .invalid(field: "precio_compra", .negativeCost)
    }
    guard sale <= .limit, cost <= .limit else { throw .amountTooLarge }
    if let wholesale {
      guard wholesale.price < sale else {
        throw .invalid(
          field: "precio_mayoreo", .wholesaleAboveSale)
      }
      guard wholesale.price > .zero, wholesale.quantity >= Quantity(1) else {
        throw .invalid(
          field: "cantidad_mayoreo",
          .wholesaleWithoutQuantity)
      }
    }
    (self.sale, self.cost, self.wholesale) = (sale, cost, wholesale)
  }

  /// These with another sale price, and another cost where one is given; a wholesale price that would no longer be
  /// lower goes.
  package func selling(at sale: Money, cost: Money? = nil) throws(ShopError) -> Prices {
    try Prices(
      sale: sale, cost: cost ?? self.cost, wholesale: wholesale.flatMap { $0.price < sale ? $0 : nil })
  }

  /// The unit price when `quantity` units are sold together.
  package func unitPrice(for quantity: Quantity) -> Money {
    if let wholesale, quantity >= wholesale.quantity { return wholesale.price }
    return sale
  }
}

/// Between which levels the shop wants to keep a product.
package struct StockLimits: Hashable, Sendable {
  package let minimum: Quantity
  package let maximum: Quantity
  /// Whether reaching the minimum is worth an alert (`alerta_stock_minimo`).
  package let alertsAtMinimum: Bool

  /// 5 and 100 (requirements §1.1).
  package static let standard = StockLimits()

  private init() { (minimum, maximum, alertsAtMinimum) = (Quantity(5), Quantity(100), true) }

  /// - Throws: `ShopError.invalid` with source document 004's own sentence when minimum exceeds maximum.
  package init(minimum: Quantity, maximum: Quantity, alertsAtMinimum: Bool = true) throws(ShopError) {
    guard minimum >= .zero else {
      throw .invalid(field: "stock_minimo", .negativeMinimum)
    }
    guard maximum >= Quantity(1), maximum <= .limit else {
      throw .invalid(field: "stock_maximo", .maximumBelowOne)
    }
    guard minimum <= maximum else {
      throw .invalid(field: "stock_minimo", .minimumAboveMaximum)
    }
    (self.minimum, self.maximum, self.alertsAtMinimum) = (minimum, maximum, alertsAtMinimum)
  }
}

/// A printed code: an EAN-13 whose check digit holds, or any Code 128 text.
package struct Barcode: Hashable, Sendable {
  package let text: String
  /// Whether it is thirteen digits; anything else is a Code 128.
  package let isEAN13: Bool

  /// - Throws: `ShopError.invalid` with source document 004's sentence.
  package init(_ text: String) throws(ShopError) {
    let bytes = Array(text.utf8)
    let isText = !bytes.isEmpty && bytes.count <= 50 && bytes.allSatisfy { (32...126).contains($0) }
    isEAN13 = bytes.count == 13 && bytes.allSatisfy { (48...57).contains($0) }
    guard isText, !isEAN13 || Self.checkDigitHolds(bytes) else {
      throw .invalid(
        field: "codigo_barras", .badBarcode)
    }
    self.text = text
  }

  private static func checkDigitHolds(_ digits: [UInt8]) -> Bool {
    let sum = digits.enumerated().reduce(0) { $0 + Int($1.element - 48) * ($1.offset % 2 == 0 ? 1 : 3) }
    return sum % 10 == 0
  }
}
