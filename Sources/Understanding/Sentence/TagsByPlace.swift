internal import Inventory

/// Concepts that words say or do not say by where they stand.
extension Analysis {
  /// Drops and adds what words say by where they stand.
  mutating func settleByPlace(_ knowledge: WordKnowledge) {
    dropAsides(knowledge)
    dropAdvice()
    dropLetters()
    dropCounts()
    dropExpiry()
    dropSums()
    addYears()
    addDates()
  }

  /// «pido más porque se viene la fiesta» asks no «¿por qué?»: that opens its sentence or ends it.
  private mutating func dropAsides(_ knowledge: WordKnowledge) {
    tags.removeAll { tag in
      tag.concept == lexicon[.explain] && tag.words.upperBound < sentence.words.count
        && sentence.words[tag.words.upperBound].gap == .space
        && sentence.words[tag.words.lowerBound].gap == .space
        && (0..<tag.words.lowerBound).contains { knowledge.free & (1 << WordSet($0)) == 0 }
    }
  }

  /// «qué compró Marta» asks what she bought, and not what to buy.
  private mutating func dropAdvice() {
    guard names.contains(where: { $0.kind == .customer }) else { return }
    tags = tags.flatMap { tag in
      let isOfCustomer = names.contains {
        $0.kind == .customer && $0.words.lowerBound == tag.words.upperBound
          && sentence.words[$0.words.lowerBound].gap == .space
      }
      let verb = tag.words.upperBound - 1
      guard tag.concept == lexicon[.restock], isOfCustomer, bears(.bought, verb) else { return [tag] }
      return [.bought, .sold].map { Tag(concept: lexicon[$0], words: tag.words, said: tag.said) }
    }
  }

  /// «los productos a reponer» are none of class A: a small «a» ahead of an infinitive, a number or a branch leads to that.
  private mutating func dropLetters() {
    tags.removeAll { tag in
      let (last, next) = (tag.words.upperBound - 1, tag.words.upperBound)
      guard tag.words.count > 1, sentence[last].elementsEqual("a".utf8), !sentence.words[last].isCapitalised,
        next < sentence.words.count, sentence.words[next].gap == .space,
        tag.concept == lexicon[.abc] || tag.concept == lexicon[.classA]
      else { return false }
      let isInfinitive = ["ar", "er", "ir"].contains { sentence[next].suffix(2).elementsEqual($0.utf8) }
      let first = sentence.words[tag.words.lowerBound].form
      let isPlain =
        lexicon.bears(first, .placeWord) || lexicon.bears(first, .allOf) || lexicon.bears(first, .mine)
      let leadsOn =
        sentence.words[next].value != nil || lexicon.bears(sentence.words[next].form, .placeWord)
        || names.contains { $0.words.contains(next) && $0.kind == .branch }
      return isInfinitive || isPlain && leadsOn
    }
  }

  /// «los cinco más vendidos» points at no list: it says how many of them.
  private mutating func dropCounts() {
    tags = tags.filter { tag in
      guard case .slot("ref", "all") = meaning(of: tag),
        sentence.words[tag.words.upperBound - 1].value != nil
      else { return true }
      let next = tag.words.upperBound
      let ranked = bears(.productWord, next) ? next + 1 : next
      return !follows(ranked) || !bears([.more, .fewer], ranked)
    }
  }

  /// «llegaron 12 leches, lote L55, vence 10/12»: how long goods that came in keep, and neither a question nor goods that
  /// went bad.
  private mutating func dropExpiry() {
    let keeping: [KnownConcept] = [.expiryWord, .lotWord]
    let told = words(bearing: keeping)
    guard told != 0, words(bearing: [.when, .howMany]) == 0, !bears(.which, 0),
      let entry = sentence.words.indices.first(where: { bears(.receive, $0) })
    else { return }
    tags.removeAll { tag in
      tag.words.lowerBound > entry && tag.said & told != 0
        && !keeping.contains { lexicon[$0] == tag.concept }
    }
  }

  /// «a 80 por docena» is no sum to be worked out.
  private mutating func dropSums() {
    tags.removeAll { tag in
      guard tag.concept == lexicon[.far],
        case .times(let factor)? = lexicon.number(sentence.words[tag.words.upperBound - 1].form)
      else { return false }
      return factor < 1000
    }
  }

  /// «ventas 2024»: a year that stands right behind what is reported.
  private mutating func addYears() {
    let reported = Self.reported.map { lexicon[$0] }
    for position in sentence.words.indices.dropFirst() {
      let word = sentence.words[position]
      guard word.kind == .number, let value = word.value, value % 1000 == 0,
        (2000...2099).contains(value / 1000),
        word.gap == .space, !word.isMoney, position + 1 == sentence.words.count || isSmallWord(position + 1),
        case let before = tags.filter({ $0.words.upperBound == position }).map(\.concept),
        before.contains(where: reported.contains),
        !before.contains(where: { if case .cue = lexicon.concepts[Int($0)].meaning { true } else { false } })
      else { continue }
      tags.append(
        Tag(concept: lexicon[.yearBehind], words: position..<position + 1, said: 1 << WordSet(position)))
    }
  }

  /// «el 5/11», «del 5/11 al 8/11/2026»: numbers that are written as a day, behind a word that leads to one.
  private mutating func addDates() {
    let leads: [KnownConcept] = [.placeWord, .since, .until, .between, .from, .toward, .and]
    let day = lexicon[.dayOfMonth]
    for position in sentence.words.indices.dropFirst()
    where bears(leads, position - 1) && sentence.words[position].gap == .space {
      guard sentence.writtenDate(at: position) != nil else { continue }
      tags.append(Tag(concept: day, words: position..<position + 1, said: 1 << WordSet(position)))
    }
  }

  private static let reported: [KnownConcept] = [
    .sale, .sell, .revenue, .best, .slow, .margin, .abc, .expense, .summary, .topCustomer, .list,
  ]

  /// Whether a word says nothing by itself, or is set off from the one before.
  private func isSmallWord(_ position: Int) -> Bool {
    sentence.words[position].gap != .space || bears(.glue, position)
  }
}
