internal import Inventory

/// «coca 2 l a 15, pan a 1, 10 leche a 8»: products that the shop does not have yet, each with its price, and some with
/// how many there are.
struct NewProducts {
  /// One or more; none where the words are no such list.
  private(set) var items: [ItemMention] = []
  private var names: [Range<Int>] = []
  private let analysis: Analysis

  /// Reads the words from `start` on.
  init(_ analysis: Analysis, from start: Int) {
    self.analysis = analysis
    let lines = parts(from: start).map(line)
    guard !lines.contains(where: { $0 == nil }) else { return }
    items = lines.compactMap { $0?.item }
    names = lines.compactMap { $0?.name }
  }

  /// What a message adds to the catalogue whose verb does that; nil where it names fewer than two, or what the shop has.
  static func list(_ analysis: Analysis) -> [ItemMention]? {
    let verbs = analysis.concepts([.create, .newProduct]) & analysis.everything
    guard verbs != 0, analysis.concepts([.sold, .sale, .newSale]) & analysis.everything == 0 else {
      return nil
    }
    let words = analysis.sentence.words
    var start = words.indices.first { verbs.contains($0) } ?? 0
    while start < words.count, verbs.contains(start) || analysis.isAhead(ofNames: start) { start += 1 }
    let new = NewProducts(analysis, from: start)
    return new.items.count > 1 && !new.areHere ? new.items : nil
  }

  /// Whether the shop has what one of the names says as a whole.
  private var areHere: Bool {
    names.contains { name in
      analysis.products.contains {
        $0.product != .unknown && $0.words.lowerBound <= name.lowerBound
          && $0.words.upperBound >= name.upperBound
      }
    }
  }

  /// The stretches between stops, and between a number and «y».
  private func parts(from start: Int) -> [Range<Int>] {
    let words = analysis.sentence.words
    var parts: [Range<Int>] = []
    var begin = start
    for place in start..<max(start, words.count) where place > begin {
      if words[place].gap != .space {
        parts.append(begin..<place)
        begin = place
      }
      if analysis.bears(.and, place), place > begin, isEnd(place - 1, from: begin) {
        parts.append(begin..<place)
        begin = place + 1
      }
    }
    if begin < words.count { parts.append(begin..<words.count) }
    return parts
  }

  /// Whether a price ends there: a number behind words.
  private func isEnd(_ place: Int, from begin: Int) -> Bool {
    analysis.sentence.words[place].value != nil && place > begin || analysis.bears(.currency, place)
  }

  /// A name with its price behind it, and maybe with how many there are ahead of it.
  private func line(_ part: Range<Int>) -> (item: ItemMention, name: Range<Int>)? {
    let words = analysis.sentence.words
    var (start, end) = (part.lowerBound, part.upperBound)
    if part.contains(where: { analysis.bears([.minimumWord, .maximumWord], $0) }) { return nil }
    while start < end, words[start].value == nil, analysis.glue.contains(start) { start += 1 }
    while end > start, isTrailing(end - 1) { end -= 1 }
    guard end > start + 1, let price = plainNumber(end - 1) else { return nil }
    end -= 1
    while end > start, words[end - 1].value == nil, isLeading(end - 1) { end -= 1 }
    var quantity: SlotValue.Number?
    if end > start + 1, let count = plainNumber(start) {
      (quantity, start) = (count, start + 1)
      if start < end - 1, analysis.bears(.from, start) { start += 1 }
    }
    guard end > start, (start..<end).contains(where: { words[$0].kind == .word && words[$0].value == nil })
    else { return nil }
    let name = start..<end
    return (
      ItemMention(product: .unknown(analysis.sentence.typed(name)), quantity: quantity, price: price), name
    )
  }

  private func plainNumber(_ place: Int) -> SlotValue.Number? {
    let word = analysis.sentence.words[place]
    guard let value = word.value, !word.isArticle, !analysis.isPercent(place), value > 0 else { return nil }
    return SlotValue.Number(thousandths: value)
  }

  /// «bs», «cada uno», behind a price.
  private func isTrailing(_ place: Int) -> Bool {
    analysis.bears([.currency, .each, .unitWord], place)
      || analysis.sentence.words[place].isArticle && analysis.bears(.each, place - 1)
  }

  /// «a», «precio», «bs», ahead of it.
  private func isLeading(_ place: Int) -> Bool {
    analysis.glue.contains(place) || analysis.bears([.price, .currency, .named], place)
  }
}

extension Analysis {
  /// Whether a word only leads over to names: «los productos», «son», «nuevos».
  fileprivate func isAhead(ofNames place: Int) -> Bool {
    sentence.words[place].value == nil && !sentence.words[place].isCapitalised
      && (glue.contains(place) || bears([.productWord, .named, .catalogue], place))
  }
}

extension Followup {
  /// «pan a 1», «pan a 1 y leche a 8», at the question what a new product is called: with the prices.
  var newProducts: Request? {
    let items = NewProducts(analysis, from: 0).items
    guard let first = items.first, case .unknown(let name) = first.product else { return nil }
    var newer = Slots()
    if items.count > 1 {
      newer[.items] = items
    } else {
      (newer[.name], newer[.price], newer[.quantity]) = (name, first.price, first.quantity)
    }
    return merged(newer)
  }
}
