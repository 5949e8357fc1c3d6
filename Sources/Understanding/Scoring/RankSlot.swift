/// «¿qué mes vendí menos?»: that the worst of some days, hours or sellers is asked about; else the best comes first.
extension SlotFiller {
  func fillRank(_ slots: inout Slots) {
    guard takes("rank"), let by = slots[.by], Self.divisions.contains(by),
      words & analysis.words(bearing: [.fewer, .low]) != 0
    else { return }
    slots[.rank] = "worst"
  }

  private static let divisions: Set<String> = ["hour", "day", "week", "month", "weekday", "employee"]
}
