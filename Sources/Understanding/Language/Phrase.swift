extension LanguagePack {
  /// What may stand for a concept: words in order.
  ///
  /// `bajo` stands for its plural and feminine too, `=bajo` for itself alone, `+vender` for every form of the verb,
  /// `+pedir~pid` for those on its second stem as well, `*pedir` for those without pronouns at their end, `<low>` for any word of the concept `low`, `#` for a number.
  /// `a/b` is either, `(a)` may be left out, each `..` lets up to four words stand between.
  struct Phrase: Sendable {
    struct Element: Sendable {
      let words: [Word]
      let isOptional: Bool
      /// How many words may stand before it.
      let reach: Int
    }

    enum Word: Hashable, Sendable {
      case inflected(String)
      case exact(String)
      case verb(String, stems: [String], takesPronouns: Bool)
      case concept(String)
      case number
    }

    let elements: [Element]

    init?(_ text: ArraySlice<UInt8>) {
      var elements: [Element] = []
      var reach = 0
      for part in text.words {
        if part.elementsEqual("..".utf8) {
          reach += 4
          continue
        }
        let isOptional = part.first == UInt8(ascii: "(") && part.last == UInt8(ascii: ")")
        let bare = isOptional ? part.dropFirst().dropLast() : part
        let words = bare.split(separator: UInt8(ascii: "/")).compactMap(Word.init)
        guard !words.isEmpty else { return nil }
        elements.append(Element(words: words, isOptional: isOptional, reach: reach))
        reach = 0
      }
      guard elements.first?.isOptional != true, elements.first?.reach ?? 0 == 0, reach == 0 else {
        return nil
      }
      self.elements = elements
    }

    /// Its one word, where it is no more than that.
    var word: Word? { elements.count == 1 && elements[0].words.count == 1 ? elements[0].words[0] : nil }
  }
}

extension LanguagePack.Phrase.Word {
  /// Whether it is written out and not the name of a concept or a number's place.
  var isSpelled: Bool {
    switch self {
    case .inflected, .exact, .verb: true
    case .concept, .number: false
    }
  }

  fileprivate init?(_ text: ArraySlice<UInt8>) {
    func string(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
    switch text.first {
    case nil: return nil
    case UInt8(ascii: "#"): self = .number
    case UInt8(ascii: "="): self = .exact(string(text.dropFirst()))
    case UInt8(ascii: "<"): self = .concept(string(text.dropFirst().prefix { $0 != UInt8(ascii: ">") }))
    case UInt8(ascii: "+"), UInt8(ascii: "*"):
      let stems = text.dropFirst().split(separator: UInt8(ascii: "~")).map(string)
      guard let infinitive = stems.first else { return nil }
      self = .verb(
        infinitive, stems: Array(stems.dropFirst()), takesPronouns: text.first == UInt8(ascii: "+"))
    default: self = .inflected(string(text))
    }
  }
}
