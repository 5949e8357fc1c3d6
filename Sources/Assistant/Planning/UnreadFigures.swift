internal import Understanding

extension Reading.UnreadFigure {
  /// What is said where it stands beside something that would be written down.
  var refusal: RefusalPhrase {
    switch self {
    case .percent: .percentUnread
    case .negative: .negativeUnread
    }
  }
}

extension Intent {
  /// Whether it changes stock, sales or prices by a figure of the message.
  var writesFigures: Bool {
    switch self {
    case .registerSale, .registerStockEntry, .adjustStock, .transferStock, .returnSale, .changePrice,
      .createProduct, .registerPayment:
      true
    default: false
    }
  }
}
