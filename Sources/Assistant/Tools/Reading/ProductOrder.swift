internal import Inventory

/// In which order products are listed.
enum ProductOrder: String, CaseIterable {
  /// The cheapest first.
  case price
  case dearest
  case name

  func sorted(_ products: [Product]) -> [Product] {
    switch self {
    case .price: products.sorted { ($0.prices.sale, $0.name) < ($1.prices.sale, $1.name) }
    case .dearest: products.sorted { ($1.prices.sale, $0.name) < ($0.prices.sale, $1.name) }
    case .name: products.sorted { $0.name < $1.name }
    }
  }

  /// What is said of the first.
  var phrase: ProductPhrase? {
    switch self {
    case .price: .searchCheapest
    case .dearest: .searchDearest
    case .name: nil
    }
  }
}

extension Product {
  /// Whether its name begins with that of a category, which is one word: «Crema de Leche», of «Cremas».
  func isCalled(_ category: Inventory.Category) -> Bool {
    let words = Normalizer.normalize(category.name).words
    guard words.count == 1, let word = words.first, word.count > 3 else { return false }
    let stem = word.last == UInt8(ascii: "s") ? word.dropLast() : word[...]
    return Normalizer.normalize(name).words.first?.starts(with: stem) ?? false
  }
}

extension [Product] {
  /// Those whose names begin as `words` do, where there are such: «agua» asks for no crackers.
  func called(_ words: String) -> [Product] {
    guard let first = Normalizer.normalize(words).words.first else { return self }
    let stem = first.count > 4 ? first.dropLast(2) : first
    let named = filter { Normalizer.normalize($0.name).words.first?.starts(with: stem) ?? false }
    return named.isEmpty ? self : named
  }
}
