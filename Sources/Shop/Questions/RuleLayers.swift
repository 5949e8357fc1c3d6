internal import Insights
internal import Inventory
internal import Store

/// What a shop has set of the stock rules, in layers: the shop's, the branch's, those of the product's category and of
/// the categories above it, the product's own; the nearest decides (requirements §24).
///
/// One read of a few rows; nothing more in a shop that has set nothing.
struct RuleLayers {
  private var shop = RuleSettings()
  private var branches: [BranchID: [RuleFigure]] = [:]
  /// Of each product for which something else holds than for its branch, the farthest layer first.
  private var products: [ProductID: [RuleFigure]] = [:]

  /// The layers of `products`, or of all.
  init(_ books: Transaction, of products: [ProductID]? = nil) throws {
    var categories: [CategoryID: [RuleFigure]] = [:]
    var own: [ProductID: [RuleFigure]] = [:]
    for record in try books.settings() {
      guard let figure = RuleFigure(stored: record.name, record.value) else { continue }
      switch record.scope {
      case .shop: shop.apply(figure)
      case .branch(let id): branches[id, default: []].append(figure)
      case .category(let id): categories[id, default: []].append(figure)
      case .product(let id): own[id, default: []].append(figure)
      }
    }
    if !categories.isEmpty {
      let inherited = layers(of: try books.categories(), categories)
      for (product, category) in try books.products(in: inherited.keys.sorted(), among: products) {
        self.products[product] = inherited[category]
      }
    }
    for (product, figures) in own { self.products[product, default: []] += figures }
  }

  /// What holds in a branch for a product of which nothing was set.
  func settings(in branch: BranchID) -> RuleSettings {
    var settings = shop
    for figure in branches[branch] ?? [] { settings.apply(figure) }
    return settings
  }

  func settings(of product: ProductID, in branch: BranchID) -> RuleSettings {
    var settings = settings(in: branch)
    adjust(&settings, to: product)
    return settings
  }

  /// Lays over a branch's settings what was set of a product.
  func adjust(_ settings: inout RuleSettings, to product: ProductID) {
    guard !products.isEmpty, let figures = products[product] else { return }
    for figure in figures { settings.apply(figure) }
  }
}

/// The figures of each category and of those above it, the farthest first, where there are any.
private func layers(
  of categories: [Category], _ figures: [CategoryID: [RuleFigure]]
) -> [CategoryID: [RuleFigure]] {
  let parents = Dictionary(uniqueKeysWithValues: categories.map { ($0.id, $0.parent) })
  var layers: [CategoryID: [RuleFigure]] = [:]
  for category in categories {
    var chain = figures[category.id] ?? []
    var above = category.parent
    var left = categories.count
    while let id = above, left > 0 {
      chain = (figures[id] ?? []) + chain
      above = parents[id] ?? nil
      left -= 1
    }
    if !chain.isEmpty { layers[category.id] = chain }
  }
  return layers
}
