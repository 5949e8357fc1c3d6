/// What the assistant says: short lines for a chat, a table where there is room for one.
package struct Reply: Sendable, Hashable {
  /// The fact.
  package var lead: String
  /// One line an item, for chats.
  package var lines: [String]
  /// The same items for a screen; nil where the lines say it best.
  package var table: Table?
  /// What follows, or what to do.
  package var closing: String?
  /// A code to be drawn under the words by doors that show pictures.
  package var code: Code?
  /// Answers offered, as they may be typed or tapped.
  package var choices: [String]
  /// The proposal that the answers are to, for a button that is tapped when another one stands; nil for none.
  package var proposal: String?

  /// What doors that have room show in place of the lines; every row has as many texts as there are columns.
  package struct Table: Sendable, Hashable {
    package let columns: [Column]
    package let rows: [[String]]

    package struct Column: Sendable, Hashable {
      package let title: String
      package let isNumeric: Bool
      package init(_ title: String, isNumeric: Bool = false) {
        (self.title, self.isNumeric) = (title, isNumeric)
      }
    }

    package init(columns: [Column], rows: [[String]]) { (self.columns, self.rows) = (columns, rows) }
  }

  /// A QR code that leads to a page of the shop; it is drawn when it is shown, and kept nowhere (requirements §9).
  package struct Code: Sendable, Hashable {
    /// The address of the page, which is all that the code says.
    package let link: String
    /// What stands above it: a product's name, a sale's folio.
    package let title: String

    package init(_ link: String, title: String) { (self.link, self.title) = (link, title) }

    /// Where the server of the page shows the code as a picture.
    package var picture: String { link + "/qr.png" }
  }

  package init(
    _ lead: String, lines: [String] = [], table: Table? = nil, closing: String? = nil, choices: [String] = []
  ) {
    (self.lead, self.lines, self.table) = (lead, lines, table)
    (self.closing, self.choices) = (closing, choices)
  }

  /// Adds a line beneath all that is said.
  package mutating func close(with line: String) { closing = closing.map { $0 + "\n" + line } ?? line }

  /// All of it as plain text.
  package var text: String { ([lead] + lines + [closing].compactMap { $0 }).joined(separator: "\n") }
}
