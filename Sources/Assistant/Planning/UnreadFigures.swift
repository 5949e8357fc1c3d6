internal import Understanding

/// A figure of a message that no request can carry yet, so that what it stands beside must not be done.
enum UnreadFigure {
  case percent
  case negative

  /// The first such figure in `text`: «10 %», «-3».
  init?(in text: String) {
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      let next = bytes[(index + 1)...].first { $0 != UInt8(ascii: " ") }
      if next == UInt8(ascii: "%") {
        self = .percent
        return
      }
      let isSigned = index > 0 && bytes[index - 1] == UInt8(ascii: "-")
      if isSigned, index < 2 || bytes[index - 2] == UInt8(ascii: " ") {
        self = .negative
        return
      }
    }
    return nil
  }

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
      .createProduct:
      true
    default: false
    }
  }
}
