/// «¿qué mes vendí menos?», «la hora en que más vendo»: which end of some days, hours or sellers is asked about.
extension SlotFiller {
  func fillRank(_ slots: inout Slots) {
    guard takes("rank"), slots[.rank] == nil, let by = slots[.by], Self.divisions.contains(by) else {
      return
    }
    if words & analysis.words(bearing: [.fewer, .low]) != 0 {
      slots[.rank] = "worst"
    } else if words & analysis.words(bearing: [.more, .best]) != 0 {
      slots[.rank] = "best"
    }
  }

  private static let divisions: Set<String> = ["hour", "day", "week", "month", "weekday", "employee"]
}
