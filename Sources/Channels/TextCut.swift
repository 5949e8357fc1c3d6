extension String {
  /// The text in pieces of at most `limit` code points, cut behind a line, else behind a sentence, else behind a word.
  ///
  /// Cost: linear in the text. No piece is empty; white space at a cut is dropped.
  package func pieces(of limit: Int) -> [String] {
    precondition(limit > 0)
    var pieces: [String] = []
    var rest = Array(unicodeScalars)[...]
    while rest.count > limit {
      let window = rest.prefix(limit)
      let half = window.startIndex + limit / 2
      func last(_ isCut: (Unicode.Scalar) -> Bool) -> Int? {
        window[half...].lastIndex(where: isCut).map { $0 + 1 }
      }
      let cut =
        last { $0 == "\n" } ?? last { ".!?…".unicodeScalars.contains($0) } ?? last { $0 == " " }
        ?? window.endIndex
      pieces.append(Self(rest[..<cut]).trimmingWhiteSpace)
      rest = rest[cut...].drop { $0.properties.isWhitespace }
    }
    pieces.append(Self(rest).trimmingWhiteSpace)
    return pieces.filter { !$0.isEmpty }
  }

  /// The text within `limit` code points, its end replaced by «…» where it is longer.
  package func cut(to limit: Int) -> String {
    guard unicodeScalars.count > limit else { return self }
    return Self(Array(unicodeScalars.prefix(limit - 1))[...]).trimmingWhiteSpace + "…"
  }

  private init(_ scalars: ArraySlice<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }

  private var trimmingWhiteSpace: String {
    let kept = drop(while: \.isWhitespace)
    return String(kept.prefix(kept.count - kept.reversed().prefix(while: \.isWhitespace).count))
  }
}
