/// Which part of a long list is asked for.
package struct Page: Hashable, Sendable {
  /// From 1.
  package let number: Int
  /// How many entries a page holds: 1 to 100.
  package let size: Int

  /// The first twenty entries.
  package static let first = Page()

  private init() { (number, size) = (1, 20) }

  /// - Throws: `ShopError.invalid` for a page below 1, or a size beyond 1 to 100.
  package init(_ number: Int = 1, size: Int = 20) throws(ShopError) {
    guard (1...1_000_000_000).contains(number) else {
      throw .invalid(field: "pagina", .outside(1...1_000_000_000))
    }
    guard (1...100).contains(size) else {
      throw .invalid(field: "limite", .outside(1...100))
    }
    (self.number, self.size) = (number, size)
  }

  /// How many entries come before it.
  package var offset: Int { (number - 1) * size }
}

/// One page of a list, and how many entries the whole list has.
package struct Paged<Item> {
  package let items: [Item]
  package let total: Int

  package init(_ items: [Item], total: Int) { (self.items, self.total) = (items, total) }

  /// The same page of what `transform` makes of each entry.
  package func map<Other>(_ transform: (Item) throws -> Other) rethrows -> Paged<Other> {
    Paged<Other>(try items.map(transform), total: total)
  }
}

extension Paged: Sendable where Item: Sendable {}
extension Paged: Equatable where Item: Equatable {}
