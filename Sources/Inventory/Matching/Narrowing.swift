extension ProductMatcher {
  /// The names that bear every word heard so far, in order, with the weight of those words in each.
  package struct Candidates: Sendable {
    var gains: [Gain]
    var words: [Int32]
    package var isEmpty: Bool { gains.isEmpty }
  }

  /// What some words of a sentence name.
  package struct Naming: Sendable {
    /// The entries they may mean, best first.
    package let entries: [Int]
    /// Whether they are a whole name or alias of the first, sizes aside.
    package let isWhole: Bool
    /// The part of the first one's name that was said, by weight.
    package let share: Float
    /// Whether they hold the first word of the first one's name.
    package let hasHead: Bool
  }

  /// The words of names that are `word`, but for plurals and the like.
  package func exact(_ word: ArraySlice<UInt8>) -> [WordMatch] { vocabulary.exact(word) }

  /// The words of names that `word` may be a slip of, at most so many edits away.
  package func near(_ word: ArraySlice<UInt8>, edits: Int) -> [WordMatch] {
    vocabulary.near(word, edits: edits)
  }

  /// The words of names that begin with `word`.
  package func abbreviated(_ word: ArraySlice<UInt8>) -> [WordMatch] {
    var found: [WordMatch] = []
    vocabulary.abbreviated(word, into: &found)
    return found
  }

  /// The names that bear one of `matches`.
  package func candidates(_ matches: [WordMatch]) -> Candidates {
    Candidates(gains: gains(of: matches), words: matches.map(\.word))
  }

  /// Those of `candidates` that also bear one of `matches`, each by the one that weighs most in it.
  package func narrow(_ candidates: Candidates, by matches: [WordMatch]) -> Candidates {
    guard !matches.isEmpty, !candidates.isEmpty else {
      return Candidates(gains: [], words: candidates.words + matches.map(\.word))
    }
    var added = [Gain?](repeating: nil, count: candidates.gains.count)
    for match in matches {
      var place = 0
      for name in names(bearing: match) {
        while place < added.count, candidates.gains[place].name < name { place += 1 }
        guard place < added.count else { break }
        guard candidates.gains[place].name == name else { continue }
        let gain = gain(of: match, to: name)
        if added[place].map({ $0.weight < gain.weight }) ?? true { added[place] = gain }
      }
    }
    let both = zip(candidates.gains, added).compactMap { before, added in
      added.map { Gain(name: $0.name, weight: before.weight + $0.weight, words: before.words + $0.words) }
    }
    return Candidates(gains: both, words: candidates.words + matches.map(\.word))
  }

  /// The words of the names among `candidates` of which `word` may be a slip or a beginning.
  ///
  /// Where a name has begun, less is needed to know its next word than anywhere else.
  package func matches(of word: ArraySlice<UInt8>, within candidates: Candidates) -> [WordMatch] {
    guard word.count >= 3, candidates.gains.count <= 64 else { return [] }
    let forms = [word] + Vocabulary.singulars(of: word)
    var found: [WordMatch] = []
    for gain in candidates.gains {
      for index in names[Int(gain.name)].words {
        let id = nameWords[Int(index)]
        let meant = vocabulary.words[Int(id)]
        guard meant.count > 3, !candidates.words.contains(id), !found.contains(where: { $0.word == id }),
          roles[Int(id)] != .size
        else { continue }
        let limit = min(meant.count, word.count) < 5 ? 1 : 2
        if forms.contains(where: { meant.starts(with: $0) || isSlip($0, of: meant, limit: limit) }) {
          found.append(WordMatch(word: id, quality: 0.7))
        }
      }
    }
    return found
  }

  /// Whether one of `matches` is the first word of some name.
  package func isHead(_ matches: [WordMatch]) -> Bool {
    matches.contains { headWords[Int($0.word)] }
  }

  /// Whether all that `candidates` name have a size in one of their names.
  package func haveSizes(_ candidates: Candidates) -> Bool {
    naming(candidates)?.entries.allSatisfy { entriesWithSize.contains(Int32($0)) } ?? false
  }

  /// The entries that `candidates` are left with: those named whole, else those whose first word was said, else all.
  package func naming(_ candidates: Candidates) -> Naming? {
    var scored = candidates.gains.map { gain -> (entry: Int32, share: Float, isWhole: Bool, hasHead: Bool) in
      let name = names[Int(gain.name)]
      return (
        name.entry, gain.weight / max(name.weight, 0.001), gain.words >= name.wordCount,
        candidates.words.contains(name.head)
      )
    }
    if scored.contains(where: \.isWhole) {
      scored.removeAll { !$0.isWhole }
    } else if scored.contains(where: \.hasHead) {
      scored.removeAll { !$0.hasHead }
    }
    // The names of one entry stand side by side: the one that was said most of counts.
    var kept: [(entry: Int32, share: Float, isWhole: Bool, hasHead: Bool)] = []
    kept.reserveCapacity(scored.count)
    for name in scored {
      guard let last = kept.last, last.entry == name.entry else {
        kept.append(name)
        continue
      }
      if last.share < name.share { kept[kept.count - 1] = name }
    }
    kept.sort { ($0.share, $1.entry) > ($1.share, $0.entry) }
    guard let best = kept.first else { return nil }
    return Naming(
      entries: kept.map { Int($0.entry) }, isWhole: best.isWhole, share: best.share, hasHead: best.hasHead)
  }
}
