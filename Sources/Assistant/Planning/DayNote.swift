internal import Inventory
internal import Shop
internal import Understanding

extension Desk {
  /// That a write is dated today, where another day was said that `tool` has no use for; «vencidos» says no day.
  func dayNote(_ slots: Slots, for tool: Tool) -> String? {
    guard let period = slots[.period], period != .expired, case let days = period.days(on: today),
      !(days.first...days.last).contains(today),
      !tool.parameters.contains(where: { $0.name == SlotKey.period.name })
    else { return nil }
    return voice.say(ProposalPhrase.datedToday, ["period": voice.period(days, today: today)])
  }
}
