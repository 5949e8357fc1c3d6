internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum CategoryPhrase: String, Phrase {
  case lead = "categories.lead(n)"
  case none = "categories.none"
  case line = "categories.line(name,n)"
  case empty = "categories.empty(n)"
}

extension Tool {
  /// The shop's categories with how many products each has, most first; those without a product are counted alone.
  static let getCategories = Tool(
    "getCategories", [Parameter(.limit, .count)],
    .reads { slots, desk in
      try desk.session.require(.lookUp)
      let counts = Dictionary(grouping: desk.names.products.compactMap(\.category)) { $0 }
        .mapValues(\.count)
      let (names, voice) = (desk.names.categories, desk.voice)
      let used = names.filter { counts[$0.id] != nil }
        .map { (name: $0.name, count: counts[$0.id] ?? 0) }
        .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
      let empty = names.filter { counts[$0.id] == nil }.map { (name: $0.name, count: 0) }
      let listing = Listing(slots)
      let json = JSON.list(
        "categorias",
        listing.rows(used + empty).map { ["nombre": .string($0.name), "productos": JSON($0.count)] },
        total: names.count)
      guard !names.isEmpty else {
        return ToolResult(json: json, reply: Reply(voice.say(CategoryPhrase.none)))
      }
      let lines = listing.shown(used).map {
        voice.say(CategoryPhrase.line, ["name": $0.name, "n": voice.number($0.count)])
      }
      let rest = empty.isEmpty ? nil : voice.say(CategoryPhrase.empty, ["n": voice.number(empty.count)])
      return ToolResult(
        json: json,
        reply: Reply(
          voice.say(CategoryPhrase.lead, ["n": voice.number(used.count)]), lines: lines,
          closing: [listing.rest(of: used.count, voice), rest].asSentences))
    })
}
