internal import Inventory

/// The units that numbers count in.
extension NumberRoles {
  /// Whether a number is a word for so many units, which no money is counted in: «por docena».
  func isMeasure(_ position: Int) -> Bool {
    let form = analysis.sentence.words[position].form
    if form >= 0, case .times(let factor)? = analysis.lexicon.number(form) { return factor < 1000 }
    return false
  }

  /// «medio kilo»: whether a number was said together with what it measures.
  func saysMeasure(_ position: Int) -> Bool {
    let typed = Normalizer.normalize(analysis.sentence.typed(position..<position + 1)).words
    return typed.count > 1 && typed.last.map { SizeUnit($0) != nil } ?? false
  }

  /// A quantity in the units that goods are counted in: grams as parts of a kilo, packages as what they hold.
  func units(_ value: Int64, at position: Int) -> Int64 {
    let inUnits = scaled(value, by: unit(behind: position), over: 1000) ?? value
    guard let packages = packages.count(holding: position),
      let count = analysis.sentence.words[packages].value
    else { return inUnits }
    return scaled(inUnits, by: count, over: 1000) ?? .max
  }

  /// «300g de queso»: a weight or a volume in one word, of the product behind it.
  func sized(at position: Int) -> Assigned? {
    guard analysis.sentence.words[position].kind == .code, counts(position),
      let (digits, unit) = SizeUnit.split(analysis.sentence[position]), let thousandths = unit.thousandths,
      let number = NumberReader.decimal(digits), let value = scaled(number, by: thousandths, over: 1000)
    else { return nil }
    return Assigned(word: position, role: .quantity, value: .init(thousandths: value))
  }

  /// «de 2 litros», «400 ml»: a number that tells which goods are meant.
  func isSize(_ position: Int) -> Bool {
    let next = position + 1
    return next < analysis.sentence.words.count && analysis.sentence.words[next].gap == .space
      && SizeUnit(analysis.sentence[next]) != nil && !analysis.bears(.price, position - 1)
  }

  /// «300 de jamón», of goods that are weighed by the kilo or poured by the litre: so many of those nobody buys.
  private func isInGrams(_ position: Int) -> Bool {
    guard rule.intent == .registerSale, analysis.bears(.from, position + 1),
      analysis.sentence.words[position].value ?? 0 >= 100_000,
      let goods = subjects.first(where: { $0.words.lowerBound == position + 2 }), !goods.entries.isEmpty
    else { return false }
    return goods.entries.allSatisfy {
      [.kilo, .litre].contains(analysis.index.productUnits[$0])
    }
  }

  /// How many thousandths the unit behind a quantity is of that in which goods are counted: 1 for grams, as for the
  /// second number of «100 gr de jamón y 200 de queso».
  func unit(behind position: Int) -> Int64 {
    let next = position + 1
    let isWhole = (analysis.sentence.words[position].value ?? 0) % 1000 == 0
    if analysis.bears(.from, next), counts(position), isWhole,
      let before = assigned.last(where: { $0.role == .quantity && $0.word < position }),
      case let unit = unit(behind: before.word), unit != 1000
    {
      return unit
    }
    if isInGrams(position) { return 1 }
    guard next < analysis.sentence.words.count, analysis.sentence.words[next].gap == .space,
      !analysis.products.contains(where: { $0.words.contains(next) })
    else { return 1000 }
    return SizeUnit(analysis.sentence[next])?.thousandths ?? 1000
  }
}
