internal import Inventory
internal import Shop
internal import Understanding

/// Whom of the shop's customers a name that was said means.
enum NamedCustomer {
  case known(String)
  /// Those that are all called so.
  case several([String])
  /// Nobody is called so; `like` are those whose names come near.
  case unknown(like: [String])
}

extension Desk {
  /// Looks for the customer by the whole name, or by words of it; neither case nor accents count, spelling does.
  func customer(called said: String) -> NamedCustomer {
    let words = Normalizer.normalize(said).words
    let customers = names.customers.map { (name: $0.name, words: Normalizer.normalize($0.name).words) }
    if let whole = customers.first(where: { $0.words == words }) { return .known(whole.name) }
    guard !words.isEmpty else { return .unknown(like: []) }
    let called = customers.filter { Set($0.words).isSuperset(of: words) }.map(\.name)
    if called.count == 1 { return .known(called[0]) }
    if called.count > 1 { return .several(called) }
    let like = customers.filter { customer in
      customer.words.first.map { first in words.contains { isNear($0, first) } } ?? false
    }
    return .unknown(like: like.prefix(3).map(\.name))
  }

  private func isNear(_ said: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    guard said.count > 2 else { return false }
    return editDistance(said, name, limit: ProductMatcher.edits(for: said.count)) != nil
  }

  /// The shop's own writing of a customer's name, or what was said where nobody is called so.
  ///
  /// - Throws: a question where several are.
  func customerName(_ said: String) throws(Refusal) -> String {
    switch customer(called: said) {
    case .known(let name): return name
    case .several(let names): throw whichCustomer(names)
    case .unknown: return said
    }
  }

  /// The shop's own writing of a customer's name.
  ///
  /// - Throws: a question where several are called so, and where nobody is, that, with those who nearly are.
  func existingCustomer(_ said: String) throws(Refusal) -> String {
    switch customer(called: said) {
    case .known(let name): return name
    case .several(let names): throw whichCustomer(names)
    case .unknown(let like):
      let lead = voice.say(CustomerPhrase.unknown, ["customer": said])
      throw Refusal(Reply(lead.then(likeness(like))))
    }
  }

  /// The name as it is among `names`, those on sales of people whom the shop keeps no file of, or else of a customer.
  ///
  /// - Throws: as `existingCustomer`.
  func customerName(_ said: String, among names: [String]) throws(Refusal) -> String {
    let words = Normalizer.normalize(said).words
    if let name = names.first(where: { Normalizer.normalize($0).words == words }) { return name }
    return try existingCustomer(said)
  }

  /// Who is nearly called so; nil for nobody.
  func likeness(_ names: [String]) -> String? {
    names.isEmpty ? nil : voice.say(CustomerPhrase.like, ["names": voice.list(names)])
  }

  private func whichCustomer(_ names: [String]) -> Refusal {
    Refusal(
      Reply(voice.say(AskPhrase.whichCustomer), lines: names.map { "· " + $0 }, choices: names),
      awaiting: .slot(SlotKey<String>.customer.name))
  }
}
