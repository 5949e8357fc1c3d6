internal import Inventory

/// Words of a sentence that name something of the shop.
struct Mention {
  enum Kind: Equatable {
    case branch, supplier, category, employee, customer
  }

  /// What was meant by a name that should be a product's.
  enum Product: Equatable {
    case known(Int)
    case ambiguous([Int])
    case unknown
  }

  let words: Range<Int>
  let product: Product
  /// Only for what is not a whole name: how much of it was said.
  let share: Float
}

/// Finds products in a sentence.
struct ProductFinder {
  let sentence: Sentence
  let knowledge: WordKnowledge
  let lexicon: Lexicon
  let index: CatalogueIndex

  /// The products named outside of `blocked`; no name ends in one of the words `named` that name something else.
  func mentions(blocked: WordSet, named: WordSet) -> [Mention] {
    var mentions: [Mention] = []
    var position = 0
    while position < sentence.words.count {
      if blocked & (1 << WordSet(position)) == 0, let mention = mention(at: position, blocked, named) {
        mentions.append(mention)
        position = mention.words.upperBound
      } else {
        position += 1
      }
    }
    return mentions
  }

  private func mention(at start: Int, _ blocked: WordSet, _ named: WordSet) -> Mention? {
    let word = sentence.words[start]
    if word.kind == .code || word.kind == .number, let code = coded(start) { return code }
    guard word.kind == .word || word.kind == .code, opens(start) else { return nil }
    var candidates = index.products.candidates(knowledge.products[start])
    var end = start + 1
    var isContradicted = false
    var next = end
    while next < sentence.words.count, sentence.words[next].gap == .space, blocked & (1 << WordSet(next)) == 0
    {
      let matches = sizeAwareMatches(next)
      if !matches.words.isEmpty {
        let narrowed = index.products.narrow(candidates, by: matches.words)
        if !narrowed.isEmpty {
          candidates = narrowed
          next += matches.length
          end = next
          continue
        }
        if startsAnother(next) || isSpokenFor(next) { break }
        if sentence.words[next].kind != .number || matches.length == 2 {
          isContradicted = true
          end = next + matches.length
        }
        break
      }
      if isGlue(next) {
        next += 1
        continue
      }
      if isAttribute(next), named & (1 << WordSet(next)) == 0, joins(end..<next) {
        isContradicted = true
        end = next + 1
      }
      break
    }
    return resolved(candidates, start..<end, isContradicted)
  }

  private func resolved(_ candidates: ProductMatcher.Candidates, _ words: Range<Int>, _ isContradicted: Bool)
    -> Mention?
  {
    guard let naming = index.products.naming(candidates), let first = naming.entries.first else { return nil }
    if isContradicted { return Mention(words: words, product: .unknown, share: 0) }
    let product: Mention.Product = naming.entries.count == 1 ? .known(first) : .ambiguous(naming.entries)
    return Mention(words: words, product: product, share: naming.isWhole ? 1 : naming.share)
  }

  private func coded(_ start: Int) -> Mention? {
    if let entry = index.products.entry(code: sentence[start]) {
      return Mention(words: start..<start + 1, product: .known(entry), share: 1)
    }
    return nil
  }

  /// Whether a mention may begin here: not with a word of the language, unless some name begins with it.
  private func opens(_ position: Int) -> Bool {
    let matches = knowledge.products[position]
    guard !matches.isEmpty else { return false }
    let isHead = index.products.isHead(matches)
    if sentence.words[position].kind == .code, sentence.words[position].value != nil { return false }
    if isGlue(position) { return false }
    let weight = knowledge.weights[position]
    return weight < 0 || weight == WordKnowledge.inPhrasesAlone || isHead
  }

  private func sizeAwareMatches(_ position: Int) -> (words: [WordMatch], length: Int) {
    let word = sentence.words[position]
    if word.value != nil, !word.isArticle, position + 1 < sentence.words.count,
      sentence.words[position + 1].gap == .space, let unit = SizeUnit(sentence[position + 1])
    {
      let size = index.products.exact(sentence[position] + unit.symbol)
      return size.isEmpty ? ([], 1) : (size, 2)
    }
    return (knowledge.products[position], 1)
  }

  private func startsAnother(_ position: Int) -> Bool {
    index.products.isHead(knowledge.products[position])
  }

  /// Whether the language has a use of its own for the word.
  private func isSpokenFor(_ position: Int) -> Bool { knowledge.weights[position] >= 0 }

  private func isGlue(_ position: Int) -> Bool { knowledge.glue & (1 << WordSet(position)) != 0 }

  /// Whether `words` may stand inside a name: none, or a «de», «con», «sin».
  private func joins(_ words: Range<Int>) -> Bool {
    words.isEmpty || words.count == 1 && isOf("joins", sentence.words[words.lowerBound])
  }

  /// A word that tells one product from another: a colour, a size, or one that nobody knows.
  private func isAttribute(_ position: Int) -> Bool {
    let word = sentence.words[position]
    guard word.kind == .word, word.range.count > 2 else { return false }
    return knowledge.weights[position] < 0 && word.value == nil || isOf("attribute", word)
  }

  private func isOf(_ concept: String, _ word: Sentence.Word) -> Bool {
    guard word.form >= 0, let id = lexicon.conceptIDs[concept] else { return false }
    return lexicon.atoms(of: Int(word.form)).contains(Int32(id))
  }
}
