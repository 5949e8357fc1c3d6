package import Understanding
package import Wire

/// What another program took a message to mean, in its own writing.
package struct Understood: Hashable, Sendable {
  /// What is wanted: one of our intents, or one of our tools.
  package enum Aim: Hashable, Sendable {
    case intent(Intent)
    case tool(String)
  }

  package let aim: Aim
  /// What was said beside it, by our names of slots; members of other names are left out of account.
  package let values: JSON.Object

  package init(_ aim: Aim, _ values: JSON.Object = JSON.Object()) { (self.aim, self.values) = (aim, values) }
}

extension Understood.Aim {
  /// All that can be aimed at, tools first.
  package static let all: [Self] =
    Tool.all.map { .tool($0.name) }
    + Intent.allCases.filter { $0 != .outOfScope && $0 != .followup }.map(Self.intent)

  /// The name in small letters with lines between the words: `stock_of_product`, `get_product_stock`.
  package var name: String {
    switch self {
    case .intent(let intent): intent.rawValue
    case .tool(let name):
      name.reduce(into: "") { text, letter in
        text += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
      }
    }
  }

  /// What bears a name, with lines between its words or capitals: `get_product_stock`, `getProductStock`.
  ///
  /// A name that an intent and a tool share is the intent's, which its tool serves.
  package init?(named name: some StringProtocol) {
    guard let aim = Self.byKey[Self.key(name)] else { return nil }
    self = aim
  }

  /// What is wanted as an intent: what the conversation remembers of it.
  var intent: Intent {
    switch self {
    case .intent(let intent): intent
    case .tool("getReplenishment"): .restockRecommendation
    case .tool("explainRule"): .explain
    case .tool(let name): Intent.allCases.first { $0.tool == name } ?? .outOfScope
    }
  }

  /// The name of the tool that serves it; nil where no single tool does.
  var tool: String? {
    switch self {
    case .intent(let intent): intent.tool
    case .tool(let name): name
    }
  }

  private static let byKey = Dictionary(all.map { (key($0.name), $0) }) { _, intent in intent }

  private static func key(_ name: some StringProtocol) -> String { name.lowercased().filter { $0 != "_" } }
}
