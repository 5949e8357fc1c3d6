internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

extension Desk {
  /// - Throws: a question where what is said of the payment leaves something open: who owes, how much each way.
  func checkWays(_ slots: Slots, _ kind: SaleDraft.Kind) throws(Refusal) {
    let owes = slots[.payment] == .credit || (slots[.payments] ?? []).contains { $0.way == .credit }
    if slots[.customer] == nil, owes || kind != .direct {
      throw Refusal(
        Reply(voice.say(kind == .direct ? SalePlanPhrase.whoOwes : .whoKeeps)),
        awaiting: .slot(.customer))
    }
    try checkParts(slots)
  }

  /// - Throws: a question where it is paid in several ways and not said how much each.
  func checkParts(_ slots: Slots) throws(Refusal) {
    if slots[.payment] == .mixed, slots[.payments] == nil { throw asksWays(.howSplit, [:]) }
  }

  /// What `parts` pay of `total`: those without an amount share what the others leave, change comes from cash, and
  /// what is on credit is paid by nothing.
  ///
  /// - Throws: a question where they are not `total` together, unless the rest may be owed.
  func payments(_ parts: [PaidPart], of total: Money, mayOwe: Bool) throws -> [Payment] {
    let said = try parts.compactMap(\.amount).reduce(Money.zero) { $0 + (try money($1)) }
    let open = parts.count { $0.amount == nil }
    let left = total - said
    let words = ["said": voice.money(said), "total": voice.money(total)]
    if open > 0, left < .zero { throw asksWays(.partsOver, words) }
    if open == 0, left > .zero, !mayOwe {
      throw asksWays(.partsShort, words.merging(["left": voice.money(left)]) { $1 })
    }
    var shares = left.divided(into: open)
    var excess = max(-left, .zero)
    var payments: [Payment] = []
    for part in parts {
      let received = try part.amount.map(money) ?? shares.removeFirst()
      guard part.way != .credit, received > .zero else { continue }
      let tender = Tender(part.way)
      let change = tender == .cash && excess < received ? excess : .zero
      excess -= change
      payments.append(try Payment(received - change, tender: tender, received: received))
    }
    guard excess == .zero else { throw asksWays(.partsOver, words) }
    return payments
  }

  private func asksWays(_ phrase: SalePlanPhrase, _ words: [String: String]) -> Refusal {
    Refusal(Reply(voice.say(phrase, words)), awaiting: .slot(.payments))
  }
}

extension Money {
  /// `count` parts that sum to it, the first no smaller than the last.
  fileprivate func divided(into count: Int) -> [Money] {
    guard count > 0 else { return [] }
    let (each, rest) = minorUnits.quotientAndRemainder(dividingBy: Int64(count))
    return (0..<Int64(count)).map { Money(minorUnits: each + ($0 < rest ? 1 : 0)) }
  }
}

extension [Payment] {
  /// What was paid each way, for programs; nil where it was one way.
  func parts(in currency: Currency) -> JSON? {
    guard count > 1 else { return nil }
    return .array(
      map { ["metodo_pago": .string($0.tender.rawValue), "monto": JSON($0.amount, in: currency)] })
  }
}
