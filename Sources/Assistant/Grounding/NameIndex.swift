internal import Inventory
internal import Shop
internal import Store
internal import Synchronization

/// The names of a catalogue by the words that begin them, made when they are first looked for.
final class NameIndex: Sendable {
  private let names: ShopNames
  private let entries = Mutex<[FoldedText: [Entry]]?>(nil)

  private struct Entry {
    let name: String
    let folded: FoldedText
    let isName: Bool
    /// The two words that begin it; none where it has but one.
    let lead: [FoldedText]

    init(_ name: String) {
      self.name = name
      folded = FoldedText(name)
      isName = folded.isName
      let words = folded.wordPlaces.prefix(2)
      lead = words.count == 2 ? words.map(folded.part) : []
    }
  }

  init(_ names: ShopNames) { self.names = names }

  /// The products whose whole name stands in `text`, or the words that begin it, unless all of those are known.
  func named(in text: FoldedText, knowing isKnown: (FoldedText) -> Bool) -> [String] {
    beginning(in: text).filter { entry in
      if entry.isName, !text.places(of: entry.folded).isEmpty { return true }
      // A word of a letter or two, or a size, tells no product from another.
      return !entry.lead.isEmpty && entry.lead.allSatisfy(Self.tells) && !entry.lead.allSatisfy(isKnown)
    }.map(\.name)
  }

  /// The products whose whole name stands in `text`, as `FoldedText` spells them.
  func whole(in text: FoldedText) -> [FoldedText] {
    beginning(in: text).filter { $0.isName && !text.places(of: $0.folded).isEmpty }.map(\.folded)
  }

  /// The products whose first two words, or the only one, stand in `text`.
  private func beginning(in text: FoldedText) -> [Entry] {
    let words = text.wordPlaces
    var beginnings = Set(words.map(text.part))
    for (first, second) in zip(words, words.dropFirst()) {
      beginnings.insert(text.part(first.lowerBound..<second.upperBound))
    }
    return entries.withLock { entries in
      let known = entries ?? made()
      entries = known
      return beginnings.flatMap { known[$0] ?? [] }
    }
  }

  private static func tells(_ word: FoldedText) -> Bool {
    word.count >= 3 && word.scalars.allSatisfy(\.isLetter)
  }

  private func made() -> [FoldedText: [Entry]] {
    Dictionary(grouping: names.products.map { Entry($0.name) }) { entry in
      let words = entry.folded.wordPlaces.prefix(2)
      guard let first = words.first, let last = words.last else { return entry.folded }
      return entry.folded.part(first.lowerBound..<last.upperBound)
    }
  }
}
