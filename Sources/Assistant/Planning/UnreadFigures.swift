internal import Inventory
internal import Shop
internal import Understanding

extension Desk {
  /// What is said of a figure that stands beside something that would be written down.
  func refusal(of figure: Reading.UnreadFigure) -> Reply {
    switch figure {
    case .percent: Reply(voice.say(RefusalPhrase.percentUnread))
    case .negative: Reply(voice.say(RefusalPhrase.negativeUnread))
    case .noDay(let text): Reply(voice.say(RefusalPhrase.noDay, ["text": text]))
    case .unclear(let text): Reply(voice.say(RefusalPhrase.unclearFigure, ["text": text]))
    case .alone(let number): Reply(voice.say(AskPhrase.numberOfWhat, ["number": number]))
    case .packed(_, let text): Reply(voice.say(RefusalPhrase.packedFigure, ["text": text]))
    case .priceOfPackage(let text): Reply(voice.say(RefusalPhrase.priceOfPackage, ["text": text]))
    case .pieces(let text, let product):
      Reply(voice.say(RefusalPhrase.piecesFigure, ["text": text, "product": product]))
    case .stray(let text): Reply(voice.say(RefusalPhrase.strayFigure, ["text": text]))
    case .doubtful(let text): Reply(voice.say(RefusalPhrase.doubtful, ["text": text]))
    case .dollars(let text):
      Reply(voice.say(RefusalPhrase.otherMoney, ["text": text, "currency": session.currency.code]))
    case .lucas(let text): Reply(voice.say(RefusalPhrase.lucas, ["text": text]))
    case .eachOrAll(let text): Reply(voice.say(RefusalPhrase.eachOrAll, ["text": text]))
    case .notThere(let text): Reply(voice.say(RefusalPhrase.notThere, ["text": text]))
    case .paidOrCalledOff(let text): Reply(voice.say(RefusalPhrase.paidOrCalledOff, ["text": text]))
    }
  }
}

extension Desk {
  /// Whether a figure is one of the shop's own: dollars in a shop that keeps its books in them, «lucas» where they are
  /// a thousand.
  func keeps(_ figure: Reading.UnreadFigure) -> Bool {
    switch figure {
    case .dollars: session.currency.code == "USD"
    case .lucas: !Self.currenciesOfSmallLucas.contains(session.currency.code)
    default: false
    }
  }

  /// Where a «luca» may be one.
  private static let currenciesOfSmallLucas: Set<String> = ["BOB", "PEN"]
}

extension Reading.UnreadFigure {
  /// Whether it stands in the way of what writes nothing too.
  var isOfAny: Bool {
    switch self {
    case .doubtful, .noDay, .pieces, .paidOrCalledOff, .notThere: true
    default: false
    }
  }
}

extension Intent {
  /// Whether it changes stock, sales or prices by a figure of the message.
  var writesFigures: Bool {
    switch self {
    case .registerSale, .layAway, .registerStockEntry, .adjustStock, .transferStock, .returnSale,
      .changePrice, .changeProduct, .createProduct, .registerPayment:
      true
    default: false
    }
  }
}

extension Request {
  /// Whether it moves none of some goods.
  var movesNothing: Bool {
    intent != .adjustStock && intent.writesFigures
      && (slots[.items] ?? []).contains { $0.quantity?.thousandths == 0 }
  }
}

extension Request {
  /// Says `reply`; where it is the quantity of its one product that could not be read, and waits for that.
  func askingAgain(_ reply: Reply, for figure: Reading.UnreadFigure) -> Plan.Action {
    switch figure {
    case .unclear, .packed, .pieces: break
    default: return .say(reply)
    }
    guard intent.writesFigures, intent != .changePrice, slots[.quantity] == nil, lacksOneQuantity else {
      return .say(reply)
    }
    return .ask(Question(reply, awaiting: .slot(.quantity)))
  }

  /// The request with the number of packages that `figure` tells, until it is known how many units they come to.
  func holding(_ figure: Reading.UnreadFigure) -> Request {
    guard case .packed(let count, _) = figure else { return self }
    var request = self
    request.slots[.packages] = count
    return request
  }

  /// Whether it is known of which one product the quantity is to be told.
  private var lacksOneQuantity: Bool {
    guard slots.mentionsOnlyKnownProducts else { return false }
    guard let items = slots[.items] else { return slots[.product] != nil }
    return items.count { $0.quantity == nil } == 1
  }
}
