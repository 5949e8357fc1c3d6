internal import Foundation

/// The words of a catalogue and every way in which a typed word may mean one of them.
struct Vocabulary: Sendable {
  private(set) var words = WordTable()
  /// Singulars, genders and sounds, each with a chain of the words that have it.
  private var keys = WordTable()
  private var firstLink: [Int32] = []
  private var links: [(word: Int32, quality: Float, next: Int32)] = []
  /// A bit for each two letters that a key begins with.
  private var openings = [UInt64](repeating: 0, count: 64)
  private var spelling = SpellingIndex()
  private var sorted: [Int32] = []

  mutating func insert(_ word: ArraySlice<UInt8>, isSize: Bool) -> Int {
    let known = words.count
    let id = words.insert(word)
    guard id == known else { return id }
    if isSize {
      link(word, to: id, 1)
      link(word.prefix { $0 < 0x61 }, to: id, 0.9)
    } else {
      link(word, to: id, 1)
      for singular in [word] + Self.singulars(of: word) {
        if singular != word { link(singular, to: id, 0.98) }
        if let other = Self.otherGender(of: singular) { link(other, to: id, 0.96) }
      }
      link(Self.marked(soundKey(word)), to: id, 0.85)
      spelling.insert(word, id: id)
    }
    return id
  }

  /// To be called once, when the last word is in.
  mutating func finish() {
    sorted = (0..<words.count).map { Int32($0) }
    sorted.sort { words[Int($0)].lexicographicallyPrecedes(words[Int($1)]) }
  }

  /// What `word` surely means: the word itself, its singular or plural.
  func exact(_ word: ArraySlice<UInt8>) -> [WordMatch] {
    // Its singular and what it is a diminutive of begin as it does; few names do.
    guard case let opening = Self.opening(of: word), openings[opening.place] & opening.bit != 0 else {
      return []
    }
    var found: [WordMatch] = []
    collect(word, 1, into: &found)
    for singular in Self.singulars(of: word) { collect(singular, 0.98, into: &found) }
    if found.isEmpty { for base in Diminutive.bases(of: word) { collect(base, 0.96, into: &found) } }
    return found
  }

  /// What `word` may mean when nothing else explains it: by sound, as an abbreviation, as a slip of up to `edits`.
  func near(_ word: ArraySlice<UInt8>, edits: Int) -> [WordMatch] {
    guard word.count >= 3 else { return [] }
    var found: [WordMatch] = []
    if word.count >= 4 { found = sounding(like: word) }
    if found.isEmpty {
      for (id, distance) in spelling.nearest(to: word, limit: edits)
      where isSlip(word, of: words[id], limit: distance) && isLikely(word, for: words[id], distance) {
        add(WordMatch(word: Int32(id), quality: Self.quality(word, words[id], distance)), to: &found)
      }
      for singular in Self.singulars(of: word) where found.isEmpty && singular.count >= 4 {
        for (id, distance) in spelling.nearest(to: singular, limit: min(edits, 1))
        where isLikely(singular, for: words[id], distance) {
          let quality = Self.quality(singular, words[id], distance) - 0.03
          add(WordMatch(word: Int32(id), quality: quality), to: &found)
        }
      }
    }
    if let best = found.map(\.quality).max() { found.removeAll { $0.quality < best - 0.12 } }
    if found.isEmpty, word.count > 3 { abbreviated(word, into: &found) }
    return found
  }

  /// Words that sound like `word` and look like it too: «haro» is no spelling of «arroz», nor «seta» of «set».
  private func sounding(like word: ArraySlice<UInt8>) -> [WordMatch] {
    var found: [WordMatch] = []
    collect(Self.marked(soundKey(word)), 1, into: &found)
    return found.compactMap { match in
      let meant = words[Int(match.word)]
      guard meant.count > 3, let distance = editDistance(word, meant, limit: meant.count < 7 ? 2 : 3) else {
        return nil
      }
      return WordMatch(word: match.word, quality: match.quality - 0.1 * Float(max(0, distance - 1)))
    }
  }

  /// Whether a slip is more likely than another word, of which there are many as near to a short one: none makes three
  /// letters of it, in four a likely one does, and few begin with another letter than was meant.
  private func isLikely(_ typed: ArraySlice<UInt8>, for meant: ArraySlice<UInt8>, _ distance: Int) -> Bool {
    guard meant.count > 3 else { return false }
    let cost = slipCost(typed, meant, distance: distance)
    return cost < (meant.count == 4 ? 0.92 : meant.count < 7 ? 1.2 : .infinity)
  }

  /// Words that begin with `word`, which says at least three letters of them.
  func abbreviated(_ word: ArraySlice<UInt8>, into found: inout [WordMatch]) {
    guard word.count >= 3 else { return }
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if words[Int(sorted[middle])].lexicographicallyPrecedes(word) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    while low < sorted.count, words[Int(sorted[low])].starts(with: word), found.count < 12 {
      let full = words[Int(sorted[low])]
      found.append(WordMatch(word: sorted[low], quality: 0.6 + 0.35 * Float(word.count) / Float(full.count)))
      low += 1
    }
  }

  private func collect(_ key: ArraySlice<UInt8>, _ factor: Float, into found: inout [WordMatch]) {
    guard let id = keys.find(key) else { return }
    var link = firstLink[id]
    while link >= 0 {
      let (word, quality, next) = links[Int(link)]
      add(WordMatch(word: word, quality: quality * factor), to: &found)
      link = next
    }
  }

  private func add(_ match: WordMatch, to found: inout [WordMatch]) {
    if let known = found.firstIndex(where: { $0.word == match.word }) {
      found[known].quality = max(found[known].quality, match.quality)
    } else {
      found.append(match)
    }
  }

  private mutating func link(_ key: ArraySlice<UInt8>, to word: Int, _ quality: Float) {
    guard !key.isEmpty else { return }
    let opening = Self.opening(of: key)
    openings[opening.place] |= opening.bit
    let id = keys.insert(key)
    if id == firstLink.count { firstLink.append(-1) }
    links.append((Int32(word), quality, firstLink[id]))
    firstLink[id] = Int32(links.count - 1)
  }

  /// Where in `openings` the bit of its first two letters is.
  private static func opening(of word: ArraySlice<UInt8>) -> (place: Int, bit: UInt64) {
    let second = word.dropFirst().first ?? 0
    return (Int((word.first ?? 0) & 63), 1 << UInt64(second & 63))
  }

  private static func quality(
    _ typed: ArraySlice<UInt8>, _ meant: ArraySlice<UInt8>, _ distance: Int
  ) -> Float {
    1 - 1.2 * slipCost(typed, meant, distance: distance) / Float(max(typed.count, 4))
  }

  /// A sound is kept apart from spellings by a byte that no word holds.
  private static func marked(_ sound: [UInt8]) -> ArraySlice<UInt8> { sound + [1] }

  /// «blanco» of «blanca», and the other way round.
  private static func otherGender(of word: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard word.count > 4, let last = word.last else { return nil }
    switch last {
    case UInt8(ascii: "a"): return word.dropLast() + [UInt8(ascii: "o")]
    case UInt8(ascii: "o"): return word.dropLast() + [UInt8(ascii: "a")]
    default: return nil
    }
  }

  /// The forms that `word` has if it is a plural of Spanish, English or Portuguese («pães»).
  static func singulars(of word: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    guard word.count > 3, word.last == UInt8(ascii: "s") else { return [] }
    let stem = word.dropLast()
    guard stem.last == UInt8(ascii: "e") else { return [stem] }
    let root = stem.dropLast()
    if root.last == UInt8(ascii: "a") || root.last == UInt8(ascii: "o") {
      return [stem, root, root.dropLast() + Array("ao".utf8)]
    }
    guard stem.count > 3 else { return [stem] }
    return root.last == UInt8(ascii: "c") ? [stem, root.dropLast() + [UInt8(ascii: "z")]] : [stem, root]
  }
}

/// A word of the catalogue that a typed word may mean, and how surely: 1 for the word itself.
package struct WordMatch: Sendable {
  package let word: Int32
  package var quality: Float
}
