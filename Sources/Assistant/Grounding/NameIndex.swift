internal import Inventory
internal import Shop
internal import Store
internal import Synchronization

/// The names of a catalogue by how they begin, made when they are first looked for.
final class NameIndex: Sendable {
  private let names: ShopNames
  private let entries = Mutex<[UInt64: [Entry]]?>(nil)

  private struct Entry {
    let name: String
    let folded: FoldedText
  }

  init(_ names: ShopNames) { self.names = names }

  /// The products whose whole name stands in `text`, or the words that begin it, unless all of those are known.
  func named(in text: FoldedText, knowing isKnown: (FoldedText) -> Bool) -> [String] {
    near(text) { entry in
      let folded = entry.folded
      if folded.isName, !text.places(of: folded).isEmpty { return true }
      let lead = folded.wordPlaces.prefix(2)
      guard lead.count == 2, let start = lead.first?.lowerBound, let end = lead.last?.upperBound else {
        return false
      }
      let words = lead.map(folded.part)
      // A word of a letter or two, or a size, tells no product from another.
      return words.allSatisfy(Self.tells) && !words.allSatisfy(isKnown)
        && !text.places(of: folded.part(start..<end)).isEmpty
    }.map(\.name)
  }

  /// The products whose whole name stands in `text`, as `FoldedText` spells them.
  func whole(in text: FoldedText) -> [FoldedText] {
    near(text) { $0.folded.isName && !text.places(of: $0.folded).isEmpty }.map(\.folded)
  }

  /// Those of the products whose names begin as some word of `text` does that are `wanted`.
  private func near(_ text: FoldedText, wanted: (Entry) -> Bool) -> [Entry] {
    let beginnings = Set(text.wordPlaces.map { Self.beginning(text.scalars[$0.lowerBound...]) })
    return entries.withLock { entries in
      let known = entries ?? made()
      entries = known
      return beginnings.flatMap { (known[$0] ?? []).filter(wanted) }
    }
  }

  private static func tells(_ word: FoldedText) -> Bool {
    word.count >= 3 && word.scalars.allSatisfy(\.isLetter)
  }

  private func made() -> [UInt64: [Entry]] {
    let entries = names.products.map { Entry(name: $0.name, folded: FoldedText($0.name)) }
    return Dictionary(grouping: entries) { Self.beginning($0.name.unicodeScalars.prefix(3).map(\.plain)) }
  }

  /// The first three scalars, packed.
  private static func beginning(_ scalars: some Sequence<Unicode.Scalar>) -> UInt64 {
    scalars.prefix(3).reduce(0) { $0 << 21 | UInt64($1.value) }
  }
}
