internal import Inventory

/// A set of a sentence's words: bit i is word i.
typealias WordSet = UInt128

extension WordSet {
  func contains(_ word: Int) -> Bool { self & (1 << WordSet(word)) != 0 }
}

/// The words of a message as the lexicon knows them: short spellings written out, numbers read.
struct Sentence {
  /// Longer messages are not understood: a sentence of speech seldom passes 60 words.
  static let longest = 120
  /// Nor does it fill more bytes than these; what is longer is not even looked at.
  static let mostBytes = 2000

  struct Word {
    var range: Range<Int>
    var source: Range<Int>
    var kind: NormalizedText.Kind
    var gap: NormalizedText.Gap
    var isCapitalised: Bool
    var isMoney: Bool
    /// A minus sign stood right before its digits.
    var isNegative: Bool
    /// A full stop stood right behind it, as behind an abbreviation.
    var isCut: Bool
    /// Its number among the lexicon's forms, or −1.
    var form: Int32
    /// Bit l is set where the language l has a use for it as it stands.
    var languages: UInt8
    /// Where among `nearForms` those stand that are as near as `form` to what was typed, if that was corrected.
    var others: Range<Int> = 0..<0
    /// In thousandths, where it is a number.
    var value: Int64?
    /// «un», «una», «a»: one, or no number at all.
    var isArticle = false
    /// The lexicon did not know it and a form near it was taken.
    var isCorrected = false

    /// Whether it counts something: «un» and «una» may be no number.
    var isNumber: Bool { value != nil && !isArticle }
  }

  let source: String
  private(set) var bytes: [UInt8]
  var words: [Word] = []
  /// The forms that corrected words may be instead: a word that holds no array is copied for nothing.
  private(set) var nearForms: [Int32] = []
  /// The number of the language in which its words are looked up first.
  let language: Int

  subscript(index: Int) -> ArraySlice<UInt8> { bytes[words[index].range] }

  /// What was typed from the first to the last of `words`, as it was typed.
  func typed(_ words: Range<Int>) -> String {
    guard !words.isEmpty else { return "" }
    let range =
      self.words[words.lowerBound].source.lowerBound..<self.words[words.upperBound - 1].source.upperBound
    let utf8 = source.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    return String(source[start..<utf8.index(start, offsetBy: range.count)])
  }

  /// The words of `source` in `language`, or else in the one that most of them are of.
  init(_ source: String, _ lexicon: Lexicon, in language: Int? = nil, preferring: Int? = nil) {
    self.source = source
    let text = source.utf8.count > Self.mostBytes ? NormalizedText() : Normalizer.normalize(source)
    bytes = text.bytes
    var found: [Word] = []
    found.reserveCapacity(text.tokens.count)
    for token in text.tokens {
      var word = Word(
        range: token.range, source: token.source, kind: token.kind, gap: token.gap,
        isCapitalised: token.isCapitalised, isMoney: token.isMoney, isNegative: token.isNegative,
        isCut: token.isCut, form: -1,
        languages: token.kind == .number ? 0 : lexicon.languages(of: text.bytes[token.range]))
      if token.kind == .code, let count = Self.countGlued(to: text.bytes[token.range], lexicon) {
        var goods = word
        word.range = token.range.prefix(count)
        word.source = token.source.prefix(count)
        (word.kind, word.languages) = (.number, 0)
        goods.range = token.range.dropFirst(count)
        goods.source = token.source.dropFirst(count)
        (goods.kind, goods.gap) = (.word, .space)
        goods.languages = lexicon.languages(of: text.bytes[goods.range])
        found += [word, goods]
      } else {
        found.append(word)
      }
    }
    self.language = language ?? Self.language(of: found, without: 0, lexicon, preferring: preferring)
    words.reserveCapacity(found.count)
    let hasSmallLetters = found.contains { $0.kind == .word && !$0.isCapitalised }
    for var word in found {
      let isPlainNumber = word.kind == .number && NumberReader.decimal(bytes[word.range]) != nil
      if !isPlainNumber, let form = lexicon.form(bytes[word.range], first: self.language) {
        word.form = form
        // A letter of its own is part of a name where it is a capital or a size: «guantes M», «talla m».
        let isLetter =
          word.range.count == 1 && !words.isEmpty
          && (hasSmallLetters && word.isCapitalised || lexicon.bears(words[words.count - 1].form, .sizeWord))
        if !isLetter, lexicon.has(.shortSpelling, word.form), let written = lexicon.spellings[word.form] {
          write(written, for: word, lexicon)
          continue
        }
      }
      words.append(word)
    }
    mendNumbers(lexicon)
    joinNumbers(lexicon)
  }

  /// «2leches», «1pan», and no size: how many digits stand ahead of the word that they are written on to.
  private static func countGlued(to word: ArraySlice<UInt8>, _ lexicon: Lexicon) -> Int? {
    let digits = word.prefix { $0 &- 0x30 < 10 }
    let letters = word[digits.endIndex...]
    guard (1...2).contains(digits.count), letters.count > 2,
      letters.allSatisfy({ UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }), SizeUnit(letters) == nil,
      letters.count > 3 || lexicon.languages(of: letters) != 0
    else { return nil }
    return digits.count
  }

  /// Takes a word that nobody knows for a form near it, or for `others` as near.
  mutating func correct(_ position: Int, to form: Int32, or others: some Collection<Int32>) {
    words[position].form = form
    words[position].isCorrected = true
    words[position].others = nearForms.count..<nearForms.count + others.count
    nearForms += others
  }

  /// The language that most of its words are of, those of `names` left out, which may be of another.
  func language(without names: WordSet, _ lexicon: Lexicon, preferring: Int?) -> Int {
    Self.language(of: words, without: names, lexicon, preferring: preferring)
  }

  /// The language in which the only word says no, where in its own it says nothing: «no» among Portuguese.
  func languageOfLoneAnswer(_ lexicon: Lexicon) -> Int? {
    guard words.count == 1, lexicon.bears(words[0].form, .glue) else { return nil }
    return lexicon.languages.indices.first { language in
      lexicon.form(self[0], in: language).map { lexicon.bears($0, .deny) } ?? false
    }
  }

  /// A word speaks for its languages the more, the fewer they are; one word alone does not leave the `preferring`
  /// one for another where that knows most of the rest.
  private static func language(
    of words: [Word], without names: WordSet, _ lexicon: Lexicon, preferring: Int?
  ) -> Int {
    func knows(_ languages: UInt8, _ language: Int) -> Bool { languages & (1 << UInt8(language)) != 0 }
    let counted = words.indices.prefix(longest).compactMap {
      words[$0].languages == 0 || names.contains($0) ? nil : words[$0].languages
    }
    var (best, most) = (0, -1)
    for language in lexicon.languages.indices {
      var points = language == preferring ? 3 : 0
      for languages in counted where knows(languages, language) { points += 6 / languages.nonzeroBitCount }
      if points > most { (best, most) = (language, points) }
    }
    guard let preferring, best != preferring else { return best }
    let own = counted.filter { knows($0, preferring) }
    let foreign = counted.count { knows($0, best) && !knows($0, preferring) }
    // «sales a week ago»: every word of the preferred one is of the other too.
    let areShared = foreign > 0 && counted.count > 2 && own.allSatisfy { knows($0, best) }
    return foreign > 1 || own.count <= foreign || areShared ? best : preferring
  }

  /// «trienta», «quinse»: a word that nobody knows, one slip from a longer word for a number.
  private mutating func mendNumbers(_ lexicon: Lexicon) {
    let unknown = words.indices.filter { index in
      words[index].form < 0 && words[index].kind == .word && words[index].range.count >= 5
        && !words[index].isCapitalised
    }
    guard unknown.count <= WordKnowledge.mostSlips else { return }
    for index in unknown {
      let near = lexicon.longNumbers.nearest(to: bytes[words[index].range], limit: 1)
      if let form = near.last?.id { words[index].form = Int32(form) }
    }
  }

  /// Puts the words that a short spelling stands for in its place.
  private mutating func write(_ written: [ArraySlice<UInt8>], for short: Word, _ lexicon: Lexicon) {
    for (index, word) in written.enumerated() {
      let start = bytes.count
      bytes.append(contentsOf: word)
      var full = short
      full.range = start..<bytes.count
      full.kind = .word
      if index > 0 { full.gap = .space }
      full.form = lexicon.form(word, first: lexicon.language(of: short.form)) ?? -1
      words.append(full)
    }
  }

  private mutating func joinNumbers(_ lexicon: Lexicon) {
    let parts = FractionReader(words: words, bytes: bytes, lexicon: lexicon)
    var joined: [Word] = []
    joined.reserveCapacity(words.count)
    var index = 0
    while index < words.count {
      var word = words[index]
      if let number = NumberReader.read(parts, from: index) {
        word.value = number.value
        word.isArticle = number.isArticle
        if !number.isArticle {
          word.kind = .number
          if number.length > 1 { word.form = -1 }
        }
        word.source = word.source.lowerBound..<words[index + number.length - 1].source.upperBound
        index += number.length
      } else {
        index += 1
      }
      joined.append(word)
    }
    words = joined
  }
}
