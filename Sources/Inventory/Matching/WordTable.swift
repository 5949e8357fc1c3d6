/// Byte strings, numbered from 0 in the order in which they were first added.
package struct WordTable: Sendable {
  private var arena: [UInt8] = []
  /// Where word i begins in the arena, and behind the last one where it ends.
  private var starts: [Int32] = [0]
  /// The hash of a word above, its number and one below, so that few words are looked at; 0 where nothing is.
  private var slots: [UInt64] = Array(repeating: 0, count: 64)

  package init() {}

  package var count: Int { starts.count - 1 }

  /// The word of that number.
  package subscript(id: Int) -> ArraySlice<UInt8> { arena[Int(starts[id])..<Int(starts[id + 1])] }

  /// The number of a word; nil where it was never added.
  package func find(_ word: ArraySlice<UInt8>) -> Int? {
    find(word, Self.hash(word))
  }

  /// The same for a word whose `hash` is known, as where several tables are asked for it.
  package func find(_ word: ArraySlice<UInt8>, _ hash: UInt64) -> Int? {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 {
      if slots[place] >> 32 == hash {
        let id = Int(slots[place] & 0xffff_ffff) - 1
        if isEqual(id, word) { return id }
      }
      place = (place + 1) & mask
    }
    return nil
  }

  /// The number of `word`, which is added when it is new.
  @discardableResult
  package mutating func insert(_ word: ArraySlice<UInt8>) -> Int {
    let hash = Self.hash(word)
    if let known = find(word, hash) { return known }
    arena.append(contentsOf: word)
    starts.append(Int32(arena.count))
    if count * 2 > slots.count { grow() }
    place(hash << 32 | UInt64(count))
    return count - 1
  }

  private func isEqual(_ id: Int, _ word: ArraySlice<UInt8>) -> Bool {
    var at = Int(starts[id])
    guard Int(starts[id + 1]) - at == word.count else { return false }
    for byte in word {
      if arena[at] != byte { return false }
      at += 1
    }
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    for slot in old where slot != 0 { place(slot) }
  }

  private mutating func place(_ slot: UInt64) {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: slot >> 32) & mask
    while slots[place] != 0 { place = (place + 1) & mask }
    slots[place] = slot
  }

  /// 32 bits.
  package static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return (hash ^ (hash >> 32)) & 0xffff_ffff
  }
}
