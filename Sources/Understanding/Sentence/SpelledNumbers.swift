package import Inventory

extension Interpreter {
  /// The numbers that `text` spells in words of `language`, in thousandths, each with its words as they stand.
  ///
  /// Articles are none, nor are numbers in digits. A text of more than `Sentence.mostBytes` has none.
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
      guard isOfLanguage, !words.utf8.contains(where: { $0 &- 0x30 < 10 }) else { return nil }
      return (value, words)
    }
  }
}
