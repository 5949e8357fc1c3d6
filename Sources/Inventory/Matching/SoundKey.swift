/// How a word sounds in American Spanish, so that «cenisa», «ceniza» and «senizo» meet.
///
/// b/v, c/s/z, qu/k, ll/y, g/j before e and i, silent h, sh/ch, oo/u, doubled letters; without a closing vowel or
/// s, which carry gender and number, where more than three sounds are left. Works on the bytes of the normaliser.
package func soundKey(_ word: ArraySlice<UInt8>) -> [UInt8] {
  var key: [UInt8] = []
  key.reserveCapacity(word.count)
  var index = word.startIndex
  while index < word.endIndex {
    let next = index + 1 < word.endIndex ? word[index + 1] : 0
    let (sound, length) = sound(of: word[index], before: next)
    index += length
    if sound != 0, key.last != sound { key.append(sound) }
  }
  if key.count > 3, key.last == UInt8(ascii: "s") { key.removeLast() }
  if key.count > 3, let last = key.last, isVowel(last) { key.removeLast() }
  return key
}

private func sound(of letter: UInt8, before next: UInt8) -> (sound: UInt8, length: Int) {
  let isSoft = next == UInt8(ascii: "e") || next == UInt8(ascii: "i")
  switch (letter, next) {
  case (UInt8(ascii: "c"), UInt8(ascii: "h")), (UInt8(ascii: "s"), UInt8(ascii: "h")):
    return (UInt8(ascii: "x"), 2)
  case (UInt8(ascii: "q"), UInt8(ascii: "u")): return (UInt8(ascii: "k"), 2)
  case (UInt8(ascii: "l"), UInt8(ascii: "l")): return (UInt8(ascii: "y"), 2)
  case (UInt8(ascii: "o"), UInt8(ascii: "o")): return (UInt8(ascii: "u"), 2)
  case (UInt8(ascii: "p"), UInt8(ascii: "h")): return (UInt8(ascii: "f"), 2)
  case (UInt8(ascii: "c"), _): return (isSoft ? UInt8(ascii: "s") : UInt8(ascii: "k"), 1)
  case (UInt8(ascii: "g"), _): return (isSoft ? UInt8(ascii: "j") : UInt8(ascii: "g"), 1)
  case (UInt8(ascii: "v"), _): return (UInt8(ascii: "b"), 1)
  case (UInt8(ascii: "z"), _): return (UInt8(ascii: "s"), 1)
  case (UInt8(ascii: "q"), _): return (UInt8(ascii: "k"), 1)
  case (UInt8(ascii: "h"), _): return (0, 1)
  default: return (letter, 1)
  }
}

private func isVowel(_ letter: UInt8) -> Bool {
  switch letter {
  case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"): true
  default: false
  }
}
