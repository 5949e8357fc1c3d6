import Foundation
import Inventory
import Testing

@testable import Understanding

/// A line of the files of sentences: `es | sentence => intent slot=value; slot=value + intent …`.
struct SentenceLine: Sendable, CustomTestStringConvertible {
  let language: Language
  let text: String
  let requests: [Request]
  /// What a bracket before it says of the turn before: `[asks qty]`.
  let note: String?

  var testDescription: String { text }

  init?(_ line: Substring) throws {
    guard !line.hasPrefix("#"), let arrow = line.firstRange(of: "=>") else { return nil }
    var sentence = line[..<arrow.lowerBound]
    if sentence.first == "[", let end = sentence.firstIndex(of: "]") {
      note = String(sentence[sentence.index(after: sentence.startIndex)..<end])
      sentence = sentence[sentence.index(after: end)...]
    } else {
      note = nil
    }
    let halves = sentence.split(separator: "|", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
    try #require(halves.count == 2, "\(line)")
    language = try #require(Language(halves[0]))
    text = halves[1]
    requests = try line[arrow.upperBound...].split(separator: "+").map { try Self.request($0) }
  }

  static func all(in file: String) throws -> [SentenceLine] {
    try TestShop.text(file).split(separator: "\n").compactMap { try SentenceLine($0) }
  }

  private static func request(_ text: Substring) throws -> Request {
    let words = text.trimmingCharacters(in: .whitespaces).split(separator: " ", maxSplits: 1)
    let intent = try #require(Intent(rawValue: String(words.first ?? "")), "\(text)")
    var slots = Slots()
    for slot in words.count > 1 ? words[1].split(separator: ";") : [] {
      let pair = slot.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      try #require(pair.count == 2, "\(text)")
      slots[pair[0]] = try value(pair[1], of: pair[0])
    }
    return Request(intent: intent, slots: slots)
  }

  private static func value(_ text: String, of slot: String) throws -> SlotValue {
    switch slot {
    case "period", "horizon": return .period(try #require(Period(text)))
    case "product_any": return .names(text.split(separator: "|").map(String.init))
    case "items": return .items(try text.split(separator: ",").map(item))
    case "qty", "price", "cost", "total", "tendered", "counted", "threshold", "n", "register", "opening",
      "limit", "discount", "discount_pct", "change_pct":
      return .number(try number(text[...]))
    default: return .text(text)
    }
  }

  /// `3*Name@price`, `Name$10` for ten of money's worth, `?name` for one that the shop does not have.
  private static func item(_ text: Substring) throws -> ItemMention {
    let valued = text.split(separator: "$")
    let priced = valued[0].split(separator: "@")
    let counted = priced[0].split(separator: "*")
    let name = try #require(counted.last)
    return ItemMention(
      product: name.first == "?" ? .unknown(String(name.dropFirst())) : .known(String(name)),
      quantity: counted.count > 1 ? try number(counted[0]) : nil,
      price: priced.count > 1 ? try number(priced[1]) : nil,
      worth: valued.count > 1 ? try number(valued[1]) : nil)
  }

  private static func number(_ text: Substring) throws -> SlotValue.Number {
    SlotValue.Number(thousandths: try #require(FixedPoint.parse(text, scale: 3)))
  }
}

extension EvaluationRow {
  init(_ line: SentenceLine) throws {
    self.init(
      text: line.text, language: line.language, expected: try #require(line.requests.first),
      also: Array(line.requests.dropFirst()))
  }
}
