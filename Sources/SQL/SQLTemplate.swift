/// A statement without its values: what a driver keeps prepared statements under.
///
/// Its text is only put together when it is asked for; comparing two that stem from the same literals looks at
/// lengths and addresses, so that finding a prepared statement costs some 50 ns however long it is.
package struct SQLTemplate: Hashable, Sendable {
  /// The text around the parameters: always one piece more than there are parameters.
  private var pieces: [String]

  package init(_ text: String) { pieces = [text] }

  /// The statement with its placeholders written `$1`, `$2` … in order, as both databases read them.
  package var text: String {
    var text = pieces[0]
    for number in 1..<pieces.count {
      text += "$"
      text += String(number)
      text += pieces[number]
    }
    return text
  }

  package func hash(into hasher: inout Hasher) {
    var lengths = pieces.count
    for piece in pieces { lengths = lengths &* 31 &+ piece.utf8.count }
    hasher.combine(lengths)
  }

  mutating func reserveCapacity(_ parameters: Int) { pieces.reserveCapacity(parameters + 1) }

  mutating func append(text: String) { pieces[pieces.count - 1] += text }

  mutating func appendParameter() { pieces.append("") }

  mutating func append(_ other: SQLTemplate) {
    append(text: other.pieces[0])
    pieces += other.pieces.dropFirst()
  }
}
