internal import Inventory
internal import Shop
internal import Understanding

extension Desk {
  /// That a write is dated today, where another day was said that `tool` has no use for.
  ///
  /// More than a year is no day on which something was done: «vencidos» says what had expired by today.
  func dayNote(_ slots: Slots, for tool: Tool) -> String? {
    guard let days = slots[.period]?.days(on: today), !(days.first...days.last).contains(today),
      days.first > today - 366,
      !tool.parameters.contains(where: { $0.name == SlotKey<Period>.period.name })
    else { return nil }
    return voice.say(ProposalPhrase.datedToday, ["period": voice.period(days, today: today)])
  }
}
