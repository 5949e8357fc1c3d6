internal import Inventory

/// How something is paid where that is in several ways: «20 en efectivo y el resto con tarjeta», «mitad y mitad»,
/// «pagó 10 y debe el resto», «me quedó debiendo 12», «dejó 20 a cuenta».
struct PaymentParts {
  /// Empty where it is paid in one way or nothing is said of it.
  private(set) var parts: [PaidPart] = []
  /// Whether it is paid in several ways of which it is not said how much each.
  private(set) var isVague = false
  /// The numbers that are amounts of the parts.
  private(set) var numbers: WordSet = 0

  let analysis: Analysis
  let rule: IntentRules.Rule
  let words: WordSet
  private let goods: [Mention]

  /// A way to pay, where it is said.
  private struct Way {
    let words: Range<Int>
    let payment: PaymentWay
    /// Whether the amount stands behind it: «debe 12».
    let leads: Bool
  }

  private enum Share {
    case amount(Int)
    case rest
    case half
  }

  init(_ analysis: Analysis, _ rule: IntentRules.Rule, _ words: WordSet, goods: [Mention]) {
    (self.analysis, self.rule, self.words, self.goods) = (analysis, rule, words, goods)
    guard rule.slots.contains(SlotKey.payments.name) else { return }
    read()
  }

  /// Puts what was found in the place of a single way to pay.
  func fill(_ slots: inout Slots) {
    if isVague {
      slots[.payment] = .mixed
    } else if parts.count == 1, parts[0].amount == nil {
      slots[.payment] = parts[0].way
    } else if !parts.isEmpty {
      slots[.payments] = parts
      slots[.payment] = nil
    }
  }

  private mutating func read() {
    let ways = self.ways
    var shares: [Share?] = []
    for way in ways {
      let share = share(of: way, beside: ways)
      if case .amount(let position)? = share { numbers |= 1 << WordSet(position) }
      shares.append(share)
    }
    let halves = analysis.sentence.words.indices.count {
      words.contains($0) && analysis.isHalf($0)
    }
    let isHalved = halves > 1 || shares.contains { if case .half? = $0 { true } else { false } }
    var found = zip(ways, shares).map { way, share in
      var amount: SlotValue.Number?
      if case .amount(let position)? = share { amount = value(at: position) }
      return PaidPart(way.payment, amount)
    }
    let owes = found.contains { $0.way == .credit }
    if let paid = paidPart, owes || leavesRest || isOnAccount(paid) || rule.intent == .layAway {
      numbers |= 1 << WordSet(paid)
      found.removeAll { $0.way != .credit && $0.amount == nil }
      let payment = ways.first { $0.payment != .credit }?.payment ?? .cash
      found.insert(PaidPart(payment, value(at: paid)), at: 0)
      if !owes { found.append(PaidPart(.credit)) }
    }
    if isHalfPaid, found.count < 2 {
      let way = found.first { $0.way != .credit }?.way ?? .cash
      found = [PaidPart(way), PaidPart(.credit)]
    }
    if rule.intent == .registerPayment { found.removeAll { $0.way == .credit } }
    settle(found, isHalved: isHalved || isHalfPaid)
    if parts.isEmpty, paysSome { isVague = true }
  }

  private mutating func settle(_ found: [PaidPart], isHalved: Bool) {
    if Set(found.map(\.way)).count > 1 {
      isVague = !isHalved && found.count { $0.amount == nil } > 1
      parts = isVague ? [] : found
    } else if let only = found.first {
      isVague = isHalved && only.way == .cash
      let isPart = isHalved ? !isVague : only.way == .credit && only.amount != nil
      parts = isPart ? [only, PaidPart(.cash)] : isSettled(only) ? [only] : []
    } else {
      isVague = isHalved
    }
    if parts.isEmpty { numbers = 0 }
  }

  /// Whether the one way to pay says more than how: that it is on credit, or how much is paid.
  private func isSettled(_ only: PaidPart) -> Bool {
    if only.way == .credit { return true }
    if rule.intent == .registerPayment { return false }
    let isTendered = analysis.sentence.words.indices.contains {
      numbers.contains($0) && isCued($0, as: [.tendered])
    }
    return only.amount != nil && !isTendered && !analysis.isCompleted
  }

  /// «deja 100 y el resto el viernes»: whether what is not paid is left for another day.
  private var leavesRest: Bool {
    analysis.sentence.words.indices.contains { position in
      words.contains(position) && analysis.bears(.rest, position)
        && (position + 1...position + 2).contains { analysis.feature(.period).contains($0) }
    }
  }

  // MARK: Ways to pay

  /// The ways that are said, in order.
  private var ways: [Way] {
    var ways: [Way] = []
    for tag in analysis.tags where words & tag.said == tag.said {
      let concept = analysis.lexicon.concepts[Int(tag.concept)]
      if case .slot("payment", let name) = concept.meaning, let payment = PaymentWay(rawValue: name) {
        ways.append(Way(words: tag.words, payment: payment, leads: false))
      } else if tag.concept == analysis.lexicon[.paysLater] {
        ways.append(Way(words: tag.words, payment: .credit, leads: false))
      }
    }
    for position in analysis.sentence.words.indices
    where words.contains(position) && !goods.contains(where: { $0.words.contains(position) }) {
      let leads = analysis.bears(.owing, position)
      let payment = analysis.bears(.onCredit, position) || leads ? .credit : self.payment(at: position)
      if let payment { ways.append(Way(words: position..<position + 1, payment: payment, leads: leads)) }
    }
    return ways.filter { !analysis.isDenied($0.words) }.sorted { $0.words.count > $1.words.count }
      .reduce(into: [Way]()) { kept, way in
        let isPaid =
          way.words.contains { analysis.bears(.onAccount, $0) }
          && (hasNumber(before: way.words) || hasNumber(behind: way.words))
        let isKept = kept.contains {
          $0.words.overlaps(way.words) || $0.payment == .credit && way.payment == .credit
        }
        if !isKept, !isPaid { kept.append(way) }
      }
      .sorted { $0.words.lowerBound < $1.words.lowerBound }
  }

  /// The way to pay that a word alone stands for.
  private func payment(at position: Int) -> PaymentWay? {
    let form = analysis.sentence.words[position].form
    guard form >= 0 else { return nil }
    for place in analysis.lexicon.atoms(of: form) {
      let atom = Int(analysis.lexicon.atom(at: place))
      guard atom < analysis.lexicon.concepts.count else { continue }
      if case .slot("payment", let name) = analysis.lexicon.concepts[atom].meaning {
        return PaymentWay(rawValue: name)
      }
    }
    return nil
  }

  // MARK: What each comes to

  private func share(of way: Way, beside ways: [Way]) -> Share? {
    let ahead = nearest(from: way.words.upperBound, by: 1, ways)
    let before = nearest(from: way.words.lowerBound - 1, by: -1, ways)
    return way.leads ? ahead ?? before : before ?? ahead
  }

  /// The amount, rest or half that stands next to a way to pay, with nothing of weight between them.
  private func nearest(from start: Int, by step: Int, _ ways: [Way]) -> Share? {
    var position = start
    for _ in 0..<4 {
      guard analysis.sentence.words.indices.contains(position), words.contains(position),
        !ways.contains(where: { $0.words.contains(position) }),
        !goods.contains(where: { $0.words.contains(position) })
      else { return nil }
      if isAmount(position) { return numbers.contains(position) ? nil : .amount(position) }
      if analysis.bears(.rest, position) { return .rest }
      if analysis.isHalf(position) { return .half }
      let joint = step > 0 ? position : position + 1
      let isApart = step > 0 ? analysis.sentence.words[joint].gap != .space : false
      guard !isApart, !analysis.bears(.and, position), isLight(position) else { return nil }
      if step < 0, analysis.sentence.words[position].gap != .space { return nil }
      position += step
    }
    return nil
  }

  /// A number that no goods are counted with and that has no other sense beside a way to pay.
  private func isAmount(_ position: Int) -> Bool {
    let word = analysis.sentence.words[position]
    guard word.isNumber, !analysis.isPercent(position), words.contains(position),
      !analysis.concept(.ref).contains(position), !analysis.identifierWords.contains(position)
    else {
      return false
    }
    let counts = goods.contains {
      let between = $0.words.lowerBound - position - 1
      return between >= 0 && between <= 2
        && analysis.sentence.words[(position + 1)...$0.words.lowerBound].allSatisfy { $0.gap == .space }
        && analysis.sentence.words[(position + 1)..<$0.words.lowerBound].allSatisfy { $0.value == nil }
        && !(position + 1..<$0.words.lowerBound).contains { analysis.bears(.payment, $0) }
    }
    return !counts && !follows(position) && !isSoldOnCredit(position)
      && !isCued(position, as: [.price, .total, .discount])
  }

  /// «vendé 3 fiados»: right behind the verb it is goods that are counted, and no sum that is owed.
  private func isSoldOnCredit(_ position: Int) -> Bool {
    let isOnCredit = analysis.tags.contains { tag in
      guard case .slot("payment", "credit") = analysis.meaning(of: tag) else {
        return false
      }
      return tag.words.lowerBound == position + 1
    }
    return isOnCredit && !analysis.sentence.words[position].isMoney
      && analysis.bears([.sell, .sold, .register], position - 1)
  }

  /// «escobas 2»: right behind goods that no number stands ahead of.
  private func follows(_ position: Int) -> Bool {
    goods.contains { mention in
      mention.words.upperBound == position && analysis.sentence.words[position].gap == .space
        && !(max(0, mention.words.lowerBound - 4)..<mention.words.lowerBound).contains {
          analysis.sentence.words[$0].value != nil
        }
    }
  }

  /// Whether the words beside a number give it one of `roles`: «a 16 en efectivo», «por 30».
  private func isCued(_ position: Int, as roles: [NumberRole]) -> Bool {
    analysis.tags.contains { tag in
      guard case .cue(let role, let isAhead) = analysis.meaning(of: tag),
        roles.contains(role)
      else { return false }
      return isAhead ? tag.words.lowerBound == position + 1 : tag.words.upperBound == position
    }
  }

  /// The number of «pagó 10», «dejó 20 a cuenta», «20 de adelanto», which no way to pay has taken.
  private var paidPart: Int? {
    analysis.sentence.words.indices.first { position in
      guard isAmount(position), !numbers.contains(position) else { return false }
      return isOnAccount(position) || isDeposit(position)
        || (max(0, position - 3)..<position).contains { analysis.bears(.paidPart, $0) }
    }
  }

  /// «apartale 2 cremas a Marta con 100»: what is left of money behind «con».
  private func isDeposit(_ position: Int) -> Bool {
    let isSize =
      analysis.sentence.words.indices.contains(position + 1) && analysis.follows(position + 1)
      && SizeUnit(analysis.sentence[position + 1]) != nil
    return rule.intent == .layAway && analysis.bears(.byMeans, position - 1) && !isSize
  }

  /// «20 a cuenta», «a cuenta 20».
  private func isOnAccount(_ position: Int) -> Bool {
    analysis.bears(.onAccount, position - 1)
      || (position + 1..<min(position + 4, analysis.sentence.words.count)).contains {
        analysis.bears(.onAccount, $0)
      }
  }

  private func value(at position: Int) -> SlotValue.Number? {
    analysis.sentence.words[position].value.map(SlotValue.Number.init(thousandths:))
  }

  private func hasNumber(before range: Range<Int>) -> Bool {
    range.lowerBound > 0 && isAmount(range.lowerBound - 1)
      || range.lowerBound > 1 && analysis.bears(.currency, range.lowerBound - 1)
        && isAmount(range.lowerBound - 2)
  }

  private func hasNumber(behind range: Range<Int>) -> Bool {
    analysis.sentence.words.indices.contains(range.upperBound) && isAmount(range.upperBound)
  }

  private func isLight(_ position: Int) -> Bool {
    analysis.costs[position] <= 0.06 || analysis.free.contains(position)
      || analysis.bears(.paidPart, position) || analysis.bears(.currency, position)
  }
}

extension Analysis {
  /// «fiado no», «no fiado», «no fue en efectivo», and not the card of «con tarjeta no en efectivo»: whether a way to
  /// pay is not to be.
  func isDenied(_ way: Range<Int>) -> Bool {
    var (before, behind) = (way.lowerBound - 1, way.upperBound)
    while before >= 0, sentence.words[before + 1].gap == .space, !bears(.deny, before), glue.contains(before)
    {
      before -= 1
    }
    if before >= 0, sentence.words[before + 1].gap == .space, bears(.deny, before) { return true }
    guard follows(behind), bears(.deny, behind) else { return false }
    repeat { behind += 1 } while follows(behind) && glue.contains(behind)
    return !follows(behind) || !bears(.payment, behind)
  }
}
