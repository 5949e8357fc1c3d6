internal import Foundation
internal import Inventory

/// Why a script cannot be read or carried out, and where.
package struct ScriptFault: Error, Hashable, Sendable, CustomStringConvertible {
  package let file: String
  package let line: Int
  package let reason: String

  package var description: String { "\(file):\(line): \(reason)" }
}

/// A line of a script that says something: no empty line, no comment.
struct ScriptLine: Hashable, Sendable {
  let file: String
  let number: Int
  /// Whether it belongs to the product or the sale above it.
  let isIndented: Bool
  /// Without the spaces around it.
  let text: String

  /// The lines of a file; `#` begins a comment.
  static func lines(of text: String, file: String) -> [ScriptLine] {
    var number = 0
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).compactMap { raw in
      number += 1
      let text = raw.trimmingCharacters(in: .whitespaces)
      guard !text.isEmpty, !text.hasPrefix("#") else { return nil }
      return ScriptLine(file: file, number: number, isIndented: raw.first?.isWhitespace ?? false, text: text)
    }
  }

  func fault(_ reason: String) -> ScriptFault { ScriptFault(file: file, line: number, reason: reason) }

  /// What stands before and behind the first colon; nil without a colon.
  var field: (key: String, value: String)? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    return (
      text[..<colon].trimmingCharacters(in: .whitespaces),
      text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    )
  }

  /// A plain decimal in thousandths: `12`, `12.50`, `12,50`.
  func number(_ text: some StringProtocol) throws(ScriptFault) -> Int64 {
    let plain = String(text).replacingOccurrences(of: ",", with: ".").replacingOccurrences(of: "−", with: "-")
    guard let value = FixedPoint.parse(plain, scale: 3),
      value.magnitude <= Quantity.limit.thousandths.magnitude
    else { throw fault("«\(text)» no es un número") }
    return value
  }

  func count(_ text: some StringProtocol) throws(ScriptFault) -> Int {
    guard let value = Int(text), (0...100_000).contains(value) else {
      throw fault("«\(text)» no es un número entero")
    }
    return value
  }

  func day(_ text: some StringProtocol) throws(ScriptFault) -> BusinessDay {
    guard let day = BusinessDay(text) else { throw fault("«\(text)» no es una fecha como 2025-11-20") }
    return day
  }
}

/// The words that a format knows, each under its Spanish and English names.
protocol ScriptKey: RawRepresentable<String>, CaseIterable {}

extension ScriptKey {
  /// The key that `text` names, with or without accents and capitals; the raw value holds its names parted by `|`.
  init?(word text: String) {
    let word = text.folded
    let key = Self.allCases.first { $0.rawValue.split(separator: "|").contains { String($0).folded == word } }
    guard let key else { return nil }
    self = key
  }

  /// The names in Spanish, for messages.
  static var spanishNames: String {
    allCases.compactMap { $0.rawValue.split(separator: "|").first.map(String.init) }.joined(separator: ", ")
  }
}

extension String {
  /// Without accents and capitals.
  var folded: String { folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil) }
}
