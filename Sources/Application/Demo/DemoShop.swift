internal import Inventory

/// An invented salon with a corner shop and the year it has behind it.
///
/// The same day and seed give the same shop. Ids number the elements of each list from 1; they are not those of
/// a store. Any beginning of `events` is a valid past as well.
struct DemoShop: Sendable {
  let name: String
  let branches: [Branch]
  let people: [Person]
  let customers: [Customer]
  /// Parents come before their children.
  let categories: [Category]
  let suppliers: [Supplier]
  /// With their prices of a year ago: `DemoEvent.Action.priceChange` tells the rest.
  let products: [Product]
  /// Days from purchase to expiry, of the products that expire.
  let shelfLife: [ProductID: Int]
  /// In the order in which they happened; no stock is ever below zero.
  let events: [DemoEvent]

  /// Makes the shop whose year ends with `day`, in a fraction of a second.
  static func generate(endingOn day: BusinessDay, seed: UInt64 = 20_251_118) throws(ShopError)
    -> DemoShop
  {
    let catalogue = try DemoCatalogue()
    var year = DemoYear(catalogue: catalogue, endingOn: day, seed: seed)
    return DemoShop(
      name: "La Esquina de Elena", branches: DemoPeople.branches, people: DemoPeople.staff,
      customers: DemoPeople.customers, categories: catalogue.categories, suppliers: DemoPeople.suppliers,
      products: catalogue.items.map(\.product),
      shelfLife: Dictionary(
        uniqueKeysWithValues: catalogue.items.compactMap { item in
          item.shelfLife.map { (item.product.id, $0) }
        }),
      events: try year.events())
  }
}

/// Something that happened in the demo shop.
struct DemoEvent: Hashable, Sendable {
  let day: BusinessDay
  /// Minutes after local midnight.
  let minute: Int
  let action: Action

  enum Action: Hashable, Sendable {
    /// A delivery, counted into the branch.
    case purchase(branch: BranchID, supplier: SupplierID, [PurchaseLine])
    case sale(DemoSale)
    /// Lines of an earlier sale that came back into the stock of its branch.
    case customerReturn(of: SaleID, [Line])
    /// A sale undone whole, on its own day.
    case cancel(SaleID)
    /// Goods sent; those not yet received are still on the road when the year ends.
    case transfer(from: BranchID, to: BranchID, [Line], isReceived: Bool)
    /// A change of stock without a sale: count, waste, theft, use in the salon. The quantity is positive.
    case adjust(MovementKind, branch: BranchID, Line, lot: String?, reason: String)
    case priceChange(ProductID, Prices)
  }

  struct Line: Hashable, Sendable {
    let product: ProductID
    let quantity: Quantity
  }

  struct PurchaseLine: Hashable, Sendable {
    let product: ProductID
    let quantity: Quantity
    /// Of one unit.
    let cost: Money
    let lot: Lot?
  }

  /// Units that expire together; sales and transfers take those that expire first.
  struct Lot: Hashable, Sendable {
    let code: String
    let expiry: BusinessDay
  }
}

/// A sale at the prices of its day.
struct DemoSale: Hashable, Sendable {
  /// Its number among the sales of the demo shop, from 1.
  let id: SaleID
  let branch: BranchID
  let person: PersonID
  let customer: CustomerID?
  let tender: Tender
  /// At most one a product.
  let lines: [DemoEvent.Line]
}
