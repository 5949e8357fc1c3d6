/// «¿qué mes vendí menos?»: that the worst of some days, hours or sellers is asked about; else the best comes first.
extension SlotFiller {
  func fillRank(_ slots: inout Slots) {
    guard takes("rank"), slots.areOfRankedParts,
      words & analysis.words(bearing: [.fewer, .low]) != 0
    else { return }
    slots[.rank] = "worst"
  }
}

extension Slots {
  /// Whether they divide a report into parts of which one can be the best: days, hours or sellers.
  var areOfRankedParts: Bool { self[.by].map(Self.rankedParts.contains) ?? false }

  private static let rankedParts: Set<String> = ["hour", "day", "week", "month", "weekday", "employee"]
}
