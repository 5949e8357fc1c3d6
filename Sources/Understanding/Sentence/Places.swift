/// Places at which the shop has no branch: «ventas en oruro», «la sucursal Oruro».
extension Analysis {
  /// Takes those things for places that stand behind «en» or a word for a branch.
  mutating func findPlaces(_ knowledge: WordKnowledge) {
    guard !index.branches.names.isEmpty else { return }
    for thing in things where !isCounted(thing) && mayBePlace(thing, knowledge) {
      guard let start = startOfPlace(thing) else { continue }
      places.append(start..<thing.upperBound)
    }
    places += writtenPlaces(knowledge)
    guard !places.isEmpty else { return }
    things.removeAll { thing in places.contains { $0.overlaps(thing) } }
    let placed = words(of: places)
    said[Lexicon.Feature.thing.rawValue] &= ~placed
    say(.branch, placed)
  }

  /// «en La Paz», «in El Alto»: words of everyday talk that are written as a name with its article.
  private func writtenPlaces(_ knowledge: WordKnowledge) -> [Range<Int>] {
    sentence.words.indices.compactMap { position in
      let name = position + 2
      guard bears(.within, position), follows(position + 1), follows(name),
        sentence.words[position + 1].isCapitalised, sentence.words[name].isCapitalised,
        !feature(.period).contains(name),
        knowledge.glue.contains(position + 1),
        ![places, products.map(\.words), names.map(\.words)].contains(where: {
          $0.contains { $0.contains(name) }
        })
      else { return nil }
      return position + 1..<name + 1
    }
  }

  /// Whether a thing is written as a name, or ends what is said but for days and small words: not «en riesgo de», «en la
  /// cuerda floja», «en el estante».
  private func mayBePlace(_ thing: Range<Int>, _ knowledge: WordKnowledge) -> Bool {
    if thing.contains(where: { bears(.storeroom, $0) }) { return false }
    let next = thing.upperBound
    return sentence.words[next - 1].isCapitalised || !follows(next)
      || !bears(.from, next) && (knowledge.glue.contains(next) || feature(.period).contains(next))
  }

  private func isCounted(_ thing: Range<Int>) -> Bool {
    thing.lowerBound > 0 && sentence.words[thing.lowerBound - 1].value != nil
  }

  /// Where the name begins that ends in some words, with its article where no word for a branch leads to it: «en la
  /// paz»; nil for what is no place.
  private func startOfPlace(_ thing: Range<Int>) -> Int? {
    var (position, start) = (thing.lowerBound - 1, thing.lowerBound)
    if position >= 0, follows(position + 1), bears(.shopWord, position) { return start }
    while position > 0, follows(position + 1), bears(.placeWord, position) {
      start = position
      position -= 1
    }
    return position >= 0 && follows(position + 1) && bears(.within, position) ? start : nil
  }
}
