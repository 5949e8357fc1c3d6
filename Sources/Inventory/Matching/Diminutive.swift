/// Spanish diminutives: «jaboncito», «cremita», «lechecita», «juguitos».
enum Diminutive {
  private static let endings: [[UInt8]] = ["ecit", "cit", "it"].map { Array($0.utf8) }
  private static let finals: [UInt8] = Array("oae".utf8)

  /// The words that `word` may be a diminutive of; none where its form is not one.
  static func bases(of word: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    let length = word.last == UInt8(ascii: "s") ? word.count - 1 : word.count
    guard length >= 5, case let end = word.startIndex + length,
      word[end - 1] == UInt8(ascii: "o") || word[end - 1] == UInt8(ascii: "a"),
      word[end - 2] == UInt8(ascii: "t"), word[end - 3] == UInt8(ascii: "i")
    else { return [] }
    let body = word[..<(end - 1)]
    var bases: [ArraySlice<UInt8>] = []
    for ending in endings
    where body.count > ending.count + 1 && body.suffix(ending.count).elementsEqual(ending) {
      for stem in stems(body.dropLast(ending.count)) {
        bases.append(stem)
        for final in finals { bases.append(stem + [final]) }
      }
    }
    return bases
  }

  /// A stem as it is written before «it», and as it may be before another vowel: «juguito» of «jugo».
  private static func stems(_ stem: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    if stem.suffix(2).elementsEqual("qu".utf8) { return [stem, stem.dropLast(2) + [UInt8(ascii: "c")]] }
    if stem.suffix(2).elementsEqual("gu".utf8) { return [stem, stem.dropLast()] }
    if stem.last == UInt8(ascii: "c") { return [stem, stem.dropLast() + [UInt8(ascii: "z")]] }
    return [stem]
  }
}
