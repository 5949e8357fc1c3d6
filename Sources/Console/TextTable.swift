/// Rows and columns of text laid out for a given width, which no line ever exceeds.
///
/// Text columns wrap between words when the width is short; numbers never do. Where even that is not enough, each
/// row is shown as a block of «title: value» lines.
package struct TextTable: Sendable {
  package enum Alignment: Sendable { case left, right }

  package struct Column: Sendable {
    package let title: String
    package let alignment: Alignment

    package init(_ title: String, _ alignment: Alignment = .left) {
      (self.title, self.alignment) = (title.harmless(), alignment)
    }
  }

  package struct Cell: Sendable, ExpressibleByStringInterpolation {
    package let text: String
    package let styles: [Style]

    package init(_ text: String, _ styles: Style...) {
      (self.text, self.styles) = (text.harmless(), styles)
    }

    package init(stringLiteral text: String) { self.init(text) }
  }

  private let columns: [Column]
  private var rows: [[Cell]] = []

  private static let gap = "  "
  private static let narrowestText = 8
  /// A word longer than this may be broken within a column.
  private static let longestWord = 24

  package init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row; cells beyond the last column are left out, missing ones are empty.
  package mutating func add(_ row: [Cell]) {
    rows.append(columns.indices.map { $0 < row.count ? row[$0] : "" })
  }

  /// The lines of the table, each at most `width` columns wide and without trailing spaces.
  package func lines(width: Int, palette: Palette) -> [String] {
    guard !columns.isEmpty else { return [] }
    let width = max(1, width)
    guard let widths = columnWidths(within: width) else { return blocks(width: width, palette: palette) }
    let header = columns.map { column in [Cell(column.title)] }
    let titles = layOut(header.flatMap(\.self), widths, palette, emphasis: [.bold])
    let rule = palette.paint(
      widths.map { String(repeating: "─", count: $0) }.joined(separator: Self.gap), .dim)
    return titles + [rule] + rows.flatMap { layOut($0, widths, palette, emphasis: []) }
  }

  /// The width of each column, text columns shrunk widest first; nil when the table cannot stand in `width`.
  private func columnWidths(within width: Int) -> [Int]? {
    var widths = columns.indices.map { index in
      rows.reduce(columns[index].title.displayWidth) { max($0, $1[index].text.displayWidth) }
    }
    let least = columns.indices.map(leastWidth)
    var excess = widths.reduce(0, +) + Self.gap.count * (columns.count - 1) - width
    while excess > 0 {
      let shrinkable = columns.indices.filter { columns[$0].alignment == .left && widths[$0] > least[$0] }
      guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { return nil }
      let next = shrinkable.filter { widths[$0] < widths[widest] }.map { widths[$0] }.max() ?? 0
      let step = min(excess, max(1, widths[widest] - max(next, least[widest])))
      widths[widest] -= step
      excess -= step
    }
    return widths
  }

  /// How narrow a text column may become: no word in it is broken.
  private func leastWidth(_ column: Int) -> Int {
    let texts = [columns[column].title] + rows.map { $0[column].text }
    let longest = texts.flatMap { $0.split(separator: " ") }.map { String($0).displayWidth }.max() ?? 0
    return max(Self.narrowestText, min(longest, Self.longestWord))
  }

  private func layOut(_ cells: [Cell], _ widths: [Int], _ palette: Palette, emphasis: [Style]) -> [String] {
    let wrapped = cells.indices.map { cells[$0].text.wrapped(to: widths[$0]) }
    let height = wrapped.reduce(1) { max($0, $1.count) }
    return (0..<height).map { line in
      var result = ""
      var owed = 0
      for index in cells.indices {
        let text = line < wrapped[index].count ? wrapped[index][line] : ""
        let blank = widths[index] - text.displayWidth
        let before = columns[index].alignment == .right ? blank : 0
        owed += before
        if !text.isEmpty {
          result += String(repeating: " ", count: owed) + palette.paint(text, cells[index].styles + emphasis)
          owed = 0
        }
        owed += blank - before + Self.gap.count
      }
      return result
    }
  }

  private func blocks(width: Int, palette: Palette) -> [String] {
    let blocks = rows.map { row in
      columns.indices.flatMap { index in
        "\(columns[index].title): \(row[index].text)".wrapped(to: width)
          .map { palette.paint($0, row[index].styles) }
      }
    }
    return Array(blocks.joined(separator: [""]))
  }
}
