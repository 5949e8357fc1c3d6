internal import Inventory

/// How far a message that is taken for a yes is one.
enum Assent {
  case whole
  /// There is a no in it: «claro que no», «definitely not».
  case refused
  /// It asks, or puts off: «¿está bien?», «sí, pero después».
  case doubtful
}

extension Analysis {
  /// Whether it says that something is wrong, and not to undo it.
  var regrets: Bool {
    let said = { (concepts: [KnownConcept]) in
      self.words(saying: concepts) & self.everything != 0
    }
    return said([.mistake]) && !said([.undoStrong, .cancel, .removes])
  }

  /// How far `text`, which is taken for a yes, is one.
  ///
  /// A no counts wherever it stands but within a phrase that agrees («cómo no»): what is performed must never have
  /// been refused.
  func assent(of text: String) -> Assent {
    if concept(.hold) & everything != 0 { return .doubtful }
    let agreeing = tags.filter { $0.words.count > 1 && $0.concept == lexicon[.affirm] }
    let agreed = agreeing.reduce(WordSet(0)) { $0 | $1.said }
    let others = sentence.words.indices.filter { agreed & (1 << WordSet($0)) == 0 }
    if others.contains(where: { bears(.negation, $0) || bears(.deny, $0) }) { return .refused }
    let asks = text.contains { $0 == "?" || $0 == "¿" }
    return asks || others.contains { bears(.doubt, $0) } ? .doubtful : .whole
  }
}
