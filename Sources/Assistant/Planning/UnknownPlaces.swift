internal import Inventory
internal import Shop
internal import Understanding

/// Places that were said and are no branches of the shop.
extension Desk {
  /// What a request about some goods says behind them that is no branch of the shop, and is left out of it: «¿hay leche
  /// en sachet?» may tell the goods more closely.
  func placeLeftOut(of request: Request) -> String? {
    guard let place = unknownPlace(request), !request.intent.writesFigures,
      request.slots[.product] != nil || request.slots[.productAny] != nil,
      place.first?.isUppercase == false
    else { return nil }
    return place
  }

  /// Which branch is meant, where the one that a request names is none of the shop's.
  func questionAboutPlace(_ request: Request) -> Question? {
    guard let place = unknownPlace(request) else { return nil }
    let branches = names.branches.map(\.name)
    return Question(
      Reply(
        voice.say(AskPhrase.unknownBranch, ["place": place, "branches": voice.list(branches)]),
        choices: branches),
      awaiting: .slot(.branch))
  }

  /// Which days are meant by words for a feast that falls on others every year.
  func questionAboutDays(_ words: String) -> Question {
    Question(
      Reply(voice.say(AskPhrase.unknownDays, ["words": words])),
      awaiting: .slot(.period))
  }

  private func unknownPlace(_ request: Request) -> String? {
    request.slots[.branch].flatMap { said in
      names.branches.contains { $0.isCalled(said) } ? nil : said
    }
  }
}
