/// A telephone number as WhatsApp writes it: digits that begin with the country's code.
struct WhatsAppNumber: Hashable {
  let digits: String

  /// Nil for what has anything but digits, such as an id that stands for a person who hides their number.
  init?(_ text: String) {
    let digits = text.first == "+" ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    self.digits = String(digits)
  }

  /// The same telephone's number in each form that it may have, that first which is sent to first; never empty.
  ///
  /// Mexican mobile numbers come as 521… and are sent to as 52…, Argentine ones as 549… and 54…; which of them a
  /// test number's list of recipients holds depends on how it was typed there.
  var forms: [WhatsAppNumber] {
    for (short, long) in Self.plans {
      let length = digits.utf8.count
      let isLong = digits.hasPrefix(long) && length == long.count + Self.nationalLength
      let isShort = digits.hasPrefix(short) && length == short.count + Self.nationalLength
      guard isLong || isShort else { continue }
      let national = digits.suffix(Self.nationalLength)
      return [WhatsAppNumber(checked: short + national), WhatsAppNumber(checked: long + national)]
    }
    return [self]
  }

  private init(checked digits: String) { self.digits = digits }

  private static let plans = [(short: "52", long: "521"), (short: "54", long: "549")]
  /// The digits of a number in Mexico and Argentina, after all that comes before.
  private static let nationalLength = 10
}
