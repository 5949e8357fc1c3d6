package import Inventory

/// A sentence with what it should be read as.
package struct EvaluationRow: Sendable {
  package let text: String
  package let language: Language
  /// What is asked; with `context`, what is asked once that is merged in.
  package let expected: Request
  /// Whether the sentence only completes the turn before.
  package let isFollowup: Bool
  package let also: [Request]
  /// Other intents that are right too.
  package let accepted: [Intent]
  /// A request that lies near the shop's: serving any of the near intents is right.
  package let isNear: Bool
  package let context: Context?

  package init(
    text: String, language: Language, expected: Request, isFollowup: Bool = false, also: [Request] = [],
    accepted: [Intent] = [], isNear: Bool = false, context: Context? = nil
  ) {
    (self.text, self.language, self.expected, self.isFollowup) = (text, language, expected, isFollowup)
    (self.also, self.accepted, self.isNear, self.context) = (also, accepted, isNear, context)
  }
}

extension Context.Pending {
  /// What the assistant waits for, named as in the files of sentences: `confirm`, `folio`, `quantity`, `supplier`,
  /// `which product`, `origin branch`, `payment method`, `reason`; any other name is a slot's.
  package init(asked: String) {
    self =
      switch asked {
      case "confirm": .confirmation
      case "quantity": .slot(.quantity)
      case "which product": .slot(.product)
      case "origin branch": .slot(.from)
      case "payment method": .slot(.payment)
      default: .slot(asked)
      }
  }
}

extension EvaluationRow {
  /// Requests near the shop's own that it serves, though files of sentences may call them out of scope.
  static let nearIntents: Set<Intent> = [
    .customerDebt, .topCustomers, .expenses, .pendingOrders, .dailyBriefing, .strategicProducts,
    .createProduct, .createSupplier, .createCustomer, .changePrice, .registerPayment,
  ]

  func isRight(_ intent: Intent) -> Bool {
    intent == expected.intent || accepted.contains(intent) || isNear && Self.nearIntents.contains(intent)
  }

  func hasRightSlots(_ slots: Slots) -> Bool { isNear || Self.folded(slots) == Self.folded(expected.slots) }

  /// Slots without what does not matter: case, and the order of choices.
  private static func folded(_ slots: Slots) -> Slots {
    var folded = slots
    for (name, value) in slots.values {
      switch value {
      case .text(let text): folded[name] = .text(text.lowercased())
      case .names(let names): folded[name] = .names(names.sorted())
      case .items(let items): folded[name] = .items(items.map(Self.folded))
      case .number, .period, .payments: break
      }
    }
    return folded
  }

  private static func folded(_ item: ItemMention) -> ItemMention {
    var item = item
    if case .unknown(let words) = item.product { item.product = .unknown(words.lowercased()) }
    return item
  }
}

extension Slots {
  /// The catalogue names that are taken for certain.
  var certainProducts: Set<String> {
    var names = Set(
      (self[.items] ?? []).compactMap { if case .known(let name) = $0.product { name } else { nil } })
    if let name = self[.product] { names.insert(name) }
    return names
  }

  var hasChoice: Bool { self[.productAny] != nil }

  var hasUnknown: Bool {
    self[.productUnknown] != nil
      || (self[.items] ?? []).contains { if case .unknown = $0.product { true } else { false } }
  }
}
