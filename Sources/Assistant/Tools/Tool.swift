package import Shop
package import Understanding
package import Wire

/// Something the assistant can look up or do: the one declaration from which the model's tool list, the MCP list,
/// the help, the JSON schema and the command line are made.
///
/// Its title, description and the meaning of its arguments stand in `tools/<language>.txt`.
package struct Tool: Sendable {
  package let name: String
  package let parameters: [Parameter]
  /// To whom it is of use: to those who may do one of these.
  package let needs: Set<Permission>
  package let action: Action

  /// What running it does to the shop.
  package enum Action: Sendable {
    /// Answers at once.
    case reads(@Sendable (Slots, Desk) async throws -> ToolResult)
    /// Says what it would change, and changes it when the person has agreed.
    case writes(
      propose: @Sendable (Slots, Desk) async throws -> Proposal,
      perform: @Sendable (Slots, Desk, IdempotencyKey) async throws -> ToolResult)
  }

  package var writes: Bool {
    if case .writes = action { return true }
    return false
  }

  package init(
    _ name: String, _ parameters: [Parameter], needing needs: Set<Permission> = [.lookUp], _ action: Action
  ) {
    (self.name, self.parameters, self.needs, self.action) = (name, parameters, needs, action)
  }

  /// Whether it is of any use to whoever holds the session.
  package func isOpen(to session: Session) -> Bool { needs.contains(where: session.may) }
}

/// What a writing tool would change, and the arguments with which it would do exactly that.
package struct Proposal: Sendable {
  package let result: ToolResult
  /// The arguments as given, with everything that was left to the shop now said: prices, branches.
  package let arguments: Slots

  package init(_ result: ToolResult, settled arguments: Slots) {
    (self.result, self.arguments) = (result, arguments)
  }
}

/// An argument of a tool: a slot of `eval`'s vocabulary with what it may hold.
package struct Parameter: Sendable {
  /// What an argument holds: from it follow its schema, how it is read, and what is offered where it is missing.
  package enum Kind: Sendable, Hashable {
    /// The exact name, SKU or barcode of a product of the catalogue.
    case product
    case branch
    case supplier
    case category
    case customer
    case period
    case folio
    case quantity
    case money
    /// An amount of money, below zero where it is taken off.
    case change
    /// From −100, with one decimal at most.
    case percent
    /// A whole number from 0.
    case count
    case text
    case choice([String])
    /// Lines of product, quantity or money's worth, and price.
    case items
    /// Lines of what came in: the same, with what of it came at no cost.
    case delivery
    /// Lines of what is not in the catalogue yet: its name, its price, and how much there is of it.
    case newProducts
    /// Ways to pay, each with its amount; those without one share what is left.
    case payments

    /// Whether it is lines of goods of the catalogue.
    var holdsLines: Bool { self == .items || self == .delivery }

    /// One of some ways to pay.
    static func payment(_ ways: [PaymentWay]) -> Kind { .choice(ways.map(\.rawValue)) }
  }

  package let name: String
  package let kind: Kind
  package let isRequired: Bool
  /// Whether a call with these arguments lacks it.
  let isMissing: @Sendable (Slots, Desk) -> Bool

  package init<Value>(_ key: SlotKey<Value>, _ kind: Kind, required: Bool = false) {
    (name, self.kind, isRequired) = (key.name, kind, required)
    isMissing = { [name] slots, _ in required && slots[name] == nil }
  }

  /// One that a call may leave out only where `isImplied` by its other arguments.
  init<Value>(
    _ key: SlotKey<Value>, _ kind: Kind, unless isImplied: @escaping @Sendable (Slots, Desk) -> Bool
  ) {
    (name, self.kind, isRequired) = (key.name, kind, false)
    isMissing = { [name] slots, desk in slots[name] == nil && !isImplied(slots, desk) }
  }
}

/// What a tool found or did: for programs as JSON with the wire's Spanish names, for people as a reply.
package struct ToolResult: Sendable {
  package let json: JSON
  package let reply: Reply
  /// The product names shown, in order: what "el segundo" points at.
  package let shown: [String]

  package init(json: JSON, reply: Reply, shown: [String] = []) {
    (self.json, self.reply, self.shown) = (json, reply, shown)
  }
}
