/// Words kept by length with the set of their letters, to find the nearest to a misspelt one.
package struct SpellingIndex: Sendable {
  /// Words of one length, one after the other.
  private struct Shelf: Sendable {
    var letters: [UInt32] = []
    var bytes: [UInt8] = []
    var ids: [Int32] = []
  }

  private static let shortest = 3
  private static let longest = 24

  private var shelves: [Shelf] = Array(repeating: Shelf(), count: longest + 1)

  package init() {}

  package mutating func insert(_ word: ArraySlice<UInt8>, id: Int) {
    guard (Self.shortest...Self.longest).contains(word.count) else { return }
    shelves[word.count].letters.append(Self.letters(of: word))
    shelves[word.count].bytes.append(contentsOf: word)
    shelves[word.count].ids.append(Int32(id))
  }

  /// The words one edit away, or, where there are none and `limit` is 2, two edits away; `word` itself is none.
  ///
  /// Costs about 1 ns for each word of a similar length.
  package func nearest(to word: ArraySlice<UInt8>, limit: Int) -> [(id: Int, distance: Int)] {
    guard limit > 0, word.count <= Self.longest else { return [] }
    let typed = Array(word)
    let letters = Self.letters(of: word)
    for distance in 1...min(limit, 2) {
      var found: [(id: Int, distance: Int)] = []
      let lengths = max(Self.shortest, typed.count - distance)...max(Self.shortest, typed.count + distance)
      for length in lengths where length <= Self.longest {
        collect(typed, letters, distance, from: shelves[length], length, into: &found)
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  private func collect(
    _ typed: [UInt8], _ letters: UInt32, _ distance: Int, from shelf: Shelf, _ length: Int,
    into found: inout [(id: Int, distance: Int)]
  ) {
    for index in shelf.letters.indices {
      let other = shelf.letters[index]
      guard Self.areFew(other & ~letters, distance), Self.areFew(letters & ~other, distance) else { continue }
      let start = index * length
      if isWithin(distance, typed, shelf.bytes, start, start + length) {
        found.append((Int(shelf.ids[index]), distance))
      }
    }
  }

  /// Whether `distance` edits make `typed` of the bytes from `start` to `end`.
  private func isWithin(_ distance: Int, _ typed: [UInt8], _ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool
  {
    var (i, lastTyped) = (0, typed.count)
    var (j, last) = (start, end)
    while i < lastTyped, j < last, typed[i] == bytes[j] { (i, j) = (i + 1, j + 1) }
    while i < lastTyped, j < last, typed[lastTyped - 1] == bytes[last - 1] {
      (lastTyped, last) = (lastTyped - 1, last - 1)
    }
    let (restTyped, rest) = (lastTyped - i, last - j)
    if restTyped == 0 || rest == 0 { return restTyped + rest <= distance }
    if restTyped == 1, rest == 1 { return true }
    if restTyped == 2, rest == 2, typed[i] == bytes[j + 1], typed[i + 1] == bytes[j] { return true }
    return distance > 1 && editDistance(typed[i..<lastTyped], bytes[j..<last], limit: distance) != nil
  }

  /// Whether no more than `most` of `bits` are set, 1 or 2: sooner known than their count.
  private static func areFew(_ bits: UInt32, _ most: Int) -> Bool {
    var rest = bits & (bits &- 1)
    if most > 1 { rest &= rest &- 1 }
    return rest == 0
  }

  private static func letters(of word: ArraySlice<UInt8>) -> UInt32 {
    var mask: UInt32 = 0
    for byte in word { mask |= 1 << UInt32(byte & 31) }
    return mask
  }
}
