import Wire

/// A seeded generator, so that a failing case comes back.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  mutating func text() -> String {
    let pieces = ["a", "ñ", "\"", "\\", "\n", "\u{0}", "😀", " ", ",", ";", "7", "é", "\r", "\t"]
    return (0..<below(6)).map { _ in pieces[below(pieces.count)] }.joined()
  }

  mutating func json(depth: Int) -> JSON {
    switch below(depth > 0 ? 7 : 5) {
    case 0: .null
    case 1: .bool(below(2) == 0)
    case 2: .number(JSON.Number(Int64(bitPattern: next())))
    case 3: JSON(decimal: "\(below(1000)).\(below(1000))")
    case 4: .string(text())
    case 5: .array((0..<below(4)).map { _ in json(depth: depth - 1) })
    default:
      .object(JSON.Object((0..<below(4)).map { _ in .init(key: text(), value: json(depth: depth - 1)) }))
    }
  }
}
