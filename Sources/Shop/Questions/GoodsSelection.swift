package import Inventory
internal import Store

/// Goods that are spoken of together.
package enum GoodsGroup: Sendable, Hashable {
  case product(ProductID)
  case category(CategoryID)
  case supplier(SupplierID)
}

/// Of which goods something is asked: of what is the product, of the category and of the supplier that are said, but
/// of none of `except`.
package struct GoodsSelection: Sendable, Hashable {
  package var product: ProductID?
  package var category: CategoryID?
  package var supplier: SupplierID?
  package var except: [GoodsGroup]

  package static let all = GoodsSelection()

  package init(
    product: ProductID? = nil, category: CategoryID? = nil, supplier: SupplierID? = nil,
    except: [GoodsGroup] = []
  ) {
    (self.product, self.category, self.supplier, self.except) = (product, category, supplier, except)
  }

  /// The product, where it is said and nothing else is.
  var onlyProduct: ProductID? { self == GoodsSelection(product: product) ? product : nil }

  fileprivate var groups: [GoodsGroup] {
    [product.map(GoodsGroup.product), category.map(GoodsGroup.category), supplier.map(GoodsGroup.supplier)]
      .compactMap(\.self)
  }
}

extension Transaction {
  /// Whether a product is one of `goods`.
  func isMeant(by goods: GoodsSelection) throws -> (Product) -> Bool {
    let areAmong = try goods.groups.map(isAmong)
    let areLeftOut = try goods.except.map(isAmong)
    return { product in
      areAmong.allSatisfy { $0(product) } && !areLeftOut.contains { $0(product) }
    }
  }

  /// Those of `goods` that were sold in `days`; nil where all goods are meant.
  func productsSold(in days: DayRange, of goods: GoodsSelection) throws -> [ProductID]? {
    if goods == .all { return nil }
    if let product = goods.onlyProduct { return [product] }
    let isMeant = try isMeant(by: goods)
    let sold = try products(Array(try salesByProduct(in: days, branch: nil).keys))
    return sold.values.filter(isMeant).map(\.id).sorted()
  }

  private func isAmong(_ group: GoodsGroup) throws -> (Product) -> Bool {
    switch group {
    case .product(let id): return { $0.id == id }
    case .supplier(let id): return { $0.supplier == id }
    case .category(let id):
      let categories = try categories(calledAs: id)
      return { $0.category.map(categories.contains) ?? false }
    }
  }
}
