internal import Inventory

/// All that one message was found to hold, before any intent is chosen.
struct Analysis {
  private(set) var sentence: Sentence
  let lexicon: Lexicon
  let index: CatalogueIndex
  var tags: [Tag] = []
  /// Products named, known or not, in order.
  var products: [Mention] = []
  /// Runs of words that nobody knows: perhaps a product that the shop does not have.
  var things: [Range<Int>] = []
  var names: [NameMention] = []
  /// The words that say where, of which the shop has no branch.
  var places: [Range<Int>] = []
  var folios: [(words: Range<Int>, text: String)] = []
  /// Runs of digits that count nothing and are no money.
  private(set) var identifiers: [Range<Int>] = []
  /// For each concept the words that say it.
  var said: [WordSet]
  /// The concepts that are said at all.
  var present: [Int32] = []
  /// The words that say nothing by themselves.
  var glue: WordSet = 0
  /// The words that may be talk and so cost no intent anything.
  var free: WordSet = 0
  /// The words that the language has no use for in a shop.
  private(set) var loose: WordSet = 0
  /// Whether a product was added that was not said.
  private(set) var isCompleted = false
  /// The words that the speaker took back.
  private(set) var retracted: WordSet = 0
  /// The words that only name a kind ahead of those of it that are meant.
  var headings: WordSet = 0
  /// For each word what it costs an intent that does not explain it.
  var costs: [Float] = []

  /// What correction did and may yet do.
  let hasMended: Bool
  let hasUnknown: Bool

  /// Reads `text` in the language of most of its words, but for those that name something: of equals `preferring`.
  init(
    _ text: String, _ lexicon: Lexicon, _ index: CatalogueIndex, _ mending: Mending = .cautious,
    preferring: Int? = nil
  ) {
    self.init(Sentence(text, lexicon, preferring: preferring), lexicon, index, mending)
    let named =
      words(of: products.map(\.words) + names.map(\.words)) & ~translated | namesOfPeople
      | (email.map { words(of: $0.words) } ?? 0)
    let language =
      sentence.languageOfLoneAnswer(lexicon)
      ?? sentence.language(without: named, lexicon, preferring: preferring)
    if language != sentence.language {
      self.init(Sentence(text, lexicon, in: language), lexicon, index, mending)
    }
  }

  private init(_ sentence: Sentence, _ lexicon: Lexicon, _ index: CatalogueIndex, _ mending: Mending) {
    var sentence = sentence
    if sentence.words.count > Sentence.longest { sentence.words = [] }
    let knowledge = WordKnowledge(&sentence, lexicon, index, mending)
    (hasMended, hasUnknown) = (knowledge.hasMended, knowledge.hasUnknown)
    self.sentence = sentence
    self.lexicon = lexicon
    self.index = index
    said = Array(repeating: 0, count: lexicon.concepts.count)
    tags = Tagger(sentence, lexicon).tags(glue: knowledge.glue)
    var blocked: WordSet = 0
    for tag in tags where tag.words.count > 1 && weight(tag) > 0 { blocked |= tag.said }
    names = NameFinder(sentence: sentence, knowledge: knowledge, index: index, lexicon: lexicon).mentions()
    names.removeAll { $0.words.count == 1 && blocked.contains($0.words.lowerBound) }
    for name in names where name.words.count > 1 { for word in name.words { blocked |= 1 << WordSet(word) } }
    let finder = ProductFinder(
      sentence: sentence, knowledge: knowledge, lexicon: lexicon, index: index,
      isForSomebody: tags.contains { $0.concept == lexicon[.setAside] })
    let phrased = tags.reduce(blocked) { $1.words.count > 1 && weight($1) != 0 ? $0 | $1.said : $0 }
    let smallGoods = sentence.words.indices.reduce(WordSet(0)) {
      phrased.contains($1) && finder.isGlue($1) && (finder.opens($1) || finder.endsName($1))
        ? $0 | 1 << WordSet($1) : $0
    }
    tags.removeAll {
      $0.words.count > 1 && $0.said & smallGoods != 0 && lexicon.concepts[Int($0.concept)].weight != 0
    }
    products = finder.mentions(
      blocked: blocked & ~smallGoods, named: names.reduce(0) { $0 | words(of: $1.words) })
    settle()
    addElided()
    settleByPlace(knowledge)
    findFolios()
    mark()
    findThings(knowledge)
    findPlaces(knowledge)
    identifiers = findIdentifiers()
    present.removeAll { said[Int($0)] == 0 }
    present.sort()
    (glue, free, loose) = (knowledge.glue, knowledge.free, knowledge.loose)
    price(knowledge)
    repair()
  }

  /// Settles who keeps a word that a product, another name and the language all claim.
  ///
  /// A word that is a category and the beginning of a product's name («shampoo») stays both: the intent decides.
  private mutating func settle() {
    products = products.filter { product in
      if !product.hasHead, isCategory(product.words) { return false }
      return !names.contains { name in
        name.words.overlaps(product.words)
          && (name.words.count > product.words.count
            || name.isWhole && product.share < 1 && name.kind != .category
            || name.isPerson && !product.hasHead)
      }
    }
    names.removeAll { name in
      let claims = products.filter { $0.words.overlaps(name.words) }
      let isShared = name.kind == .category && claims.allSatisfy { $0.words == name.words && $0.share < 1 }
      return !claims.isEmpty && name.kind != .customer && name.kind != .employee && !isShared
    }
    // «2 coka»: what is counted and only sounds like a category is goods.
    names.removeAll { name in
      name.kind == .category && !name.isExact && name.words.lowerBound > 0
        && sentence.words[name.words.lowerBound - 1].isNumber
    }
    var taken: WordSet = 0
    for product in products { taken |= words(of: product.words) }
    for name in names where name.words.count > 1 || name.kind != .branch { taken |= words(of: name.words) }
    tags.removeAll { $0.said & taken == $0.said }
  }

  /// Leaves out what the speaker took back.
  private mutating func repair() {
    let repair = SelfRepair(self)
    retracted = (repair?.retracted ?? 0) | headings | (surcharge.map(words) ?? 0)
    for (from, to) in repair?.moved ?? [] { sentence.words[to].value = sentence.words[from].value }
    for (place, meant) in repair?.replaced ?? [] {
      products.removeAll { $0.words == place || $0.words == meant.words }
      products.append(
        Mention(
          words: place, product: meant.product, share: meant.share, hasHead: meant.hasHead,
          spoken: meant.words))
    }
    products.sort { $0.words.lowerBound < $1.words.lowerBound }
  }

  /// Takes some words as the name of a product that the conversation points to.
  mutating func point(_ words: Range<Int>, at entry: Int) {
    products.removeAll { $0.words.overlaps(words) }
    products.append(Mention(words: words, product: .known(entry), share: 1))
    products.sort { $0.words.lowerBound < $1.words.lowerBound }
    let pointing = self.words(of: words)
    say(.product, pointing)
    say(.thing, pointing)
    tags.removeAll { $0.said & pointing == $0.said }
  }

  /// Adds a product that was not said, as a last word.
  mutating func add(product entry: Int) {
    guard var word = sentence.words.last, sentence.words.count < Sentence.longest else { return }
    (word.form, word.value, word.kind, word.gap) = (-1, nil, .word, .space)
    isCompleted = true
    sentence.words.append(word)
    costs.append(0)
    point(sentence.words.count - 1..<sentence.words.count, at: entry)
  }

  /// Notes that some words say a concept.
  private mutating func say(_ concept: Int, _ words: WordSet) {
    if said[concept] == 0 { present.append(Int32(concept)) }
    said[concept] |= words
  }

  mutating func say(_ feature: Lexicon.Feature, _ words: WordSet) { say(feature.rawValue, words) }

  private mutating func mark() {
    for tag in tags {
      say(Int(tag.concept), tag.said)
      let group = lexicon.concepts[Int(tag.concept)].group
      if group >= 0 { say(Int(group), tag.said) }
    }
    for product in products {
      if product.product != .unknown { say(.product, words(of: product.words)) }
      say(.thing, words(of: product.words))
      said[Lexicon.Feature.number.rawValue] &= ~words(of: product.words)
    }
    for folio in folios { say(.folio, words(of: folio.words)) }
    for name in names {
      let feature: Lexicon.Feature =
        switch name.kind {
        case .branch: .branch
        case .supplier: .supplier
        case .category: .category
        case .employee: .employee
        case .customer: .customer
        }
      say(feature, words(of: name.words))
    }
  }

  private mutating func price(_ knowledge: WordKnowledge) {
    costs = sentence.words.indices.map { position in
      let word = sentence.words[position]
      if word.isNumber { return 0.4 }
      let weight = knowledge.weights[position]
      if knowledge.free & (1 << WordSet(position)) != 0 { return 0 }
      if weight < 0 {
        return word.kind == .symbol ? 0.2 : word.range.count > 3 ? 0.8 : word.range.count > 2 ? 0.4 : 0.2
      }
      return weight <= 0.5 ? 0.1 * weight : 0.4 * weight
    }
    for tag in tags where tag.words.count > 1 && weight(tag) > 0 {
      let weight = weight(tag)
      let share = (weight <= 0.5 ? 0.05 : 0.4 * weight) / Float(tag.said.nonzeroBitCount)
      for position in tag.words where tag.said & (1 << WordSet(position)) != 0 { costs[position] = share }
    }
    for product in products {
      for position in product.words { costs[position] = 0.9 / Float(product.words.count) }
    }
    for words in names.map(\.words) + places {
      for position in words { costs[position] = 0.5 / Float(words.count) }
    }
  }
}
