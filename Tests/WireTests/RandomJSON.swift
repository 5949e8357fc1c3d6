import Inventory
import Wire

extension SplitMix64 {
  mutating func text() -> String {
    let pieces = ["a", "ñ", "\"", "\\", "\n", "\u{0}", "😀", " ", ",", ";", "7", "é", "\r", "\t"]
    return (0..<next(below: 6)).map { _ in pieces[next(below: pieces.count)] }.joined()
  }

  mutating func json(depth: Int) -> JSON {
    switch next(below: depth > 0 ? 7 : 5) {
    case 0: .null
    case 1: .bool(next(below: 2) == 0)
    case 2: .number(JSON.Number(Int64(bitPattern: next())))
    case 3: JSON(decimal: "\(next(below: 1000)).\(next(below: 1000))")
    case 4: .string(text())
    case 5: .array((0..<next(below: 4)).map { _ in json(depth: depth - 1) })
    default:
      .object(
        JSON.Object((0..<next(below: 4)).map { _ in .init(key: text(), value: json(depth: depth - 1)) }))
    }
  }
}
