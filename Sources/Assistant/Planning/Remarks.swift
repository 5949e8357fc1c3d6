internal import Inventory
internal import Understanding

/// What is said beneath the answer of a tool that could not honour all that was asked.
extension OfflinePlanner {
  /// All of it, of the `steps` of a message that was taken for `reading`, which leave out some `places` that it names;
  /// nil where nothing is lacking.
  func remark(
    on steps: [(request: Request, action: Plan.Action)], of reading: Reading, without places: [String],
    _ desk: Desk
  ) -> String? {
    let places = places.map { desk.voice.say(LackingPhrase.place, ["place": $0]) }
    return
      (places + [
        remark(on: steps, desk), remark(onDaysOf: reading, desk), remark(onLeftOut: reading, steps, desk),
      ]).asSentences
  }

  /// Says of what is to be written down which of the things said beside it are not.
  func remark(
    onLeftOut reading: Reading, _ steps: [(request: Request, action: Plan.Action)], _ desk: Desk
  ) -> String? {
    let isWritten = steps.contains { _, action in
      switch action {
      case .call, .ask: true
      default: false
      }
    }
    guard isWritten else { return nil }
    let unknown = (reading.request.slots[.items] ?? []).compactMap { item in
      if case .unknown(let words) = item.product { words } else { nil }
    }
    let said: [String?] = reading.unkept.map { unkept in
      switch unkept {
      case .surcharge(let text): desk.voice.say(LackingPhrase.surcharge, ["text": text])
      case .identifier(let text) where unknown.contains(text): nil
      case .identifier(let text): desk.voice.say(LackingPhrase.identifier, ["text": text])
      case .detail(let text): desk.voice.say(LackingPhrase.detail, ["text": text])
      case .days(let text): desk.voice.say(LackingPhrase.daysOfChange, ["text": text])
      case .branch(let text): desk.voice.say(LackingPhrase.branchOfChange, ["text": text])
      }
    }
    return said.asSentences
  }

  /// Says of a look-up what of the shop its tool cannot keep apart, since the answer is then of more than was asked,
  /// and of a sale that its instalments are not kept.
  private func remark(on steps: [(request: Request, action: Plan.Action)], _ desk: Desk) -> String? {
    let parts: [SlotKey<String>] = [.product, .category, .supplier, .employee, .customer, .branch, .except]
    let leftOut = steps.flatMap { request, action -> [String] in
      guard case .call(let calls) = action, calls.count == 1, let tool = registry[calls[0].tool],
        !tool.writes
      else {
        return []
      }
      return parts.compactMap { part in
        tool.parameters.contains { $0.name == part.name } ? nil : request.slots[part]
      }.flatMap { $0.split(separator: "|").map(String.init) }
    }
    let isInstalled = steps.contains { request, _ in
      request.slots[.instalments] != nil && request.slots[.payments] == nil
    }
    let others =
      leftOut.isEmpty
      ? remarkOnDays(steps, desk) ?? remarkOnOrder(steps, desk) ?? remarkOnView(steps, desk)
      : desk.voice.say(LackingPhrase.part, ["what": desk.voice.list(leftOut)])
    return [isInstalled ? desk.voice.say(LackingPhrase.instalments) : nil, others].asSentences
  }

  /// Says of a look-up that only knows how things are now that it was asked about other days.
  private func remarkOnDays(_ steps: [(request: Request, action: Plan.Action)], _ desk: Desk) -> String? {
    for (request, action) in steps {
      guard let days = request.slots[.period]?.days(on: desk.today), !days.contains(desk.today),
        case .call(let calls) = action, let tool = calls.first.flatMap({ registry[$0.tool] }), !tool.writes,
        !tool.parameters.contains(where: { $0.name == SlotKey.period.name })
      else { continue }
      return desk.voice.say(
        LackingPhrase.days, ["period": desk.voice.period(days, today: desk.today)])
    }
    return nil
  }

  /// Says of a look-up of what is known only as it is now, or only by whole days, that other days or hours were said.
  private func remark(onDaysOf reading: Reading, _ desk: Desk) -> String? {
    if reading.isOfPartOfDay { return desk.voice.say(LackingPhrase.hours) }
    guard let days = reading.daysLeftOut?.days(on: desk.today), days.last < desk.today else { return nil }
    return desk.voice.say(LackingPhrase.days, ["period": desk.voice.period(days, today: desk.today)])
  }

  /// Says of a look-up that it knows no parts, or of a list that it holds no costs.
  private func remarkOnView(_ steps: [(request: Request, action: Plan.Action)], _ desk: Desk) -> String? {
    for (request, action) in steps {
      guard case .call(let calls) = action, let tool = calls.first.flatMap({ registry[$0.tool] }),
        !tool.writes
      else { continue }
      let takes = { (name: String) in tool.parameters.contains { $0.name == name } }
      if request.slots[.by] != nil, !takes("by") { return desk.voice.say(LackingPhrase.parts) }
      if request.slots[.priceType] == "cost", !takes("price_type") {
        return desk.voice.say(LackingPhrase.costs)
      }
    }
    return nil
  }

  /// Says of a list that it cannot be ordered as it was asked to.
  private func remarkOnOrder(_ steps: [(request: Request, action: Plan.Action)], _ desk: Desk) -> String? {
    for (request, action) in steps {
      guard let order = request.slots[.sort], case .call(let calls) = action,
        let kind = calls.first.flatMap({ registry[$0.tool] })?.parameters.first(where: { $0.name == "sort" })?
          .kind, case .choice(let orders) = kind
      else { continue }
      return orders.contains(order) ? nil : desk.voice.say(LackingPhrase.order)
    }
    return steps.contains { $0.request.slots[.sort] != nil } ? desk.voice.say(LackingPhrase.order) : nil
  }
}
