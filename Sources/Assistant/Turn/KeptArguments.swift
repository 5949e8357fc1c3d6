internal import Understanding
internal import Wire

/// What a proposal keeps of a call until it is performed.
struct KeptArguments {
  /// The tool's arguments.
  let slots: Slots
  /// The key of the write that is undone by it, or with it.
  let undone: String?
  /// What it does, in a line.
  let deed: String?

  init(_ slots: Slots, undoing undone: String? = nil, telling deed: String? = nil) {
    (self.slots, self.undone, self.deed) = (slots, undone, deed)
  }

  /// Reads what `text` writes.
  init(_ text: String) {
    var object = (try? JSON(parsing: text))?.object ?? JSON.Object()
    (undone, deed) = (object[Self.undone]?.string, object[Self.deed]?.string)
    (object[Self.undone], object[Self.deed]) = (nil, nil)
    slots = Slots(json: object)
  }

  var text: String {
    var object = slots.json
    if let undone { object[Self.undone] = .string(undone) }
    if let deed { object[Self.deed] = .string(deed) }
    return JSON.object(object).text
  }

  private static let undone = "undone"
  private static let deed = "deed"
}
