package import Inventory

/// A line of a file of sentences: `es | sentence => intent slot=value; slot=value + intent …`.
///
/// A bracket before it says what stood after the turn before: `[asks qty]`. Lines that begin with `#` are comments.
package struct SentenceLine: Sendable {
  package let language: Language
  package let text: String
  package let requests: [Request]
  /// What the bracket says.
  package let note: String?

  /// A line that is none.
  package struct Flaw: Error, CustomStringConvertible {
    package let description: String
  }

  /// Nil for a comment and for a line without `=>`.
  package init?(_ line: Substring) throws(Flaw) {
    guard !line.hasPrefix("#"), let arrow = line.firstRange(of: "=>") else { return nil }
    var sentence = line[..<arrow.lowerBound]
    if sentence.first == "[", let end = sentence.firstIndex(of: "]") {
      note = String(sentence[sentence.index(after: sentence.startIndex)..<end])
      sentence = sentence[sentence.index(after: end)...]
    } else {
      note = nil
    }
    let halves = sentence.split(separator: "|", maxSplits: 1).map(\.trimmed)
    guard halves.count == 2, let language = Language(halves[0]) else {
      throw Flaw(description: "«\(sentence)»: a language, «|», then the sentence")
    }
    (self.language, text) = (language, halves[1])
    var requests: [Request] = []
    for part in line[arrow.upperBound...].split(separator: "+") { requests.append(try Self.request(part)) }
    self.requests = requests
  }

  private static func request(_ text: Substring) throws(Flaw) -> Request {
    let words = text.trimmed.split(separator: " ", maxSplits: 1)
    guard let intent = Intent(rawValue: String(words.first ?? "")) else {
      throw Flaw(description: "«\(text)»: begins with no intent")
    }
    var slots = Slots()
    for slot in words.count > 1 ? words[1].split(separator: ";") : [] {
      let pair = slot.split(separator: "=", maxSplits: 1).map(\.trimmed)
      guard pair.count == 2 else { throw Flaw(description: "«\(slot)»: a slot is name=value") }
      slots[pair[0]] = try value(pair[1], of: pair[0])
    }
    return Request(intent: intent, slots: slots)
  }

  private static func value(_ text: String, of slot: String) throws(Flaw) -> SlotValue {
    switch slot {
    case "period", "horizon":
      guard let period = Period(text) else { throw Flaw(description: "«\(text)» is no period") }
      return .period(period)
    case "product_any": return .names(text.split(separator: "|").map(String.init))
    case "items":
      var items: [ItemMention] = []
      for part in text.split(separator: ",") { items.append(try item(part)) }
      return .items(items)
    case "payments":
      var parts: [PaidPart] = []
      for part in text.split(separator: ",") {
        let pair = part.split(separator: ":")
        guard let way = PaymentWay(rawValue: String(pair[0])) else {
          throw Flaw(description: "«\(pair[0])» is no way to pay")
        }
        parts.append(PaidPart(way, pair.count > 1 ? try number(pair[1]) : nil))
      }
      return .payments(parts)
    default:
      return numeric.contains(slot) ? .number(try number(text[...])) : .text(text)
    }
  }

  private static let numeric = Set(NumberRole.allCases.map(\.rawValue) + ["limit"]).subtracting(["folio"])

  /// `3*Name@price`, `Name$10` for ten of money's worth, `?name` for one that the shop does not have.
  private static func item(_ text: Substring) throws(Flaw) -> ItemMention {
    let valued = text.split(separator: "$")
    let priced = valued.first?.split(separator: "@") ?? []
    let counted = priced.first?.split(separator: "*") ?? []
    guard let name = counted.last else { throw Flaw(description: "«\(text)» names no product") }
    var item = ItemMention(
      product: name.first == "?" ? .unknown(String(name.dropFirst())) : .known(String(name)))
    if counted.count > 1 { item.quantity = try number(counted[0]) }
    if priced.count > 1 { item.price = try number(priced[1]) }
    if valued.count > 1 { item.worth = try number(valued[1]) }
    return item
  }

  private static func number(_ text: Substring) throws(Flaw) -> SlotValue.Number {
    guard let thousandths = FixedPoint.parse(text, scale: 3) else {
      throw Flaw(description: "«\(text)» is no number")
    }
    return SlotValue.Number(thousandths: thousandths)
  }
}

extension Substring {
  /// Without the blanks at its ends.
  var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

extension EvaluationRow {
  /// The row that a line without a turn before it stands for; nil where it asks nothing.
  package init?(_ line: SentenceLine) {
    guard let first = line.requests.first else { return nil }
    self.init(
      text: line.text, language: line.language, expected: first, also: Array(line.requests.dropFirst()))
  }
}
