package import Inventory
package import Store

/// How the shop speaks: its language, its way of address, its currency, and the texts of `prompts/<language>`.
package struct Voice: Sendable {
  package let address: ShopRecord.Address
  package let currency: Currency
  private let book: Phrasebook

  package init(_ book: Phrasebook, address: ShopRecord.Address, currency: Currency) {
    (self.book, self.address, self.currency) = (book, address, currency)
  }

  package var language: Language { book.language }

  /// The text of `phrase` with `values` in its placeholders.
  package func say(_ phrase: some Phrase, _ values: [String: String] = [:]) -> String {
    book.text(phrase, values, address)
  }

  /// «a, b y c».
  package func list(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return say(MeasurePhrase.listEnd, ["head": words.dropLast().joined(separator: ", "), "last": last])
  }

  /// The text with its first letter in capitals, as a sentence begins.
  package func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
