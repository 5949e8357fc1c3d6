internal import Inventory
internal import Shop
internal import Understanding

/// What was done last and was wrong.
extension TurnRun {
  /// Undoes what was done last, where what takes its place can be proposed; else says why not, and that nothing is
  /// undone.
  ///
  /// - Returns: whether it is to be proposed now.
  mutating func takeBackLast(for call: ToolCall, _ propose: Propose, _ request: Request) async throws -> Bool
  {
    let context = conversation.context
    let isPossible: Bool? = try await attempt(call, request) { [desk] in
      guard let context else { return true }
      let done = Request(intent: context.intent, slots: context.slots)
      do {
        _ = try await propose(call.arguments, desk.without(newcomerOf: done))
      } catch let error as ShopError where error.isSolved(byUndoing: done, before: call.arguments, desk) {}
      return true
    }
    guard isPossible != nil else {
      if !isWaiting { conversation.context = context }
      if let deed = conversation.deed { remark(voice.say(TakeBackPhrase.leftAsIs, ["what": deed])) }
      return false
    }
    isCorrection = false
    let deed = conversation.deed
    try await run(ToolCall("reverseLast"), for: Request(intent: .undo))
    desk = desk.naming(try await desk.shop.names(desk.session))
    let isUndone = conversation.performed != desk.lastPerformed
    if isUndone { undone = deed }
    return proposal != nil || isUndone
  }
}

extension Desk {
  /// The same desk where nobody is a customer whom `done` made one.
  fileprivate func without(newcomerOf done: Request) -> Desk {
    guard done.intent == .createCustomer, let name = done.slots[.name] else { return self }
    return naming(names.without(customer: name))
  }

  /// Whether two payments are of the same sale, or of what the same customer owes.
  fileprivate func areOfSameDebt(_ done: Slots, _ wanted: Slots) -> Bool {
    if let folio = wanted[.folio] { return folio == done[.folio] }
    guard let customer = wanted[.customer], let before = done[.customer] else { return false }
    let names = [customer, before].map { (try? customerName($0)) ?? $0 }
    return Normalizer.normalize(names[0]).words == Normalizer.normalize(names[1]).words
  }
}

extension ShopError {
  /// Whether what stands in the way of a write with `arguments` goes once `done` is undone: goods and debts are there
  /// again, and names are free.
  fileprivate func isSolved(byUndoing done: Request, before arguments: Slots, _ desk: Desk) -> Bool {
    switch self {
    case .insufficientStock(_, let name, let available, let required):
      let isSameBranch =
        (done.slots[.branch] ?? desk.session.home.name)
        == (arguments[.branch] ?? desk.session.home.name)
      return isSameBranch && available + done.slots.quantity(of: name) >= required
    case .conflict(.nothingOwed):
      return done.intent == .registerPayment && desk.areOfSameDebt(done.slots, arguments)
    case .invalid(_, .paidAboveOwed(let owed)):
      guard done.intent == .registerPayment, desk.areOfSameDebt(done.slots, arguments),
        let paid = done.slots[.total].flatMap({ try? desk.money($0) }),
        let wanted = arguments[.total].flatMap({ try? desk.money($0) })
      else { return false }
      return wanted <= owed + paid
    case .duplicate(_, let value):
      return done.intent.namesSomething
        && [done.slots[.name], done.slots[.sku], done.slots[.barcode]].compactMap(\.self).contains {
          Normalizer.normalize($0).words == Normalizer.normalize(value).words
        }
    default: return false
    }
  }
}

extension Intent {
  /// Whether what it writes bears a name that nothing else may bear.
  fileprivate var namesSomething: Bool {
    [.createProduct, .createSupplier, .changeProduct, .teachAlias].contains(self)
  }
}

extension Slots {
  /// How much of a product they name, a line without a quantity being one unit.
  fileprivate func quantity(of name: String) -> Quantity {
    let lines = (self[.items] ?? []).filter { $0.product == .known(name) }.map(\.quantity)
    let alone = self[.product] == name ? [self[.quantity]] : []
    return Quantity(thousandths: (lines + alone).reduce(0) { $0 + ($1?.thousandths ?? 1000) })
  }
}
