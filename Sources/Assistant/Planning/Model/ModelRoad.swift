internal import Inventory
package import LanguageModel
package import Shop
internal import Store
internal import Understanding

/// The language model that plans turns, when it is asked, and how far it may go.
package struct ModelRoad: Sendable {
  package enum Preference: String, Sendable, CaseIterable {
    /// The patterns answer, and the model where they are not sure.
    case offlineFirst = "offline-first"
    case modelFirst = "model-first"
  }

  package let client: ModelClient
  package var preference = Preference.offlineFirst
  /// After which the patterns answer instead.
  package var deadline: Duration = .seconds(20)
  package var allowance = ModelAllowance()
  /// Given a line for each turn in which the model was of no use, and why; without what people said.
  package var log: @Sendable (String) -> Void

  package init(_ client: ModelClient, log: @escaping @Sendable (String) -> Void) {
    (self.client, self.log) = (client, log)
  }

  /// Requests of one turn, calls in them, and calls that were wrong and may be made anew.
  static let (mostRounds, mostCalls, mostRepairs) = (6, 12, 1)
}

extension ModelRoad {
  /// Whether the model is asked about a message that the patterns take for `reading`.
  ///
  /// What answers a question of the shop, or undoes, is between the person and the shop alone.
  func leads(from reading: Reading, _ context: Context?) -> Bool {
    switch reading.request.intent {
    case .affirm, .deny, .undo, .explain: return false
    default: break
    }
    // What puts right what was done last undoes it first.
    if case .correction = reading.thread { return false }
    // What comes back of a sale that is only to be made is of a folio that nobody has yet.
    if reading.request.intent == .registerSale,
      reading.also.contains(where: { $0.intent == .returnSale && $0.slots[.folio] == nil })
    {
      return false
    }
    switch context?.pending {
    case .slot, .choice, .confirmation: if reading.isFollowup { return false }
    case .nothing, .done, nil: break
    }
    return preference == .modelFirst || reading.route == .model || reading.isGuess
  }
}

/// What a shop may use of models, and what that costs, where it has not set otherwise itself.
package struct ModelAllowance: Sendable {
  /// In one business day, both ways together; nil for no bound.
  package var dailyTokens: Int64?
  package var price = TokenPrice()

  package init() {}

  /// What holds for the session's shop now; `isSpent` where it has nothing left for today.
  package func terms(
    _ shop: Shop, _ session: Session
  ) async throws -> (isSpent: Bool, price: TokenPrice) {
    let account = try await shop.modelAccount(on: session.clock.day(of: shop.now()), session)
    let most = account.settings[.dailyTokens] ?? dailyTokens
    return (
      most.map { account.use.tokens >= $0 } ?? false,
      TokenPrice(
        input: account.settings[.inputPrice] ?? price.input,
        output: account.settings[.outputPrice] ?? price.output)
    )
  }
}

/// What a million tokens cost, in millionths of the currency in which the provider bills.
package struct TokenPrice: Hashable, Sendable {
  package var input: Int64
  package var output: Int64

  package init(input: Int64 = 0, output: Int64 = 0) { (self.input, self.output) = (input, output) }

  /// The cost of `tokens` in millionths, rounded half up.
  package func cost(of tokens: TokenUsage) -> Int64 {
    let parts = [(tokens.input, input), (tokens.output, output)].map { count, price in
      scaled(count, by: price, over: 1_000_000) ?? 0
    }
    return parts.reduce(0) { $0.addingReportingOverflow($1).partialValue }
  }
}

/// Why a model's turn came to nothing.
enum ModelDefeat: Error, Sendable, CustomStringConvertible {
  case fault(ModelFault)
  case cutShort(reason: String)
  case tooManyRounds
  case tooManyCalls
  case repeatedCall(tool: String)
  case wrongCalls(reason: String)
  case nothingSaid
  /// It says what no tool said, and said so again.
  case unfounded([String])
  case budgetSpent

  var description: String {
    switch self {
    case .fault(let fault): "\(fault)"
    case .cutShort(let reason): "cut short (\(reason))"
    case .tooManyRounds: "more than \(ModelRoad.mostRounds) rounds"
    case .tooManyCalls: "more than \(ModelRoad.mostCalls) calls"
    case .repeatedCall(let tool): "called \(tool) twice with the same arguments"
    case .wrongCalls(let reason): "wrong calls: \(reason)"
    case .nothingSaid: "said nothing that can be shown"
    case .unfounded(let parts): "said what no tool said: \(parts.prefix(5).joined(separator: " · "))"
    case .budgetSpent: "the day's tokens are spent"
    }
  }

  var phrase: ModelPhrase {
    switch self {
    case .unfounded: .corrected
    case .budgetSpent: .budgetSpent
    default: .withoutModel
    }
  }
}

/// What a person is told of the road that an answer took.
enum ModelPhrase: String, Phrase {
  case withoutModel = "model.without"
  case corrected = "model.corrected"
  case budgetSpent = "model.budget_spent"
  /// What the model itself is told when it must say something anew.
  case unfounded = "model.unfounded(parts)"
  case wrongCall = "model.wrong_call(reason)"
  case noSuchTool = "model.no_such_tool(name)"
  /// Of a right call that came with a wrong one.
  case withheld = "model.withheld"
}
