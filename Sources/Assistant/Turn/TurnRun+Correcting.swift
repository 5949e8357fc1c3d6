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
    let (context, done) = (conversation.context, conversation.context?.slots ?? Slots())
    let isPossible: Bool? = try await attempt(call, request) { [desk] in
      do {
        _ = try await propose(call.arguments, desk)
      } catch let error as ShopError where error.isSolved(byReturnOf: done) {}
      return true
    }
    guard isPossible != nil else {
      if !isWaiting { conversation.context = context }
      if let deed = conversation.deed { remark(voice.say(TakeBackPhrase.leftAsIs, ["what": deed])) }
      return false
    }
    isCorrection = false
    try await run(ToolCall("reverseLast"), for: Request(intent: .undo))
    return proposal != nil || desk.lastPerformed != nil && conversation.performed == nil
  }
}

extension ShopError {
  /// Whether what is short is there once the goods of a write that has been done are back.
  fileprivate func isSolved(byReturnOf done: Slots) -> Bool {
    guard case .insufficientStock(_, let name, let available, let required) = self else { return false }
    let quantities = (done[.items] ?? []).filter { $0.product == .known(name) }.map(\.quantity)
    let alone = done[.product] == name ? [done[.quantity]] : []
    let back = (quantities + alone).reduce(0) { $0 + ($1?.thousandths ?? 1000) }
    return available + Quantity(thousandths: back) >= required
  }
}
