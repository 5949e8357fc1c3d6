/// How unlikely it is that `typed` is a slip for `meant`, which `distance` edits part.
///
/// About 1 an edit, less for swapped, doubled, dropped and neighbouring keys, more where the first letter changed.
package func slipCost(_ typed: ArraySlice<UInt8>, _ meant: ArraySlice<UInt8>, distance: Int) -> Float {
  guard distance == 1 else {
    return 0.95 * Float(distance) + (typed.first == meant.first ? 0 : 0.25)
  }
  var at = 0
  while at < typed.count, at < meant.count, typed[typed.startIndex + at] == meant[meant.startIndex + at] {
    at += 1
  }
  let start: Float = at == 0 ? 0.2 : 0
  if typed.count > meant.count {
    let extra = typed[typed.startIndex + at]
    let isDoubled = at > 0 && typed[typed.startIndex + at - 1] == extra
    return (isDoubled ? 0.65 : 0.95) + start
  }
  let lost = meant[meant.startIndex + at]
  if typed.count < meant.count {
    let isDoubled = at > 0 && meant[meant.startIndex + at - 1] == lost
    return (isDoubled || lost == UInt8(ascii: "h") ? 0.65 : 0.9) + start / 4
  }
  if at + 1 < typed.count, typed[typed.startIndex + at] == meant[meant.startIndex + at + 1],
    typed[typed.startIndex + at + 1] == lost
  {
    return 0.75
  }
  return (areNeighbours(typed[typed.startIndex + at], lost) ? 0.85 : 1.05) + start
}

/// Whether `typed` may be `meant` with up to `limit` slips; two letters side by side that were both replaced are another
/// word: «anticaspa» is no slip of «anticaída».
package func isSlip(_ typed: ArraySlice<UInt8>, of meant: ArraySlice<UInt8>, limit: Int) -> Bool {
  guard let distance = editDistance(typed, meant, limit: limit) else { return false }
  guard distance == 2, typed.count == meant.count else { return true }
  let differing = zip(typed, meant).enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset)
  return differing.count != 2 || differing[1] - differing[0] > 1
}

/// Whether two letters lie side by side on a keyboard or sound alike.
private func areNeighbours(_ a: UInt8, _ b: UInt8) -> Bool {
  guard let first = places[a], let second = places[b] else { return false }
  return abs(first.row - second.row) <= 1 && abs(first.column - second.column) <= 1 || sounds[a] == b
    || sounds[b] == a
}

private let places: [UInt8: (row: Int, column: Int)] = {
  var places: [UInt8: (row: Int, column: Int)] = [:]
  for (row, letters) in ["qwertyuiop", "asdfghjkl", "zxcvbnm"].enumerated() {
    for (column, letter) in letters.utf8.enumerated() { places[letter] = (row, column) }
  }
  return places
}()

private let sounds: [UInt8: UInt8] = Dictionary(
  uniqueKeysWithValues: [("b", "v"), ("s", "z"), ("g", "j"), ("i", "y"), ("k", "c"), ("z", "c")].map {
    ($0.utf8.first ?? 0, $1.utf8.first ?? 0)
  } as [(UInt8, UInt8)])
