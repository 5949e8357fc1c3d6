package import Inventory

extension Interpreter {
  /// The numbers that `text` spells in words of `language`, in thousandths, each with its words as they stand; also
  /// those that words and digits make together: «60 mil», «15k».
  ///
  /// Articles are none, nor are numbers in digits alone. A text of more than `Sentence.mostBytes` has none.
  package func spelledNumbers(
    in text: String, _ language: Language
  ) -> [(thousandths: Int64, words: String)] {
    guard let pack = lexicon.languages.firstIndex(of: language) else { return [] }
    let sentence = Sentence(text, lexicon, in: pack)
    return sentence.words.indices.compactMap { index in
      let word = sentence.words[index]
      guard let value = word.value, word.kind == .number, !word.isArticle else { return nil }
      let words = sentence.typed(index..<index + 1)
      let isOfLanguage = word.form < 0 || lexicon.language(of: word.form) == pack
      guard isOfLanguage, words.unicodeScalars.contains(where: \.properties.isAlphabetic) else { return nil }
      return (value, words)
    }
  }

  /// The language that most words of `text` are of; one that is not surely of another is of the preferred one.
  package func language(of text: String, preferring preferred: Language) -> Language {
    guard let pack = lexicon.languages.firstIndex(of: preferred) else { return preferred }
    return lexicon.languages[Sentence(text, lexicon, preferring: pack).language]
  }

  /// What `word` is in `language`, as it stands.
  package func use(of word: String, _ language: Language) -> WordUse {
    let text = Normalizer.normalize(word)
    guard let pack = lexicon.languages.firstIndex(of: language), let token = text.tokens.first,
      text.tokens.count == 1, let form = lexicon.form(text.bytes[token.range], in: pack)
    else { return .unknown }
    guard lexicon.goods(form) != nil || lexicon.isWare(form) else { return .ordinary }
    return .goods(same: (lexicon.goods(form) ?? []).map { String(decoding: $0, as: UTF8.self) })
  }
}

/// What a word is in a language.
package enum WordUse: Sendable {
  case unknown
  /// An everyday name of goods, which others also mean.
  case goods(same: [String])
  case ordinary
}
