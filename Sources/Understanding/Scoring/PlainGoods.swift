internal import Inventory

/// Goods that are called by words of everyday talk, which the shop does not have: «sold 2 combs», «vendí 3 mesas de
/// madera», «vendí cocas de 2 litros».
struct PlainGoods {
  private(set) var ranges: [Range<Int>] = []
  private let analysis: Analysis
  private let words: WordSet

  /// Those among `words` that a number counts, or that a colour's or a fruit's name stands for behind the verb, beside
  /// the `subjects` that are known already; nil where no goods are sold or come in.
  init?(_ analysis: Analysis, _ rule: IntentRules.Rule, _ words: WordSet, beside subjects: [Mention]) {
    guard rule.intent.movesGoods, rule.slots.contains("items") else { return nil }
    (self.analysis, self.words) = (analysis, words & ~analysis.words(of: subjects))
    for position in analysis.sentence.words.indices.dropFirst() where isPlain(position) {
      let isListed = !subjects.isEmpty || !ranges.isEmpty
      guard position >= ranges.last?.upperBound ?? 0, isCounted(position, besideOthers: isListed) else {
        continue
      }
      ranges.append(position..<end(from: position + 1))
    }
  }

  private func isCounted(_ position: Int, besideOthers isListed: Bool) -> Bool {
    let before = analysis.sentence.words[position - 1]
    guard analysis.sentence.words[position].gap == .space else { return false }
    if before.value != nil { return !(isListed && isAttribute(position)) }
    return !isListed && isAttribute(position) && analysis.bears(.sell, position - 1)
  }

  /// The end of the words behind that tell which: «de madera», «de 2 litros».
  private func end(from start: Int) -> Int {
    var end = start
    while analysis.follows(end) {
      if isPlain(end) {
        end += 1
      } else if analysis.bears(.from, end), analysis.follows(end + 1), isPlain(end + 1) {
        end += 2
      } else {
        return analysis.sizeEnd(behind: end)
      }
    }
    return end
  }

  /// Whether a word has no other use in the message than to name something.
  private func isPlain(_ position: Int) -> Bool {
    let word = analysis.sentence.words[position]
    return words.contains(position) && word.kind == .word && word.value == nil && word.range.count > 2
      && !analysis.free.contains(position) && SizeUnit(analysis.sentence[position]) == nil
      && (analysis.loose.contains(position) || isAttribute(position)) && !isPhrase(position)
      && !analysis.bears(.packed, position) && !analysis.bears(.units, position)
  }

  private func isAttribute(_ position: Int) -> Bool { analysis.bears(.attribute, position) }

  /// Whether the word is part of a phrase of weight.
  private func isPhrase(_ position: Int) -> Bool {
    analysis.tags.contains {
      $0.words.count > 1 && $0.said.contains(position) && analysis.weight($0) > 0
    }
  }
}
