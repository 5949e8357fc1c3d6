internal import Inventory

/// A way in which people type worse than in a file of examples.
package enum Noise: String, CaseIterable, Sendable {
  case clean
  case oneTypo = "1 typo"
  case twoTypos = "2 typos"
  case noAccents = "no accents"
  case shortSpelling = "short spelling"
  case filler
}

/// Makes noisy copies of sentences, the same ones for the same seed.
struct NoiseMaker {
  private let lexicon: Lexicon
  private var random: SplitMix64
  private let short: [ArraySlice<UInt8>: ArraySlice<UInt8>]
  private let fillers: [[String]]

  init(_ lexicon: Lexicon, seed: UInt64) {
    self.lexicon = lexicon
    random = SplitMix64(seed: seed)
    var short: [ArraySlice<UInt8>: ArraySlice<UInt8>] = [:]
    for (form, words) in lexicon.spellings.sorted(by: { $0.key > $1.key }) where words.count == 1 {
      short[words[0]] = lexicon.bytes(of: form)
    }
    self.short = short
    fillers = lexicon.languages.indices.map { language in
      (0..<Int32(lexicon.formCount)).filter {
        lexicon.language(of: $0) == language && lexicon.bears($0, .filler)
      }.map { String(decoding: lexicon.bytes(of: $0), as: UTF8.self) }
    }
  }

  mutating func copy(of text: String, in language: Language, with noise: Noise) -> String {
    switch noise {
    case .clean: text
    case .oneTypo: misspelt(text, times: 1)
    case .twoTypos: misspelt(text, times: 2)
    case .noAccents: Self.plain(text)
    case .shortSpelling: shortened(text)
    case .filler: padded(text, language)
    }
  }

  private mutating func misspelt(_ text: String, times: Int) -> String {
    var words = text.split(separator: " ", omittingEmptySubsequences: false).map { Array($0) }
    for _ in 0..<times {
      let long = words.indices.filter { words[$0].count >= 4 && words[$0].allSatisfy(\.isLetter) }
      guard !long.isEmpty else { break }
      let chosen = long[random.next(below: long.count)]
      words[chosen] = slipped(words[chosen])
    }
    return words.map { String($0) }.joined(separator: " ")
  }

  private mutating func slipped(_ word: [Character]) -> [Character] {
    var word = word
    let place = random.next(below: word.count - 1)
    switch random.next(below: 4) {
    case 0: word.swapAt(place, place + 1)
    case 1: word.remove(at: place)
    case 2: word.insert(word[place], at: place)
    default: word[place] = Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(random.next(below: 26))))
    }
    return word
  }

  private func shortened(_ text: String) -> String {
    let normalized = Normalizer.normalize(text)
    return normalized.tokens.indices.map { index in
      String(decoding: short[normalized.word(index)] ?? normalized.word(index), as: UTF8.self)
    }.joined(separator: " ")
  }

  private mutating func padded(_ text: String, _ language: Language) -> String {
    guard let pack = lexicon.languages.firstIndex(of: language), !fillers[pack].isEmpty else {
      return text
    }
    let words = fillers[pack]
    let (before, after) = (words[random.next(below: words.count)], words[random.next(below: words.count)])
    return before + " " + text + " " + after
  }

  /// The text without the marks above and below its letters.
  private static func plain(_ text: String) -> String {
    var plain = ""
    for character in text {
      let folded = Normalizer.normalize(String(character)).bytes
      let isLetter = character.isLetter && !folded.isEmpty
      plain += isLetter ? String(decoding: folded, as: UTF8.self) : String(character)
    }
    return plain
  }
}
