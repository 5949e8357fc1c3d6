internal import Inventory

/// One message that tells a deed several times over.
struct SeveralDeeds {
  let analysis: Analysis
  let rules: IntentRules

  /// The requests of a message that can be nothing else, whatever was spoken of before; none for any other.
  func deeds(_ ranking: Ranking) -> [Request] {
    let ofCodes = self.ofCodes
    guard ofCodes.isEmpty else { return ofCodes }
    if let new = NewProducts.list(analysis) {
      var request = Request(intent: .createProduct)
      request.slots[.items] = new
      return [request]
    }
    if isOfPricesAlone, let list = priceList(.changePrice) { return [list] }
    let intents = ranking.likeliest.map { rules.rules[$0.rule].intent }
    if intents.first == .cancelSale { return cancellations }
    if intents.first == .registerSale || sharesOut && !analysis.opensAsking { return sales }
    let mayTransfer =
      intents.first == .transferStock || ranking.margin < 1 && intents.prefix(4).contains(.transferStock)
    return mayTransfer ? transfers : []
  }

  /// «anulá la venta 125 y la 126»: each of several sales by itself; none where it is one.
  private var cancellations: [Request] {
    var found = analysis.folios.map { (end: $0.words.upperBound, folio: $0.text) }
    for position in analysis.sentence.words.indices where analysis.sentence.words[position].isNumber {
      var before = position - 1
      while before > 0, analysis.bears([.placeWord, .and], before) { before -= 1 }
      let isJoined = before < position - 1 || analysis.sentence.words[position].gap == .comma
      guard isJoined, found.contains(where: { $0.end == before + 1 }),
        !found.contains(where: { $0.end == position + 1 })
      else { continue }
      found.append((position + 1, analysis.sentence.typed(position..<position + 1)))
    }
    guard found.count > 1, Set(found.map(\.folio)).count == found.count else { return [] }
    return found.sorted { $0.end < $1.end }.map { _, folio in
      var request = Request(intent: .cancelSale)
      request.slots[.folio] = folio
      return request
    }
  }

  /// «5 colas al mercado y 3 a norte»: what goes to each of several branches, goods and quantity said once for all
  /// where they are; none where there are not several.
  private var transfers: [Request] {
    let destinations = self.destinations
    guard destinations.count > 1, Set(destinations.map(\.entry)).count == destinations.count,
      let goods = firstGoods, let rule = rules[.transferStock]
    else { return [] }
    let isAhead = goods < destinations[0].words.lowerBound
    let ends = destinations.map(\.words.upperBound)
    let starts = isAhead ? [0] + ends.dropLast() : [0] + destinations.dropFirst().map(\.start)
    let stops = isAhead ? ends.dropLast() + [count] : Array(starts.dropFirst()) + [count]
    var requests = zip(starts, stops).map { start, stop in
      let words = analysis.words(of: start..<stop) & analysis.everything
      return Request(
        intent: .transferStock, slots: SlotFiller(analysis: analysis, rule: rule, words: words).slots())
    }
    let origin = requests.compactMap { $0.slots[.from] }.first
    let whole = requests.first(where: \.namesGoods)
    for index in requests.indices {
      let before = index > 0 ? requests[index - 1] : whole
      requests[index].slots[.from] = origin
      if !requests[index].namesGoods { requests[index].takeGoods(of: before) }
      if requests[index].slots[.quantity] == nil {
        requests[index].slots[.quantity] = before?.slots[.quantity]
      }
    }
    let isClear = requests.allSatisfy { $0.namesGoods && $0.slots[.to] != nil }
    return isClear ? requests : []
  }

  /// «subí 5 a todos los chicles», «subí 10 % toda la tienda»: the new prices of all of a kind, or of all; nil where
  /// they are not meant.
  func prices(_ request: Request) -> Request? {
    guard request.intent == .changePrice else { return nil }
    if let shared = sharedPrice(request) { return shared }
    guard request.slots[.product] == nil else { return nil }
    let excepted = analysis.excepted.words
    let category = analysis.names.last {
      $0.kind == .category && !excepted.contains($0.words.lowerBound)
    }
    let products = analysis.products.filter { !excepted.contains($0.words.lowerBound) }
    let goods = category?.words ?? products.last?.words
    var all = request
    all.slots[.productAny] = nil
    guard let goods else {
      let isAll = namesCatalogue || excepted != 0 && analysis.words(bearing: .inFull) & ~excepted != 0
      guard isAll, !request.namesGoods, request.slots[.supplier] == nil else { return nil }
      all.slots[.scope] = "all"
      return all
    }
    guard analysis.isWhole(goods) || isSeveral(goods, request) else { return nil }
    if let left = leftOfKind(products.last), !left.isEmpty {
      (all.slots[.except], all.slots[.items]) = (nil, left)
    } else if let category {
      all.slots[.category] = analysis.name(of: category)
    } else if case .ambiguous(let entries)? = products.last?.product {
      all.slots[.items] = entries.map { ItemMention(product: .known(analysis.index.productNames[$0])) }
    } else {
      return nil
    }
    return all
  }

  /// «las gaseosas menos las de 2 litros»: the goods of a kind without several that keep their price.
  private func leftOfKind(_ kind: Mention?) -> [ItemMention]? {
    guard let kind, let named = analysis.excepted.named.first,
      case let spared = analysis.entries(toldBy: named), spared.count > 1
    else { return nil }
    return kind.entries.filter { !spared.contains($0) }.map {
      ItemMention(product: .known(analysis.index.productNames[$0]))
    }
  }

  /// `SNA-014`, `3 SNA-014`: what is asked of products by nothing but their codes: what there is of each, or with
  /// numbers their sale.
  private var ofCodes: [Request] {
    let products = analysis.products
    guard !products.isEmpty, products.allSatisfy({ analysis.isCode($0.words) }) else { return [] }
    let numbers = analysis.sentence.words.indices.filter { position in
      analysis.sentence.words[position].value != nil && !analysis.words(of: products).contains(position)
    }
    let others = numbers.reduce(analysis.everything & ~analysis.words(of: products)) {
      $0 & ~(1 << WordSet($1))
    }
    if numbers.isEmpty { return others == 0 ? products.compactMap(stock) : [] }
    guard others & ~analysis.free == 0, let rule = rules[.registerSale]
    else { return [] }
    let slots = SlotFiller(analysis: analysis, rule: rule, words: analysis.everything).slots()
    return [Request(intent: .registerSale, slots: slots)]
  }

  private func stock(of mention: Mention) -> Request? {
    guard case .known(let entry) = mention.product else { return nil }
    var request = Request(intent: .stockOfProduct)
    request.slots[.product] = analysis.index.productNames[entry]
    return request
  }

  private var count: Int { analysis.sentence.words.count }

  /// The branches that something goes to, each with the place of the word that leads there, or joins it to the one
  /// before: «a Norte y Mercado».
  private var destinations: [(entry: Int, words: Range<Int>, start: Int)] {
    let (toward, from) = (analysis.concept(.toward), analysis.concept(.from))
    let branches = analysis.names.filter { $0.kind == .branch }
    return branches.reduce(into: []) { found, name in
      let earliest = branches.map(\.words.upperBound).last { $0 <= name.words.lowerBound } ?? 0
      let leading = (max(earliest, name.words.lowerBound - 4)..<name.words.lowerBound).last {
        (toward | from).contains($0)
      }
      if let leading, toward.contains(leading) {
        found.append((name.entry, name.words, leading))
      } else if let last = found.last, analysis.joinsBranches(last.words, name.words) {
        found.append((name.entry, name.words, last.words.upperBound))
      }
    }
  }

  private var firstGoods: Int? {
    let words = analysis.sentence.words
    let numbers = words.indices.filter { words[$0].isNumber }
    return (numbers + (analysis.products.map(\.words) + analysis.things).map(\.lowerBound)).min()
  }

  /// Whether everything is named that the shop sells: «toda la tienda», «todos los precios».
  private var namesCatalogue: Bool {
    analysis.concept(.wholeCatalogue) != 0
      || analysis.tags.contains { tag in
        if case .cue(.price, _) = analysis.meaning(of: tag) {
          analysis.isWhole(tag.words)
        } else {
          false
        }
      }
  }

  /// Whether the prices of several are to rise or fall, «subí 10 % las gaseosas», not «la gaseosa», or to be the same but
  /// for one, «las gaseosas a 20 menos la cola»; in English the article is the same for one.
  private func isSeveral(_ goods: Range<Int>, _ request: Request) -> Bool {
    let isRelative = request.slots[.changePercent] != nil || request.slots[.change] != nil
    return (isRelative || !analysis.excepted.named.isEmpty)
      && analysis.lexicon.languages[analysis.sentence.language] != .english
      && analysis.bears(.allOf, goods.lowerBound - 1) && !analysis.isExcepted(goods)
  }
}

extension Analysis {
  /// Whether all of a kind are meant: «todos los chicles», «la categoría cremas»; not those of «menos los chicles».
  func isWhole(_ goods: Range<Int>) -> Bool {
    let cue = goods.lowerBound - 1
    let isAll = tags.contains { tag in
      guard case .slot("ref", "all") = meaning(of: tag) else { return false }
      return tag.words.upperBound == goods.lowerBound
        || tag.words.upperBound == cue && bears(.allOf, cue)
    }
    return (isAll || bears(.categoryWord, cue)) && !isExcepted(goods)
  }

  fileprivate func isExcepted(_ goods: Range<Int>) -> Bool {
    (max(0, goods.lowerBound - 2)..<goods.lowerBound).contains { bears(.butNot, $0) }
  }

  /// Whether these words are a SKU or a barcode of the shop.
  func isCode(_ words: Range<Int>) -> Bool {
    let parts = words.map { sentence[$0] }
    guard let first = parts.first else { return false }
    let code = parts.dropFirst().reduce(Array(first)) { $0 + [UInt8(ascii: "-")] + $1 }
    return index.products.entry(code: code[...]) != nil
  }
}

extension Request {
  private static let goods = ["product", "product_any", "product_unknown", "items"]

  var namesGoods: Bool { Self.goods.contains { slots[$0] != nil } }

  fileprivate mutating func takeGoods(of other: Request?) {
    for name in Self.goods { slots[name] = other?.slots[name] }
  }
}
