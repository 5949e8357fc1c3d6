internal import Understanding

extension Desk {
  /// What is said of a figure that stands beside something that would be written down.
  func refusal(of figure: Reading.UnreadFigure) -> Reply {
    switch figure {
    case .percent: Reply(voice.say(RefusalPhrase.percentUnread))
    case .negative: Reply(voice.say(RefusalPhrase.negativeUnread))
    case .unclear(let text): Reply(voice.say(RefusalPhrase.unclearFigure, ["text": text]))
    }
  }
}

extension Intent {
  /// Whether it changes stock, sales or prices by a figure of the message.
  var writesFigures: Bool {
    switch self {
    case .registerSale, .layAway, .registerStockEntry, .adjustStock, .transferStock, .returnSale,
      .changePrice,
      .createProduct, .registerPayment:
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
