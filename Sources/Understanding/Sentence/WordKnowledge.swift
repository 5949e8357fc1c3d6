internal import Inventory

/// How far words that nobody knows are taken for others.
enum Mending {
  /// Not at all: they may be the name of something that the shop does not have.
  case none
  /// One slip in a word, two in a long one.
  case cautious
  /// Two slips in any but the shortest.
  case bold

  func limit(for length: Int) -> Int {
    switch self {
    case .none: 0
    case .cautious: max(1, ProductMatcher.edits(for: length))
    case .bold: length < 5 ? 1 : 2
    }
  }
}

/// What the lexicon and the catalogue each know of the words of one sentence.
struct WordKnowledge {
  /// For each word: which words of product names it may be.
  var products: [[WordMatch]] = []
  /// For each word: the greatest weight among the concepts that it alone stands for; −1 where it is unknown.
  var weights: [Float] = []
  /// The words that say nothing by themselves, whatever else they may be.
  var glue: WordSet = 0
  /// The words that may be talk and so cost no intent anything.
  var free: WordSet = 0
  /// The words that the language has no use for in a shop: unknown, common, or only parts of phrases.
  var loose: WordSet = 0
  /// Whether a word was taken for another form of the language.
  private(set) var hasMended = false
  /// Whether neither the language nor the catalogue has some word as it stands, and it may be misspelt.
  private(set) var hasUnknown = false
  /// Whether so many words are unknown that they are no misspelt ones.
  private(set) var isStrange = false

  /// Looks up every word as it stands; then mends those that neither knows and that are not too short.
  init(_ sentence: inout Sentence, _ lexicon: Lexicon, _ index: CatalogueIndex, _ mending: Mending) {
    products.reserveCapacity(sentence.words.count)
    for position in sentence.words.indices {
      let word = sentence.words[position]
      let bytes = sentence[position]
      weights.append(Self.weight(of: word.form, lexicon))
      guard word.kind != .symbol, !word.isArticle else {
        products.append([])
        continue
      }
      var matches = index.products.exact(word.kind == .code ? SizeUnit.canonical(bytes) : bytes)
      // What another language calls goods says nothing of a word that the shop's own names bear: «cola».
      let isForeign = word.form >= 0 && lexicon.language(of: word.form) != sentence.language
      if let same = lexicon.goods(word.form), matches.isEmpty || !isForeign {
        for other in same { matches += Self.synonyms(of: other, in: index.products) }
      }
      products.append(matches)
    }
    for position in sentence.words.indices { mark(position, sentence.words[position].form, lexicon) }
    let unexplained = sentence.words.indices.filter { isUnexplained($0, sentence, index) }
    guard unexplained.count <= Self.mostSlips else {
      isStrange = true
      return
    }
    hasUnknown = !unexplained.isEmpty
    let hasSmallLetters = sentence.words.dropFirst().contains { $0.kind == .word && !$0.isCapitalised }
    for position in unexplained {
      if let form = Self.respelt(sentence[position], sentence.language, lexicon) {
        sentence.words[position].form = form
        products[position] = index.products.exact(lexicon.bytes(of: form))
        weights[position] = Self.weight(of: form, lexicon)
        continue
      }
      if sentence.words[position].isCut, case let full = index.products.abbreviated(sentence[position]),
        !full.isEmpty
      {
        products[position] = full
        continue
      }
      let isName = hasSmallLetters && position > 0 && sentence.words[position].isCapitalised
      mend(position, &sentence, byLanguage: !isName, lexicon, index, mending)
      hasMended = hasMended || sentence.words[position].isCorrected
    }
  }

  /// What goods of another name mean: a beginning of a name as that word or its plural, and the middle of one, in any
  /// gender, less surely.
  private static func synonyms(of word: ArraySlice<UInt8>, in products: ProductMatcher) -> [WordMatch] {
    products.exact(word).compactMap { match in
      if products.isHead([match]) { return match.quality < 0.97 ? nil : match }
      var match = match
      match.quality = 0.85
      return match
    }
  }

  /// What the form of a word makes of it: glue, talk, or nothing that the language has a use for.
  private mutating func mark(_ position: Int, _ form: Int32, _ lexicon: Lexicon) {
    let bit: WordSet = 1 << WordSet(position)
    loose |= bit
    guard form >= 0 else { return }
    for place in lexicon.atoms(of: form) {
      let atom = lexicon.atom(at: place)
      if atom == lexicon[.glue] { glue |= bit }
      if atom == lexicon[.glue] || atom == lexicon[.filler] { free |= bit }
      if !lexicon.isIdle(atom) { loose &= ~bit }
    }
  }

  private func isUnexplained(_ position: Int, _ sentence: Sentence, _ index: CatalogueIndex) -> Bool {
    let word = sentence.words[position]
    guard word.form < 0, word.kind == .word, products[position].isEmpty else { return false }
    let bytes = sentence[position]
    return Mention.Kind.allCases.allSatisfy { index[$0].matcher.exact(bytes).isEmpty }
  }

  /// Takes the nearest form of the lexicon, or the nearest words of the catalogue, or both when they are as near.
  ///
  /// Not `byLanguage`, as for a word that is written like a person's name («a Carlos»), the catalogue alone.
  private mutating func mend(
    _ position: Int, _ sentence: inout Sentence, byLanguage: Bool, _ lexicon: Lexicon,
    _ index: CatalogueIndex, _ mending: Mending
  ) {
    let bytes = sentence[position]
    let limit = mending.limit(for: bytes.count)
    guard bytes.count >= 3, limit > 0, !isProperName(position, sentence, lexicon) else { return }
    // «un dove»: what is counted is goods, and nothing that became of them.
    let isCounted =
      position > 0 && sentence.words[position].gap == .space && sentence.words[position - 1].value != nil
    var near: [(form: Int32, cost: Float)] = []
    let forms = byLanguage ? lexicon.nearest(to: bytes, first: sentence.language, limit: limit) : []
    for (form, distance) in forms {
      let meant = lexicon.bytes(of: form)
      guard !lexicon.isCommon(form), !lexicon.isForeign(form), meant.count > 3,
        !(isCounted && lexicon.tellsDeed(form)),
        bytes.count > 3 || Self.weight(of: form, lexicon) >= 1
      else { continue }
      let cost = slipCost(bytes, meant, distance: distance)
      // «ventas de mario»: a short day or month is only meant where the slip is an easy one.
      if cost >= 1, meant.count <= Self.shortName, lexicon.isOfCalendar(form) { continue }
      near.append((form, cost + lexicon.oddity(of: form)))
    }
    near.sort { ($0.cost, $0.form) < ($1.cost, $1.form) }
    let bestCost = near.first?.cost ?? 0
    let best = near.prefix { $0.cost <= bestCost + Self.alike }.map(\.form)

    let matches = index.products.near(bytes, edits: bytes.count > 3 ? limit : 0)
    let formQuality = best.isEmpty ? 0 : 1 - bestCost * 1.2 / Float(bytes.count)
    let productQuality = matches.map(\.quality).max() ?? 0
    if productQuality >= formQuality - 0.05 { products[position] = matches }
    if let first = best.first,
      formQuality >= productQuality - 0.05
    {
      sentence.correct(position, to: first, or: best.dropFirst().prefix(7))
      weights[position] = Self.weight(of: first, lexicon)
    }
  }

  /// Whether it stands where a person is named: written so behind a word of giving or another name («a Marta», «Pedro
  /// Gómez»), or ahead of one of paying («ana dejó 50»).
  private func isProperName(_ position: Int, _ sentence: Sentence, _ lexicon: Lexicon) -> Bool {
    let next = glue.contains(position + 1) && !bears(.and, position + 1, sentence, lexicon) ? 2 : 1
    let ahead = sentence.words.dropFirst(position + 1).prefix(next)
    if ahead.allSatisfy({ $0.gap == .space }), bears(.paysUs, position + next, sentence, lexicon) {
      return true
    }
    guard position > 0, sentence.typed(position..<position + 1).first?.isUppercase == true else {
      return false
    }
    let before = position - 1
    guard sentence.words[before].form >= 0 else {
      return sentence.words[before].isCapitalised && products[before].isEmpty
    }
    return bears(.toward, before, sentence, lexicon) || bears(.customerWord, before, sentence, lexicon)
  }

  private func bears(_ concept: KnownConcept, _ position: Int, _ sentence: Sentence, _ lexicon: Lexicon)
    -> Bool
  {
    position < sentence.words.count && lexicon.bears(sentence.words[position].form, concept)
  }

  /// So many letters have the names of days and months that are near to those of people.
  private static let shortName = 6
  /// A message with more words that nobody knows is no misspelt one.
  static let mostSlips = 12
  /// The weight of a word that the language has no use for.
  static let unknown: Float = -1
  /// The weight of a word that only phrases hold.
  private static let inPhrasesAlone: Float = 0.3
  /// Corrections whose costs differ by less are as likely: the sentence decides between them.
  private static let alike: Float = 0.16

  /// The form that `word` is with letters written out: «kedan» for «quedan».
  private static func respelt(
    _ word: ArraySlice<UInt8>, _ language: Int, _ lexicon: Lexicon
  ) -> Int32? {
    for rule in lexicon.letters where rule.language == language {
      guard word.indices.contains(where: { word[$0...].starts(with: rule.short) }) else { continue }
      for letters in rule.full {
        if let form = lexicon.form(word.replacing(rule.short, with: letters), in: language) { return form }
      }
    }
    return nil
  }

  private static func weight(of form: Int32, _ lexicon: Lexicon) -> Float {
    guard form >= 0 else { return unknown }
    var weight = unknown
    for place in lexicon.atoms(of: form) {
      let atom = Int(lexicon.atom(at: place))
      weight = max(weight, atom < lexicon.concepts.count ? lexicon.concepts[atom].weight : inPhrasesAlone)
    }
    return weight
  }
}
