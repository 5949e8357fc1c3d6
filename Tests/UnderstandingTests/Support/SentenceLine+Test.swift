import Testing

@testable import Understanding

extension SentenceLine: CustomTestStringConvertible {
  package var testDescription: String { text }

  static func all(in file: String) throws -> [SentenceLine] {
    try TestShop.text(file).split(separator: "\n").compactMap { try SentenceLine($0) }
  }
}
