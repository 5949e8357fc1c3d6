internal import Inventory

/// The products of the demo shop.
struct DemoCatalogue {
  /// What happens to a product in its year.
  enum Story: String, CaseIterable {
    /// It came only in the last months.
    case launched = "nuevo"
    case declining = "declive"
    case growing = "crece"
    /// Nobody has bought it for weeks or months.
    case stale = "dormido"
    /// Nobody has ordered it lately.
    case scarce = "escaso"
    /// It sells well and is gone in a few days.
    case runningOut = "agota"
  }

  enum Department: CaseIterable { case salon, groceries }

  struct Item {
    let product: Product
    let supplier: SupplierID
    let department: Department
    /// Units a day over all branches, before seasons and stories.
    let pace: Double
    let story: Story?
    let shelfLife: Int?

    /// Orders are whole multiples of it.
    var pack: Quantity {
      if product.unit == .kilo { return Quantity(shelfLife == nil ? 5 : 2) }
      return Quantity(product.prices.sale.minorUnits < 5_000 ? 6 : 2)
    }
  }

  /// Units that the shop sells a day in all.
  private static let unitsADay = 130.0

  private(set) var categories: [Category] = []
  private(set) var items: [Item] = []
  private var serials: [String: Int] = [:]

  init() throws(ShopError) {
    let salon = try DemoTable(Self.salon)
    let groceries = try DemoTable(Self.groceries)
    let perShare = Self.unitsADay / (salon.rows + groceries.rows).reduce(0) { $0 + $1.share }
    for row in salon.rows { try add(row, .salon, pace: row.share * perShare) }
    for row in groceries.rows { try add(row, .groceries, pace: row.share * perShare) }
  }

  private mutating func add(_ row: DemoTable.Row, _ department: Department, pace: Double) throws(ShopError) {
    guard let supplier = DemoPeople.suppliers.first(where: { $0.name == row.heading.supplier }) else {
      throw .notFound(kind: "proveedor", name: row.heading.supplier)
    }
    let serial = serials[row.heading.prefix, default: 0] + 1
    serials[row.heading.prefix] = serial
    let product = Product(
      id: ProductID(Int64(items.count + 1)), name: row.name,
      sku: row.heading.prefix + "-" + String(1_000 + serial).dropFirst(),
      barcode: try Barcode(Self.internalCode(items.count + 1)), category: category(row.heading.path),
      supplier: supplier.id, prices: row.prices, limits: try Self.limits(pace: pace), unit: row.unit,
      isStrategic: row.isStrategic, aliases: row.aliases)
    items.append(
      Item(
        product: product, supplier: supplier.id, department: department, pace: pace, story: row.story,
        shelfLife: row.shelfLife))
  }

  /// The category at the end of `path`, made together with its parents when it is new.
  private mutating func category(_ path: [String]) -> CategoryID? {
    var parent: CategoryID?
    for name in path {
      if let known = categories.first(where: { $0.name == name && $0.parent == parent }) {
        parent = known.id
      } else {
        let id = CategoryID(Int64(categories.count + 1))
        categories.append(Category(id: id, name: name, parent: parent))
        parent = id
      }
    }
    return parent
  }

  /// From a week's sales to seven weeks' of them.
  private static func limits(pace: Double) throws(ShopError) -> StockLimits {
    let week = max(2, Int64(pace * 7))
    return try StockLimits(minimum: Quantity(week), maximum: Quantity(max(12, week * 7)))
  }

  /// An EAN-13 of the range that every shop may use within its own walls.
  private static func internalCode(_ number: Int) -> String {
    let digits = "200" + String(1_000_000_000 + number).dropFirst()
    let sum = digits.utf8.enumerated().reduce(0) { sum, digit in
      sum + Int(digit.element - UInt8(ascii: "0")) * (digit.offset % 2 == 0 ? 1 : 3)
    }
    return digits + String((10 - sum % 10) % 10)
  }
}
