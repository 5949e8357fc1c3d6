internal import Inventory

/// Which words of a message do not show in which language it is, and which do though they name goods.
extension Analysis {
  /// The words that are names of the shop's people, whatever else they may be.
  var namesOfPeople: WordSet {
    sentence.words.indices.reduce(0) { words, position in
      let isName =
        !glue.contains(position)
        && [index.customers, index.employees].contains { !$0.matcher.exact(sentence[position]).isEmpty }
      return isName ? words | 1 << WordSet(position) : words
    }
  }

  /// The words for goods of which no product's name has the word as it stands: the «sucos» for what the shop calls
  /// «jugo».
  var translated: WordSet {
    products.flatMap(\.words).reduce(0) { words, position in
      let form = sentence.words[position].form
      let isOther =
        form >= 0 && (lexicon.goods(form) != nil || lexicon.isWare(form))
        && index.products.exact(sentence[position]).isEmpty
      return isOther ? words | 1 << WordSet(position) : words
    }
  }
}
