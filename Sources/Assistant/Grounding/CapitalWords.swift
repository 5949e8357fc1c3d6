internal import Inventory

/// Holds the names that a reply writes with a capital against those that its writer may know.
///
/// A capital that only begins a sentence says nothing. Two capital words in a row are one name, which must stand in
/// one text of the results.
struct CapitalWords: Sendable {
  private let texts: [Set<FoldedText>]
  private let known: Set<FoldedText>
  private let familiar: [Set<FoldedText>]

  /// `familiar` are words that need no result: the person's own, those of the shop, those the model was told.
  init(_ texts: Set<FoldedText>, _ familiar: [Set<FoldedText>]) {
    self.texts = texts.map(\.words)
    known = self.texts.reduce(into: []) { $0.formUnion($1) }
    self.familiar = familiar
  }

  /// The names of `line` that nobody gave; `rest` is the same line without those of the results and without dates.
  func unfounded(in line: some StringProtocol, _ rest: FoldedText) -> [String] {
    let written = Array(line.unicodeScalars)
    var faults: [String] = []
    var name: [FoldedText] = []
    var end = 0
    func close() {
      if name.count > 1, !texts.contains(where: { $0.isSuperset(of: name) }) {
        faults.append(name.map(\.text).joined(separator: " "))
      }
      name = []
    }
    for place in rest.wordPlaces {
      let word = rest.part(place)
      if place.lowerBound != end + 1 { close() }
      end = place.upperBound
      guard written[place.lowerBound].properties.isUppercase, word.isName, !isAcronym(written[place]),
        !familiar.contains(where: { $0.contains(word) })
      else {
        close()
        continue
      }
      if known.contains(word) {
        name.append(word)
      } else {
        close()
        if !rest.beginsSentence(place.lowerBound) {
          faults.append(FoldedText.written(written[place]))
        }
      }
    }
    close()
    return faults
  }

  private func isAcronym(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    word.count <= 4 && word.allSatisfy(\.properties.isUppercase)
  }
}

extension FoldedText {
  /// Its words, each once.
  var words: Set<FoldedText> { Set(wordPlaces.map { part($0) }) }

  fileprivate static func written(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// Whether a sentence, or an item of a list, begins there.
  fileprivate func beginsSentence(_ index: Int) -> Bool {
    for scalar in scalars[..<index].reversed() where !" ¿¡(*-–—•#".unicodeScalars.contains(scalar) {
      return ".:;!?…)·".unicodeScalars.contains(scalar)
    }
    return true
  }
}
