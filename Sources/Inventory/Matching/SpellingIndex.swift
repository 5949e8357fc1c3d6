/// Words kept by length with the set of their letters, to find the nearest to a misspelt one.
package struct SpellingIndex: Sendable {
  /// How far `nearest` looks: words of fewer than 4 letters are never corrected.
  package static let longest = 24

  private var masks: [[UInt32]] = Array(repeating: [], count: longest + 1)
  private var ids: [[Int32]] = Array(repeating: [], count: longest + 1)

  package init() {}

  package mutating func insert(_ word: ArraySlice<UInt8>, id: Int) {
    guard (3...Self.longest).contains(word.count) else { return }
    masks[word.count].append(Self.letters(of: word))
    ids[word.count].append(Int32(id))
  }

  /// Calls `body` with every word within `limit` edits of `word`; costs about 1 ns a word of similar length.
  package func nearest(
    to word: ArraySlice<UInt8>, limit: Int, in table: WordTable, _ body: (_ id: Int, _ distance: Int) -> Void
  ) {
    guard limit > 0, word.count <= Self.longest else { return }
    let letters = Self.letters(of: word)
    for length in max(3, word.count - limit)...min(Self.longest, word.count + limit)
    where length >= 3 {
      let masks = masks[length]
      for index in masks.indices where (masks[index] ^ letters).nonzeroBitCount <= 2 * limit {
        let id = Int(ids[length][index])
        if let distance = editDistance(word, table[id], limit: limit) { body(id, distance) }
      }
    }
  }

  private static func letters(of word: ArraySlice<UInt8>) -> UInt32 {
    var mask: UInt32 = 0
    for byte in word { mask |= 1 << UInt32(byte & 31) }
    return mask
  }
}
