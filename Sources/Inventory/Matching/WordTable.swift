/// Byte strings, numbered from 0 in the order in which they were first added.
package struct WordTable: Sendable {
  private var arena: [UInt8] = []
  private var ends: [Int32] = []
  private var buckets: [Int32] = Array(repeating: -1, count: 64)

  package init() {}

  package var count: Int { ends.count }

  package subscript(id: Int) -> ArraySlice<UInt8> {
    arena[(id == 0 ? 0 : Int(ends[id - 1]))..<Int(ends[id])]
  }

  package func find(_ word: ArraySlice<UInt8>) -> Int? {
    let mask = buckets.count - 1
    var bucket = Self.hash(word) & mask
    while true {
      let id = Int(buckets[bucket])
      if id < 0 { return nil }
      if isEqual(id, word) { return id }
      bucket = (bucket + 1) & mask
    }
  }

  /// The number of `word`, which is added when it is new.
  @discardableResult
  package mutating func insert(_ word: ArraySlice<UInt8>) -> Int {
    if let known = find(word) { return known }
    arena.append(contentsOf: word)
    ends.append(Int32(arena.count))
    if ends.count * 2 > buckets.count { grow() } else { place(ends.count - 1) }
    return ends.count - 1
  }

  private func isEqual(_ id: Int, _ word: ArraySlice<UInt8>) -> Bool {
    let start = id == 0 ? 0 : Int(ends[id - 1])
    guard Int(ends[id]) - start == word.count else { return false }
    var at = start
    for byte in word {
      if arena[at] != byte { return false }
      at += 1
    }
    return true
  }

  private mutating func grow() {
    buckets = Array(repeating: -1, count: buckets.count * 2)
    for id in ends.indices { place(id) }
  }

  private mutating func place(_ id: Int) {
    let mask = buckets.count - 1
    var bucket = Self.hash(self[id]) & mask
    while buckets[bucket] >= 0 { bucket = (bucket + 1) & mask }
    buckets[bucket] = Int32(id)
  }

  private static func hash(_ word: ArraySlice<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 29)) & 0x7fff_ffff)
  }
}
