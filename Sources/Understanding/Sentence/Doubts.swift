internal import Inventory

/// Deeds that are told so that it is not sure whether they happened, or how much of them.
extension Analysis {
  /// The words of a message for `requests` that leave that open, or money that the shop may not keep.
  func doubt(about requests: [Request], _ thread: Reading.Thread) -> Reading.UnreadFigure? {
    guard let request = requests.first else { return nil }
    let end = sentence.words.count
    if request.intent == .customerDebt { return fiado.map { .doubtful(sentence.typed($0..<end)) } }
    if request.intent == .cancelSale {
      return paidOff.map { .paidOrCalledOff(sentence.typed($0..<end)) }
        ?? lastOfSomebody(request).map { .doubtful(sentence.typed($0..<end)) }
    }
    guard request.intent.movesGoods || request.intent == .registerPayment else { return nil }
    if sentence.source.unicodeScalars.contains(where: { !$0.isASCII && $0.properties.numericType == .decimal }
    ) {
      return .unclear(sentence.source)
    }
    let isHeard = { (place: Int) in self.everything.contains(place) && !self.isOfGoods(place) }
    if let dollars = sentence.words.indices.first(where: { bears(.dollars, $0) && isHeard($0) }) {
      return .dollars(sentence.typed(dollars..<dollars + 1))
    }
    if let lucas = sentence.words.indices.first(where: { isHeard($0) && isInLucas($0) }) {
      return .lucas(sentence.typed(lucas..<lucas + 1))
    }
    if requests.count == 1, let all = eachOrAll(request) { return .eachOrAll(sentence.typed(all)) }
    let supposed = tags.first { $0.concept == lexicon[.supposes] }?.words.lowerBound
    let start =
      supposed ?? denied(thread) ?? asked(request) ?? keptSeveral(request) ?? paidWithoutSale(request, thread)
      ?? sentence.words.indices.first { isHeard($0) && isEither($0) }
      ?? halved ?? unclearAmount(of: request) ?? reductionOfAll(requests)
    let shared = requests.count == 1 ? joinedPlaces(of: request) ?? exchanged(request, thread) : nil
    return (start ?? shared).map { .doubtful(sentence.typed($0..<end)) }
  }

  /// «medio queso», «1 queso y medio»: a part of goods of which nobody knows the unit.
  private var halved: Int? {
    sentence.words.indices.first { place in
      guard everything.contains(place), !isOfGoods(place), sentence.words[place].value == nil,
        case .fraction? = lexicon.number(sentence.words[place].form), !bears(.packed, place + 1)
      else { return false }
      let next =
        place + 1 < sentence.words.count && sentence.words[place + 1].isArticle ? place + 2 : place + 1
      let isBehind = place > 0 && bears(.and, place - 1)
      let isEnd = next >= sentence.words.count || sentence.words[next].gap != .space || glue.contains(next)
      return isBehind && isEnd || (products.map(\.words) + things).contains { $0.lowerBound == next }
    }
  }

  /// Where a payment, an exchange or what is at several branches leaves open how much is meant.
  private func unclearAmount(of request: Request) -> Int? {
    switch request.intent {
    case .registerPayment: unpaid(request)
    case .adjustStock: swapped ?? atSeveralBranches
    case .registerSale: atSeveralBranches ?? given ?? whole ?? countsPaid(request) ?? halfOfGoods(request)
    case .registerStockEntry: atSeveralBranches
    default: nil
    }
  }

  /// «pasá 2 leches de Norte y Mercado»; not «entre Norte y Mercado», from one to the other.
  private func joinedPlaces(of request: Request) -> Int? {
    guard request.intent == .transferStock, let joined = joinedBranches, words(bearing: .between) == 0
    else { return nil }
    return joined
  }

  /// «cambiaron 1 leche por 1 pan»: goods that came back for others, which is no sale of the first.
  private func exchanged(_ request: Request, _ thread: Reading.Thread) -> Int? {
    thread == .new && request.intent == .registerSale && products.count > 1 ? swapped : nil
  }

  private func isOfGoods(_ place: Int) -> Bool { products.contains { $0.words.contains(place) } }

  /// «no vendí 2, vendí 3», «¿no se vendió ninguno?»; «no, vendí 3» corrects what was said before.
  private func denied(_ thread: Reading.Thread) -> Int? {
    guard thread == .new || isAsked else { return nil }
    var deeds = words(bearing: .sold) | words(bearing: .sell) | words(bearing: .receive)
    // «vendí 2 y no lo anoté»: what was not done is the noting.
    let notings = deeds & words(bearing: .register)
    if deeds & ~notings != 0 { deeds &= ~notings }
    return sentence.words.indices.first { deny in
      guard bears(.deny, deny), deny + 1 < sentence.words.count, sentence.words[deny + 1].gap == .space
      else { return false }
      return deeds.contains(deny + 1)
        || deeds.contains(deny + 2) && glue.contains(deny + 1) && sentence.words[deny + 2].gap == .space
    }
  }

  /// «cuándo vendí 2 panes»: the beginning of a question, which tells of no deed.
  private func asked(_ request: Request) -> Int? {
    let opens = bears([.howMany, .when, .where], 0)
    return opens && request.intent.movesGoods && !products.isEmpty ? 0 : nil
  }

  /// «subí 10 % todo menos los lácteos y los licores»: more than one thing that keeps its price.
  private func keptSeveral(_ request: Request) -> Int? {
    let excepted = request.intent == .changePrice ? excepted : nil
    return excepted.flatMap { $0.named.count > 1 ? $0.words.trailingZeroBitCount : nil }
  }

  /// «Marta pagó 20 y rosa 30»: what is paid, where somebody may be taken for goods that nothing counts.
  private func paidWithoutSale(_ request: Request, _ thread: Reading.Thread) -> Int? {
    guard thread == .new, request.intent == .registerSale, feature(.customer) != 0,
      let pays = sentence.words.indices.first(where: { bears(.paysUs, $0) }),
      pays + 2 < sentence.words.count, sentence.words[pays + 1].value != nil, bears(.and, pays + 2),
      !products.contains(where: { $0.words.upperBound <= pays })
    else { return nil }
    return 0
  }

  /// «2 panes o 3», «un tinte negro o uno rojo»: whether one of two numbers or goods is meant.
  private func isEither(_ place: Int) -> Bool {
    if bears(.between, place), place + 3 < sentence.words.count, bears(.and, place + 2) {
      // «entre 2 y 3 panes»
      return sentence.words[place + 1].value != nil && sentence.words[place + 3].value != nil
    }
    guard bears(.either, place), place > 0, place + 1 < sentence.words.count else { return false }
    let numbers = sentence.words.indices.filter { sentence.words[$0].value != nil && !isOfGoods($0) }
    let isCounted = numbers.contains { $0 < place } && numbers.contains { $0 == place + 1 }
    return isCounted
      || products.contains { $0.words.upperBound == place }
        && products.contains { (place + 1...place + 3).contains($0.words.lowerBound) }
  }

  /// «pagó la mitad», «pagó todo menos 20», «Pepe pagó 20 y Marta 30», «le perdono 10»: a payment whose sum is not said,
  /// or one of several.
  private func unpaid(_ request: Request) -> Int? {
    let places = sentence.words.indices.filter(everything.contains)
    if request.slots[.payments] == nil, let half = places.first(where: isHalf) { return half }
    if let forgiven = places.first(where: { bears(.forgives, $0) || concept(.forgives).contains($0) }) {
      return forgiven
    }
    let isLess = { (place: Int) in self.bears(.cheaper, place) || self.bears(.butNot, place) }
    if let less = places.first(where: { $0 > 0 && isLess($0) }), words(bearing: .inFull) != 0,
      places.contains(where: { $0 > less && sentence.words[$0].value != nil })
    {
      return less
    }
    if let fiado { return fiado }
    let payers = names.filter { $0.kind == .customer }.map(\.words).sorted { $0.lowerBound < $1.lowerBound }
    guard let first = payers.first, let second = payers.last, second.lowerBound >= first.upperBound,
      (first.upperBound..<second.lowerBound).contains(where: { sentence.words[$0].value != nil })
    else { return nil }
    return second.lowerBound
  }

  /// «apuntá fiado de Juan 35»: a debt for no goods.
  private var fiado: Int? {
    let isTold =
      words(bearing: .onCredit) & everything != 0 && words(bearing: .register) & everything != 0
      && words(bearing: .paysUs) == 0
      && sentence.words.contains { $0.isNumber }
    return isTold ? 0 : nil
  }

  /// «cambié un esmalte rojo por uno negro»: goods that went out for others, which the reason does not tell.
  private var swapped: Int? {
    let places = sentence.words.indices.filter(everything.contains)
    guard let swap = places.first(where: { bears(.swap, $0) }),
      places.contains(where: { $0 > swap && bears(.forEach, $0) && sentence.words.indices.contains($0 + 1) }
      )
    else { return nil }
    return swap
  }

  /// «llegaron 10 arroces en centro y 5 en norte», «en centro y norte»: how many there are of one branch, beside another.
  private var atSeveralBranches: Int? {
    let branches = names.filter { $0.kind == .branch }.sorted { $0.words.lowerBound < $1.words.lowerBound }
    guard let first = branches.first, let other = branches.first(where: { $0.entry != first.entry }),
      other.words.lowerBound >= first.words.upperBound
    else { return nil }
    return (first.words.upperBound..<other.words.lowerBound).first {
      sentence.words[$0].isNumber && !isOfGoods($0)
    } ?? joinedBranches
  }

  /// «2 lucas»: a number of what is a thousand here and one there.
  private func isInLucas(_ place: Int) -> Bool {
    guard sentence.words[place].value != nil else { return false }
    return Normalizer.normalize(sentence.typed(place..<place + 1)).words.contains { word in
      lexicon.form(word, in: sentence.language).map { lexicon.bears($0, .lucas) } ?? false
    }
  }

  /// «anulá la última venta de Lucía»: the last of somebody's, which may be no other's.
  private func lastOfSomebody(_ request: Request) -> Int? {
    guard request.slots[.folio] == "last" else { return nil }
    let people = (feature(.employee) | feature(.customer)) & everything
    return people == 0 ? nil : people.trailingZeroBitCount
  }

  /// «regalé un peine», «y una galleta gratis»: goods that nobody pays for; not «para regalo».
  private var given: Int? {
    sentence.words.indices.first { place in
      bears(.gift, place) && everything.contains(place) && !isOfGoods(place)
        && !bears([.toward, .forWhom], place - 1)
    }
  }

  /// «vendí todos los peines»: all that there are of some goods, which nothing counts.
  private var whole: Int? {
    products.first { isWhole($0.words) || isAllOf($0.words.lowerBound) }.map {
      max(0, $0.words.lowerBound - 2)
    }
  }

  /// «todo el pan»: all of what begins at `goods`.
  private func isAllOf(_ goods: Int) -> Bool {
    goods > 1 && bears(.inFull, goods - 2) && bears(.placeWord, goods - 1) && follows(goods)
      && follows(goods - 1)
  }

  /// «2 panes y 2 mantequillas, la mitad a Marta»: a half of the goods, and not of what is paid or of the price.
  private func halfOfGoods(_ request: Request) -> Int? {
    guard request.slots[.payments] == nil, request.slots[.payment] != .mixed,
      request.slots[.discountPercent] == nil
    else { return nil }
    return sentence.words.indices.first { isHalf($0) && everything.contains($0) }
  }

  /// «4 panes, 2 pagados y 2 fiados»: amounts no greater than the goods are many may count them.
  private func countsPaid(_ request: Request) -> Int? {
    let amounts = (request.slots[.payments] ?? []).compactMap(\.amount)
    let pieces = (request.slots[.items] ?? []).reduce(Int64(0)) { sum, item in
      let (pieces, isTooMuch) = sum.addingReportingOverflow(item.quantity?.thousandths ?? 1000)
      return isTooMuch ? .max : pieces
    }
    guard amounts.allSatisfy({ $0.thousandths <= pieces }) else { return nil }
    return sentence.words.indices.first { place in
      let word = sentence.words[place]
      return amounts.contains { $0.thousandths == word.value } && !word.isMoney && !word.isArticle
        && !bears(.currency, place + 1) && !isOfGoods(place)
        && !products.contains { $0.words.lowerBound == place + 1 }
    }
  }

  /// «2 panes y 3 leches, todo a 10»: the words of a price behind several goods that may be of each or of all.
  private func eachOrAll(_ request: Request) -> Range<Int>? {
    guard request.slots[.items]?.count ?? 0 > 1, words(bearing: .each) & everything == 0,
      let goods = products.map(\.words.upperBound).max()
    else { return nil }
    return sentence.words.indices.first { number in
      number - 2 >= goods && isPriced(number) && bears(.inFull, number - 2)
        && !bears([.within, .forWhom], number - 1) && everything.contains(number)
    }.map { $0 - 2..<$0 + 1 }
  }

  /// «Lidia canceló la reserva»: where somebody does it who is named ahead, in Spanish, it may be paid off as well.
  private var paidOff: Int? {
    guard lexicon.languages[sentence.language] == .spanish, concept(.account) & everything != 0,
      let cancel = sentence.words.indices.first(where: { bears(.cancel, $0) && everything.contains($0) })
    else { return nil }
    let isTold = names.contains { name in
      name.kind == .customer && name.words.upperBound <= cancel
        && !bears([.toward, .forWhom], name.words.lowerBound - 1)
    }
    return isTold ? 0 : nil
  }

  /// «2 panes a Marta y 3 leches a Juan, todo por 30»: a sum or a discount behind the goods of several customers.
  private func reductionOfAll(_ requests: [Request]) -> Int? {
    let isReduced = { (request: Request) in
      ["total", "discount", "discount_pct"].contains { request.slots[$0] != nil }
    }
    guard requests.count > 1, requests.allSatisfy({ $0.intent == .registerSale }),
      requests.count(where: isReduced) == 1,
      let goods = products.map(\.words.upperBound).max(),
      let customer = names.filter({ $0.kind == .customer }).map(\.words.upperBound).max()
    else { return nil }
    return sentence.words.indices.first { $0 >= max(goods, customer) && sentence.words[$0].value != nil }
  }
}
