internal import Inventory

/// The products of the demo shop.
struct DemoCatalogue {
  /// What happens to a product in its year.
  enum Story: String, CaseIterable {
    /// It came only in the last months.
    case launched = "nuevo"
    case declining = "declive"
    case growing = "crece"
    /// Nobody has bought it for some weeks.
    case resting = "lento"
    /// Nobody has bought it for months.
    case stale = "dormido"
    /// It has been ordered too seldom and is below its minimum.
    case scarce = "escaso"
    /// The last of it went some days ago.
    case soldOut = "agotado"
    /// It sells well and is gone in a day or two.
    case runningOut = "agota"
  }

  enum Department: CaseIterable { case salon, groceries }

  struct Item {
    let product: Product
    let supplier: SupplierID
    let department: Department
    let story: Story?
    let shelfLife: Int?
    /// The beginning of its SKU.
    let prefix: String
    /// Units a day in each branch that carries it, before seasons and stories.
    fileprivate let paces: [BranchID: Double]

    func pace(at branch: BranchID) -> Double { paces[branch, default: 0] }

    /// The branches that carry it, the main one first.
    var branches: [BranchID] { DemoPeople.branches.map(\.id).filter { paces[$0] != nil } }

    /// Orders are whole multiples of it.
    var pack: Quantity {
      product.unit != .kilo && product.limits.maximum >= Quantity(24) ? Quantity(6) : Quantity(1)
    }
  }

  /// Units that the shop sells a day in all.
  private static let unitsADay = 86.0
  /// Units a day of what sells least.
  private static let slowestPace = 0.08
  /// Units a day below which a smaller branch does not carry a product.
  private static let worthCarrying = 0.1

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
      throw .notFound(.supplier, name: row.heading.supplier)
    }
    let serial = serials[row.heading.prefix, default: 0] + 1
    serials[row.heading.prefix] = serial
    let paces = Self.paces(max(pace, Self.slowestPace), department, shelfLife: row.shelfLife)
    let peak =
      paces[DemoPeople.main, default: 0] * DemoCalendar.busiestWeek
      * DemoCalendar.greatestAppetite(for: row.heading.prefix, row.story)
    let product = Product(
      id: ProductID(Int64(items.count + 1)), name: row.name,
      sku: row.heading.prefix + "-" + String(1_000 + serial).dropFirst(),
      barcode: try Barcode(Self.internalCode(items.count + 1)), category: category(row.heading.path),
      supplier: supplier.id, prices: row.prices,
      limits: try Self.limits(peak: peak, isStrategic: row.isStrategic, shelfLife: row.shelfLife),
      unit: row.unit, isStrategic: row.isStrategic, aliases: row.aliases)
    items.append(
      Item(
        product: product, supplier: supplier.id, department: department, story: row.story,
        shelfLife: row.shelfLife, prefix: row.heading.prefix, paces: paces))
  }

  /// How the branches that carry a product share in it: the smaller ones leave out what is slow or spoils soon.
  private static func paces(_ pace: Double, _ department: Department, shelfLife: Int?) -> [BranchID: Double] {
    var shares = [DemoPeople.main: DemoPeople.share(of: DemoPeople.main, in: department)]
    for branch in [DemoPeople.north, DemoPeople.market] {
      let share = DemoPeople.share(of: branch, in: department)
      if pace * share >= worthCarrying, shelfLife ?? .max >= 120 { shares[branch] = share }
    }
    let whole = shares.values.sorted().reduce(0, +)
    return shares.mapValues { pace * $0 / whole }
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

  /// Some units and up to three weeks of the main branch's best sales, four of a strategic product's, less of what spoils.
  ///
  /// Half of the maximum outlasts the busiest week, a week and a half for a strategic product.
  private static func limits(peak: Double, isStrategic: Bool, shelfLife: Int?) throws(ShopError)
    -> StockLimits
  {
    let wanted = 4 + peak * min(isStrategic ? 28 : 20, Double(shelfLife ?? .max) * 0.6)
    let step: Int64 = wanted < 12 ? 2 : 6
    let maximum = (Int64(wanted) / step + 1) * step
    return try StockLimits(minimum: Quantity(max(2, maximum * 3 / 10)), maximum: Quantity(maximum))
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
