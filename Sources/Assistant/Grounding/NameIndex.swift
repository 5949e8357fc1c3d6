internal import Inventory
internal import Shop
internal import Store
internal import Synchronization

/// The names of a catalogue by how they begin, made when they are first looked for.
final class NameIndex: Sendable {
  private let names: ShopNames
  private let places = Mutex<[UInt64: [Int]]?>(nil)

  init(_ names: ShopNames) { self.names = names }

  /// The products whose whole name stands in `text`.
  func named(in text: FoldedText) -> [String] {
    let beginnings = Set(text.wordPlaces.map { Self.beginning(text.scalars[$0.lowerBound...]) })
    let near = places.withLock { places in
      let known = places ?? made()
      places = known
      return beginnings.flatMap { known[$0] ?? [] }
    }
    return near.map { names.products[$0].name }.filter { name in
      let folded = FoldedText(name)
      return folded.isName && !text.places(of: folded).isEmpty
    }
  }

  private func made() -> [UInt64: [Int]] {
    var places: [UInt64: [Int]] = [:]
    for (place, product) in names.products.enumerated() {
      places[Self.beginning(product.name.unicodeScalars.prefix(3).map(\.plain)), default: []].append(place)
    }
    return places
  }

  /// The first three scalars, packed.
  private static func beginning(_ scalars: some Sequence<Unicode.Scalar>) -> UInt64 {
    scalars.prefix(3).reduce(0) { $0 << 21 | UInt64($1.value) }
  }
}
