package import Inventory

/// What the shop keeps of a product that neither its rules nor the assistant look at (requirements §1.1).
package struct ProductDetails: Hashable, Sendable {
  package var description: String?
  /// How many days before a lot expires it is worth an alert (`alerta_dias_antes_vencimiento`).
  package var expiryNotice = 30
  package var isPerishable = false
  /// Days from purchase to expiry (`dias_vida_util`).
  package var shelfLife: Int?
  package var imageURL: String?
  package var color: String?
  package var size: String?
  package var needsPrescription = false
  package var notes: String?

  package init() {}

  /// - Throws: `ShopError.invalid` for what the product's row may not hold.
  package func check() throws(ShopError) {
    try checkText(description, upTo: 1000, field: "descripcion")
    try checkText(imageURL, upTo: 500, field: "imagen_url")
    try checkLink(imageURL, field: "imagen_url")
    try checkText(color, upTo: 50, field: "color")
    try checkText(size, upTo: 20, field: "talla")
    try checkText(notes, upTo: 500, field: "notas")
    guard (0...36_500).contains(expiryNotice) else {
      throw .invalid(field: "alerta_dias_antes_vencimiento", .outside(0...36_500))
    }
    guard shelfLife.map((1...36_500).contains) ?? true else {
      throw .invalid(field: "dias_vida_util", .outside(1...36_500))
    }
  }
}

/// A product as a person fills it in: each field by itself, and not checked yet.
package struct ProductFields: Hashable, Sendable {
  package var name = ""
  package var sku: String?
  package var barcode: String?
  package var category: CategoryID?
  package var supplier: SupplierID?
  package var cost = Money.zero
  package var price = Money.zero
  package var wholesalePrice: Money?
  package var wholesaleQuantity: Quantity?
  package var minimum = StockLimits.standard.minimum
  package var maximum = StockLimits.standard.maximum
  package var alertsAtMinimum = true
  package var unit = Unit.unit
  package var isStrategic = false
  package var isActive = true
  package var allowsSale = true
  package var allowsServiceUse = true
  package var aliases: [String] = []
  package var details = ProductDetails()

  package init() {}

  package init(_ product: Product, _ details: ProductDetails) {
    (name, sku, barcode) = (product.name, product.sku, product.barcode?.text)
    (category, supplier) = (product.category, product.supplier)
    (cost, price) = (product.prices.cost, product.prices.sale)
    (wholesalePrice, wholesaleQuantity) = (
      product.prices.wholesale?.price, product.prices.wholesale?.quantity
    )
    (minimum, maximum) = (product.limits.minimum, product.limits.maximum)
    (alertsAtMinimum, unit) = (product.limits.alertsAtMinimum, product.unit)
    (isStrategic, isActive, aliases) = (product.isStrategic, product.isActive, product.aliases)
    (allowsSale, allowsServiceUse) = (product.allowsSale, product.allowsServiceUse)
    self.details = details
  }

  /// The product that the fields describe.
  ///
  /// - Throws: `ShopError.invalid` for the first field that the documents do not allow, with their own sentence.
  package func checked() throws(ShopError) -> NewProduct {
    var new = try NewProduct(
      name: name, sku: sku, barcode: try barcode.map { text throws(ShopError) in try Barcode(text) },
      category: category, supplier: supplier, prices: try prices(), limits: try limits(), unit: unit,
      isStrategic: isStrategic, aliases: aliases)
    try details.check()
    (new.isActive, new.allowsSale, new.allowsServiceUse) = (isActive, allowsSale, allowsServiceUse)
    new.details = details
    return new
  }

  /// - Throws: `ShopError.invalid` for prices that no product may have.
  package func prices() throws(ShopError) -> Prices {
    try Prices(sale: price, cost: cost, wholesale: try wholesale())
  }

  /// - Throws: `ShopError.invalid` for limits that no product may have.
  package func limits() throws(ShopError) -> StockLimits {
    try StockLimits(minimum: minimum, maximum: maximum, alertsAtMinimum: alertsAtMinimum)
  }

  private func wholesale() throws(ShopError) -> Prices.Wholesale? {
    guard let wholesalePrice else { return nil }
    guard let wholesaleQuantity else {
      throw .invalid(field: "cantidad_mayoreo", .wholesaleWithoutQuantity)
    }
    return Prices.Wholesale(price: wholesalePrice, quantity: wholesaleQuantity)
  }
}
