/// What single forms are used for.
extension Lexicon {
  /// Whether a form says what becomes of goods: that they broke, or are fewer.
  func tellsDeed(_ form: Int32) -> Bool { fills(["reason", "mode"], form) }

  /// Whether a form names a month or a day of the week.
  func isOfCalendar(_ form: Int32) -> Bool { fills(["month", "weekday"], form) }

  private func fills(_ slots: [String], _ form: Int32) -> Bool {
    atoms(of: form).contains { place in
      guard case let atom = Int(atom(at: place)), atom < concepts.count,
        case .slot(let slot, _) = concepts[atom].meaning
      else { return false }
      return slots.contains(slot)
    }
  }
}
