internal import Inventory

/// Goods that are counted by what they come in: «2 cajas de 12 gaseosas», «4 cajas x 24 de cerveza», «2 cajas de leche
/// de 12», «una caja de vino», «media docena de huevos».
struct Packages {
  /// The places of how many packages there are, and of how many units each of them holds.
  private(set) var filled: [(count: Int, inside: Int)] = []
  /// The places of how many packages there are of which it is not said how many units they hold.
  private(set) var unfilled: [Int] = []
  /// The places of dozens of goods.
  private(set) var dozens: [Int] = []
  /// The words of a number of pieces and of the goods that only come in packages.
  private(set) var pieces: (words: Range<Int>, entry: Int)?
  private let analysis: Analysis
  private let words: WordSet
  private let subjects: [Mention]
  /// Whether prices change, and no goods are counted.
  private let isOfPrices: Bool

  init(_ analysis: Analysis, _ rule: IntentRules.Rule, _ words: WordSet, of subjects: [Mention]) {
    (self.analysis, self.words, self.subjects) = (analysis, words, subjects)
    isOfPrices = rule.intent == .changePrice
    let countsGoods = rule.slots.contains("qty") || rule.slots.contains("items")
    if rule.intent == .suggestOrder {
      pieces = analysis.sentence.words.indices.lazy.compactMap(piecesOfPackage).first
      return
    }
    guard countsGoods, rule.intent.movesGoods, rule.intent != .changePrice else { return }
    for position in analysis.sentence.words.indices where analysis.sentence.words[position].value != nil {
      if let inside = inside(position) {
        filled.append((position, inside))
      } else if filled.contains(where: { $0.inside == position }) {
        continue
      } else if let found = piecesOfPackage(position) {
        pieces = pieces ?? found
      } else if isUnfilled(position) {
        unfilled.append(position)
      } else if goods(countedAt: position) != nil, isDozens(position) {
        dozens.append(position)
      }
    }
    if let content { fill(each: content, rule) }
  }

  /// «la caja trae 12», «traen 12 cada una»: how many units each package holds, where that is said apart from how many
  /// packages there are.
  private var content: Int? {
    analysis.sentence.words.indices.first { number in
      isPlainNumber(number) && isContaining(number - 1)
        && (analysis.bears(.packed, number - 2)
          || (number + 1...number + 2).contains { analysis.bears([.each, .packed], $0) })
    }
  }

  /// «trae», and no «de», «con» or «por», which may say anything else.
  private func isContaining(_ position: Int) -> Bool {
    analysis.bears(.holds, position) && !analysis.bears([.from, .byMeans, .forEach, .within], position)
  }

  /// Takes the packages whose content is not said, or else what the verb counts, «llegaron 2», for packages of `content`.
  private mutating func fill(each content: Int, _ rule: IntentRules.Rule) {
    if unfilled.isEmpty, filled.isEmpty {
      let counted = analysis.sentence.words.indices.first { number in
        number != content && isPlainNumber(number)
          && analysis.bears([.receive, .buysIn, .sold, .sell], number - 1)
      }
      filled = counted.map { [($0, content)] } ?? []
    } else {
      filled += unfilled.map { ($0, content) }
      unfilled = []
    }
  }

  /// How many packages hold the units whose number stands at `position`; nil where they are none.
  func count(holding position: Int) -> Int? { filled.first { $0.inside == position }?.count }

  /// Whether the number at `position` counts packages whose content is known.
  func holdsCount(_ position: Int) -> Bool { filled.contains { $0.count == position } }

  /// Whether the number at `position` is no quantity by itself.
  func takes(_ position: Int) -> Bool {
    unfilled.contains(position) || filled.contains { $0.count == position }
      || pieces?.words.lowerBound == position || isOfEachDozen(position)
  }

  /// How many packages, or dozens, there are where the message counts only one kind of goods by them.
  var count: SlotValue.Number? { subjects.count == 1 ? count(of: subjects[0]) : nil }

  /// How many packages, or dozens, of `goods` there are.
  func count(of goods: Mention) -> SlotValue.Number? {
    let places = (filled.map(\.count) + unfilled + dozens).filter { place in
      subjects.count == 1
        || place < goods.words.lowerBound && !subjects.contains(between: place, and: goods.words)
    }
    guard places.count == 1, let value = analysis.sentence.words[places[0]].value else { return nil }
    // «media docena» is one package too.
    return .init(thousandths: dozens.contains(places[0]) ? max(1000, value / 12) : value)
  }

  /// Whether a number counts nothing but tells what a package costs: «a 14 la docena».
  func isOfEachDozen(_ position: Int) -> Bool {
    analysis.bears([.placeWord, .each, .forEach], position - 1) && goods(countedAt: position) == nil
      && isDozens(position)
  }

  /// «24 latas a 150 la caja»: the words of the price of a package of which nobody knows how many units it holds.
  var priceOfUnknown: Range<Int>? {
    guard count == nil, filled.isEmpty, unfilled.isEmpty, dozens.isEmpty, !subjects.isEmpty else {
      return nil
    }
    let words = analysis.sentence.words
    let price = words.indices.first { position in
      self.words.contains(position) && words[position].isNumber
        && goods(countedAt: position) == nil
        && analysis.bears([.placeWord, .each, .forEach], position + 1)
        && (analysis.bears(.bulk, position + 2) || isOfPrices && isDozens(position + 2))
        && !subjects.contains { areCounted($0, by: position + 2) }
    }
    return price.map { $0..<$0 + 3 }
  }

  /// Whether the shop counts the goods by what they come in, in whatever country's word for it.
  private func areCounted(_ goods: Mention, by package: Int) -> Bool {
    let typed = analysis.sentence[package]
    let same = analysis.lexicon.goods(analysis.sentence.words[package].form) ?? []
    let stems = ([typed] + same).map { $0.prefix(Self.stem) }
    return names(of: goods).contains { name in
      name.contains { word in stems.contains { word.starts(with: $0) } }
    }
      || goods.entries.contains { analysis.index.productUnits[$0] == .box }
  }

  /// Whether a price is of each unit and not of a package: «cada una», «la unidad»; not the «de 12 unidades» that a
  /// package holds.
  var isPricedByUnit: Bool {
    analysis.sentence.words.indices.contains { position in
      words.contains(position)
        && (analysis.bears(.each, position) && !isPackageWord(position + 1) && !isOfContent(position)
          || analysis.bears(.unitWord, position) && !filled.contains { $0.inside + 1 == position })
    }
  }

  /// «traen 12 cada una»: of each package.
  private func isOfContent(_ each: Int) -> Bool {
    filled.contains { (each - 2..<each).contains($0.inside) && isContaining($0.inside - 1) }
  }

  private func isPackageWord(_ position: Int) -> Bool {
    analysis.sentence.words.indices.contains(position)
      && (analysis.bears(.packed, position) || isDozens(position))
  }

  /// Where it is said how many units each of the packages holds whose number stands at `position`.
  private func inside(_ position: Int) -> Int? {
    guard words.contains(position), analysis.bears(.packed, position + 1) else { return nil }
    let ahead = analysis.bears(.holds, position + 2) ? position + 3 : position + 2
    if isPlainNumber(ahead), goods(countedAt: ahead) != nil { return ahead }
    guard let goods = goods(countedAt: position) else { return nil }
    let behind = goods.words.upperBound
    let inside = analysis.bears(.holds, behind) ? behind + 1 : behind
    let isMarked =
      inside > behind
      || analysis.sentence.words.indices.contains(inside)
        && analysis.sentence.words[inside].kind == .code
    return isMarked && isPlainNumber(inside) && !analysis.bears(.currency, inside + 1) && !isSize(inside)
      ? inside : nil
  }

  /// Whether packages or dozens stand at `position` of goods that the shop counts otherwise.
  private func isUnfilled(_ position: Int) -> Bool {
    guard words.contains(position), let goods = goods(countedAt: position) else { return false }
    if analysis.bears(.bulk, position + 1) {
      return !areCounted(goods, by: position + 1)
    }
    return isDozens(position) && names(of: goods).contains { $0.contains(where: Self.isOfPieces) }
  }

  /// «6 huevos», where the shop has but «Huevos maple x30».
  private func piecesOfPackage(_ position: Int) -> (words: Range<Int>, entry: Int)? {
    guard words.contains(position), analysis.sentence.words[position].value != nil,
      let goods = goods(countedAt: position), case .known(let entry) = goods.product, mayHoldPieces(entry),
      let name = names(of: goods).first, name.contains(where: Self.isOfPieces),
      name.contains(where: isPackage),
      !(position + 1..<goods.words.upperBound).contains(where: { analysis.bears(.packed, $0) })
    else { return nil }
    return (position..<goods.words.upperBound, entry)
  }

  private func isPackage(_ word: ArraySlice<UInt8>) -> Bool {
    analysis.lexicon.languages.indices.contains { language in
      analysis.lexicon.form(word, in: language).map { analysis.lexicon.bears($0, .bulk) } ?? false
    }
  }

  private static let stem = 4

  private func names(of goods: Mention) -> [[ArraySlice<UInt8>]] {
    goods.entries.map { Normalizer.normalize(analysis.index.productNames[$0]).words }
  }

  /// Whether a name may say «x30»: few have the letter.
  private func mayHoldPieces(_ entry: Int) -> Bool {
    analysis.index.productNames[entry].utf8.contains { $0 | 0x20 == UInt8(ascii: "x") }
  }

  /// «x30», of a name.
  private static func isOfPieces(_ word: ArraySlice<UInt8>) -> Bool {
    word.first == UInt8(ascii: "x") && word.count > 1 && word.dropFirst().allSatisfy { $0 &- 0x30 < 10 }
  }

  func isDozens(_ position: Int) -> Bool {
    guard analysis.sentence.words.indices.contains(position) else { return false }
    let typed = Normalizer.normalize(analysis.sentence.typed(position..<position + 1)).words
    return typed.contains { word in
      guard let form = analysis.lexicon.form(word, in: analysis.sentence.language),
        case .times(let factor)? = analysis.lexicon.number(form)
      else { return false }
      return factor < 1000
    }
  }

  /// The goods behind the number at `position`, with no more than what they come in between them.
  private func goods(countedAt position: Int) -> Mention? {
    let words = analysis.sentence.words
    return subjects.first { subject in
      let between = position + 1..<max(position + 1, subject.words.lowerBound)
      return subject.words.lowerBound > position && between.count <= 3
        && (between.lowerBound..<subject.words.lowerBound + 1).allSatisfy { words[$0].gap == .space }
        && between.allSatisfy { words[$0].value == nil }
    }
  }

  private func isPlainNumber(_ position: Int) -> Bool {
    guard analysis.sentence.words.indices.contains(position) else { return false }
    let word = analysis.sentence.words[position]
    return words.contains(position) && word.isNumber && !word.isMoney
      && !subjects.contains { $0.words.contains(position) }
  }

  private func isSize(_ position: Int) -> Bool {
    analysis.follows(position + 1) && SizeUnit(analysis.sentence[position + 1]) != nil
  }
}
