/// «¿qué mes vendí menos?»: that the worst of some parts of time is asked about; else the best comes first.
extension SlotFiller {
  func fillRank(_ slots: inout Slots) {
    guard takes("rank"), let by = slots[.by], Self.partsOfTime.contains(by),
      words & analysis.words(bearing: [.fewer, .low]) != 0
    else { return }
    slots[.rank] = "worst"
  }

  private static let partsOfTime: Set<String> = ["hour", "day", "week", "month"]
}
