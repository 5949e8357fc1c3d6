internal import Inventory

/// Numbers of sales.
extension Analysis {
  /// Looks for codes like `pos-2025-0087` and for numbers behind «venta», «ticket».
  mutating func findFolios() {
    let cue = lexicon.concept(named: "cue:folio").map { Int32($0) } ?? -1
    for position in sentence.words.indices {
      let word = sentence.words[position]
      guard !products.contains(where: { $0.words.contains(position) }) else { continue }
      if word.kind == .code, word.value == nil, isFolio(sentence[position]) {
        folios.append((position..<position + 1, sentence.typed(position..<position + 1).uppercased()))
      } else if word.kind == .number, let value = word.value, value % 1000 == 0, value < 1_000_000_000_000,
        !precedesProduct(position)
      {
        let before = tags.first { $0.concept == cue && $0.words.upperBound == position }
        if let before { folios.append((before.words.lowerBound..<position + 1, String(value / 1000))) }
      }
    }
  }

  private func precedesProduct(_ position: Int) -> Bool {
    products.contains { $0.words.lowerBound > position && $0.words.lowerBound <= position + 3 }
  }

  /// Letters, then digits in groups: `pos-2025-0087`, `venta-00125`.
  private func isFolio(_ word: ArraySlice<UInt8>) -> Bool {
    guard let dash = word.firstIndex(of: UInt8(ascii: "-")), dash > word.startIndex else { return false }
    let (letters, rest) = (word[..<dash], word[dash...])
    guard letters.allSatisfy({ $0 >= 0x61 }), rest.allSatisfy({ $0 < 0x61 }) else { return false }
    return rest.dropFirst().contains(UInt8(ascii: "-")) || rest.count > 4
      || lexicon.languages(of: letters) != 0
  }
}
