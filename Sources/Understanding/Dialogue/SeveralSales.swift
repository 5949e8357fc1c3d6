internal import Inventory

/// «2 panes a Marta y 3 leches a Juan»: what each of several customers bought.
extension SeveralDeeds {
  /// A sale for each customer, where each has goods of their own; none for a message that tells of fewer than two.
  var sales: [Request] {
    let ofOneKind = salesOfOneKind
    guard ofOneKind.isEmpty else { return ofOneKind }
    let customers = self.customers
    guard customers.count > 1, let rule = rules[.registerSale],
      let parts = parts(around: customers)
    else { return [] }
    let requests = parts.map { part in
      let words = analysis.words(of: part) & analysis.everything
      return Request(
        intent: .registerSale, slots: SlotFiller(analysis: analysis, rule: rule, words: words).slots())
    }
    let buyers = requests.compactMap { $0.slots[.customer] }
    guard buyers.count == requests.count, Set(buyers).count == buyers.count,
      requests.allSatisfy({ $0.slots[.items] != nil })
    else { return [] }
    return sharing(requests)
  }

  /// The sales with what was said once of all of them.
  private func sharing(_ sales: [Request]) -> [Request] {
    var requests = sales
    share("period", said: analysis.feature(.period), among: &requests)
    share("branch", said: analysis.feature(.branch), among: &requests)
    if let payment = sharedPayment(of: requests) {
      for index in requests.indices { requests[index].slots[.payment] = payment }
    }
    // What is asked back would set aside what is proposed already.
    return requests.filter { !$0.isClear } + requests.filter(\.isClear)
  }

  /// «3 panes a Marta y 2 a Rosa»: so many of the one kind of goods for each; none for any other message.
  private var salesOfOneKind: [Request] {
    let customers = self.customers
    guard customers.count > 1, analysis.products.count == 1, countedThings.isEmpty,
      let rule = rules[.registerSale],
      analysis.products[0].words.upperBound <= customers[0].lowerBound
    else { return [] }
    let starts = [0] + customers.dropLast().map(\.upperBound)
    let ends = customers.dropLast().map(\.upperBound) + [analysis.sentence.words.count]
    let goods = analysis.product(analysis.products[0])
    var requests: [Request] = []
    for (start, end) in zip(starts, ends) {
      var numbers = (start..<end).filter { position in
        let word = analysis.sentence.words[position]
        let isNumber = word.isNumber || isOneForSomebody(position)
        // «los dos fiado»
        let isOfAll = analysis.concept(.ref).contains(position)
        return isNumber && !isOfAll && analysis.everything.contains(position)
          && !analysis.products[0].words.contains(position)
      }
      // «2 esmaltes, uno para Vero y otro para Caro»
      if start == 0, sharesOut, numbers.count == 2 { numbers.removeFirst() }
      guard numbers.count == 1, case let count = analysis.sentence.words[numbers[0]].value ?? 1000,
        analysis.sentence.size(at: numbers[0]) == nil,
        !analysis.bears([.packed, .bulk, .units], numbers[0] + 1),
        start == 0 || (numbers[0] + 1..<end).contains(where: { analysis.bears([.toward, .forWhom], $0) })
      else { return [] }
      let words = analysis.words(of: start..<end) & analysis.everything
      var slots = SlotFiller(analysis: analysis, rule: rule, words: words).slots()
      // The count itself may look like money where its goods are not said again.
      let sums = [slots[.total], slots[.tendered]].compactMap(\.self)
      if sharesOut, slots[.customer] == nil {
        slots[.customer] = customers.first { (start..<end).contains($0.lowerBound) }
          .map(analysis.sentence.typed)
      }
      guard slots[.customer] != nil, slots[.payments] == nil, sums.allSatisfy({ $0.thousandths == count })
      else { return [] }
      for name in ["total", "tendered"] { slots[name] = nil }
      slots[.items] = [ItemMention(product: goods, quantity: .init(thousandths: count))]
      requests.append(Request(intent: .registerSale, slots: slots))
    }
    let areOthers = Set(requests.compactMap { $0.slots[.customer] }).count == requests.count
    return areOthers ? sharing(requests) : []
  }

  /// Whether goods that were counted are shared out one by one: «uno para Vero y otro para Caro».
  var sharesOut: Bool { analysis.sentence.words.indices.count(where: isOneForSomebody) > 1 }

  /// «uno para», «otra a»: one of the goods before, for somebody.
  private func isOneForSomebody(_ position: Int) -> Bool {
    let word = analysis.sentence.words[position]
    let isOne = word.isArticle && word.value != nil || analysis.bears(.other, position)
    return isOne && analysis.follows(position + 1)
      && analysis.bears([.toward, .forWhom], position + 1)
  }

  /// The words of each sale: up to the joint ahead of the next goods where goods stand ahead of their customer, else
  /// up to the one ahead of the next customer; nil where some customer has no goods.
  private func parts(around customers: [Range<Int>]) -> [Range<Int>]? {
    let goods = (analysis.products.map(\.words) + countedThings).sorted { $0.lowerBound < $1.lowerBound }
    guard let first = goods.first else { return nil }
    let areAhead = first.lowerBound < customers[0].lowerBound
    var bounds = [0]
    for (customer, next) in zip(customers, customers.dropFirst()) {
      guard let own = goods.first(where: { $0.lowerBound >= customer.upperBound }),
        own.upperBound <= next.lowerBound
      else { return nil }
      let stop = areAhead ? own.lowerBound : next.lowerBound
      let start = areAhead ? customer.upperBound : own.upperBound
      guard let joint = (start...stop).last(where: isJoint) else { return nil }
      bounds.append(joint)
    }
    let parts = zip(bounds, bounds.dropFirst() + [analysis.sentence.words.count]).map { $0..<$1 }
    let areFilled = parts.allSatisfy { part in goods.contains { part.contains($0.lowerBound) } }
    return areFilled ? parts : nil
  }

  private func isJoint(_ position: Int) -> Bool {
    analysis.bears(.and, position) || analysis.sentence.words[position].gap != .space
  }

  /// Gives all what is `said` once and of all: «ayer vendí …», «… en Norte».
  private func share(_ slot: String, said: WordSet, among requests: inout [Request]) {
    let holders = requests.indices.filter { requests[$0].slots[slot] != nil }
    guard holders.count == 1, let goods = analysis.products.first, let last = customers.last else { return }
    let place = said.trailingZeroBitCount
    let isOfAll =
      holders[0] == 0 && place < min(goods.words.lowerBound, customers[0].lowerBound)
      || holders[0] == requests.count - 1 && place >= last.upperBound
    guard isOfAll else { return }
    for index in requests.indices { requests[index].slots[slot] = requests[holders[0]].slots[slot] }
  }

  /// How it is paid, where that is said once and of all: ahead of all goods or behind them.
  private func sharedPayment(of requests: [Request]) -> PaymentWay? {
    let paid = requests.indices.filter { requests[$0].slots[.payment] != nil }
    guard paid.count == 1, requests.allSatisfy({ $0.slots[.payments] == nil }),
      let goods = analysis.products.first, let last = customers.last
    else { return nil }
    let words = analysis.concept(.payment) | analysis.concept(.onCredit)
    let isOfAll =
      paid[0] == 0 && words.trailingZeroBitCount < goods.words.lowerBound
      || paid[0] == requests.count - 1 && words.trailingZeroBitCount >= last.upperBound
    return isOfAll ? requests[paid[0]].slots[.payment] : nil
  }

  /// Things that nobody knows and that are counted: goods, and no people.
  private var countedThings: [Range<Int>] {
    analysis.things.filter { $0.lowerBound > 0 && analysis.sentence.words[$0.lowerBound - 1].value != nil }
  }

  /// The customers named, and whoever else stands behind a word of giving, in order.
  private var customers: [Range<Int>] {
    let known = analysis.names.filter { $0.kind == .customer }.map(\.words)
    let strangers = analysis.things.filter { thing in
      thing.lowerBound > 0 && analysis.sentence.words[thing.lowerBound].isCapitalised
        && analysis.bears([.toward, .forWhom, .customerWord], thing.lowerBound - 1)
        && !known.contains { $0.overlaps(thing) }
    }
    // «uno para vero y otro para caro», though a word may say something else.
    let others = analysis.sentence.words.indices.filter(isOneForSomebody).compactMap { position in
      let name = position + 2..<position + 3
      let isName =
        name.lowerBound < analysis.sentence.words.count && analysis.follows(name.lowerBound)
        && !(known + strangers + analysis.products.map(\.words)).contains { $0.overlaps(name) }
        && !analysis.glue.contains(name.lowerBound)
      return isName ? name : nil
    }
    return (known + strangers + others).filter { analysis.everything.contains($0.lowerBound) }
      .sorted { $0.lowerBound < $1.lowerBound }
  }
}

extension Request {
  /// Whether all its goods are known.
  fileprivate var isClear: Bool {
    (slots[.items] ?? []).allSatisfy { if case .known = $0.product { true } else { false } }
  }
}
