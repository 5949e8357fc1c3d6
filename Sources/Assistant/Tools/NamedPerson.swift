internal import Inventory
internal import Shop
internal import Understanding

/// Whom of the shop's customers, or of those who sell, a name that was said means.
enum NamedPerson {
  case known(String)
  /// Those that are all called so.
  case several([String])
  /// Nobody is called so; `like` are those whose names come near.
  case unknown(like: [String])
}

extension Desk {
  /// Looks for the customer by the whole name, or by words of it; neither case nor accents count, spelling does.
  func customer(called said: String) -> NamedPerson {
    person(called: said, among: names.customers.map(\.name))
  }

  /// The same among some names.
  func person(called said: String, among names: [String]) -> NamedPerson {
    let words = Normalizer.normalize(said).words
    let people = names.map { (name: $0, words: Normalizer.normalize($0).words) }
    if let whole = people.first(where: { $0.words == words }) { return .known(whole.name) }
    guard !words.isEmpty else { return .unknown(like: []) }
    let called = people.filter { Set($0.words).isSuperset(of: words) }.map(\.name)
    if called.count == 1 { return .known(called[0]) }
    if called.count > 1 { return .several(called) }
    return .unknown(like: like(words, among: people))
  }

  private func like(
    _ words: [ArraySlice<UInt8>], among people: [(name: String, words: [ArraySlice<UInt8>])]
  ) -> [String] {
    let like = people.filter { person in
      person.words.first.map { first in words.contains { isNear($0, first) } } ?? false
    }
    return like.prefix(3).map(\.name)
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
      guard !like.isEmpty else { throw Refusal(Reply(lead)) }
      throw Refusal(
        Reply(lead.then(likeness(like)), choices: like), awaiting: .slot(.customer))
    }
  }

  /// The one who made a sale, whose name the sale needs.
  ///
  /// - Throws: a question where nobody who sells, or several, are called so.
  func seller(_ said: String) throws(Refusal) -> Person {
    if case .unknown = person(called: said, among: names.people.map(\.name)) {
      let sellers = names.people.prefix(8).map(\.name)
      throw Refusal(
        Reply(
          voice.say(SalePlanPhrase.whoSells, ["person": said]), lines: sellers.map { "· " + $0 },
          choices: sellers), awaiting: .slot(.employee))
    }
    return try existingSeller(said)
  }

  /// The one of those who sell that was named.
  ///
  /// - Throws: a question where several are called so, and where nobody is, that, with those who nearly are.
  func existingSeller(_ said: String) throws(Refusal) -> Person {
    let person = person(called: said, among: names.people.map(\.name))
    if case .known(let name) = person, let found = names.people.first(where: { $0.name == name }) {
      return found
    }
    let awaiting = Context.Pending.slot(.employee)
    if case .several(let names) = person {
      throw Refusal(
        Reply(voice.say(AskPhrase.whichSeller), lines: names.map { "· " + $0 }, choices: names),
        awaiting: awaiting)
    }
    let lead = voice.say(SalesPhrase.unknownSeller, ["person": said])
    guard case .unknown(let like) = person, !like.isEmpty else { throw Refusal(Reply(lead)) }
    throw Refusal(Reply(lead.then(likeness(like)), choices: like), awaiting: awaiting)
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
      awaiting: .slot(.customer))
  }
}
