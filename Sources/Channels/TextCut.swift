/// What a service counts when it limits a text.
package enum TextUnit: Sendable {
  case codePoint
  /// A byte of UTF-8.
  case byte

  fileprivate func count(_ scalar: Unicode.Scalar) -> Int {
    switch self {
    case .codePoint: 1
    case .byte: UTF8.width(scalar)
    }
  }

  /// The most that one letter may count.
  fileprivate var largest: Int { self == .codePoint ? 1 : 4 }
}

extension String {
  /// How long the text is in a service's unit.
  package func length(in unit: TextUnit) -> Int {
    switch unit {
    case .codePoint: unicodeScalars.count
    case .byte: utf8.count
    }
  }

  /// The text in pieces of at most `limit` units, cut behind a line, else behind a sentence, else behind a word.
  ///
  /// Cost: linear in the text. No piece is empty; white space at a cut is dropped. Traps where no letter fits.
  package func pieces(of limit: Int, _ unit: TextUnit = .codePoint) -> [String] {
    precondition(limit >= unit.largest)
    var pieces: [String] = []
    var rest = Array(unicodeScalars)[...]
    while true {
      let window = rest.start(fitting: limit, unit)
      guard window.count < rest.count else { break }
      let half = window.startIndex + window.count / 2
      func last(_ isCut: (Int) -> Bool) -> Int? {
        (half..<window.endIndex).last(where: isCut).map { $0 + 1 }
      }
      let cut =
        last { rest[$0] == "\n" }
        ?? last { Self.endsSentence(rest[$0]) && rest[$0 + 1].properties.isWhitespace }
        ?? last { rest[$0] == " " } ?? window.endIndex
      pieces.append(Self(rest[..<cut]).trimmingWhiteSpace)
      rest = rest[cut...].drop { $0.properties.isWhitespace }
    }
    pieces.append(Self(rest).trimmingWhiteSpace)
    return pieces.filter { !$0.isEmpty }
  }

  /// The text within `limit` units, its end replaced by «…» where it is longer.
  package func cut(to limit: Int, _ unit: TextUnit = .codePoint) -> String {
    precondition(limit >= unit.largest)
    guard length(in: unit) > limit else { return self }
    let room = limit - "…".length(in: unit)
    return Self(Array(unicodeScalars)[...].start(fitting: room, unit)).trimmingWhiteSpace + "…"
  }

  /// The lines one behind the other, without what introduces an item, for a template's place: it takes no line breaks.
  var onOneLine: String {
    split(whereSeparator: \.isNewline)
      .map { $0.drop { $0.isWhitespace || $0 == "·" }.split(whereSeparator: \.isWhitespace) }
      .filter { !$0.isEmpty }.map { $0.joined(separator: " ") }.joined(separator: " · ")
  }

  private static func endsSentence(_ scalar: Unicode.Scalar) -> Bool {
    ".!?…".unicodeScalars.contains(scalar)
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

extension ArraySlice<Unicode.Scalar> {
  /// The longest start of at most `limit` units.
  fileprivate func start(fitting limit: Int, _ unit: TextUnit) -> Self {
    var room = limit
    return prefix { scalar in
      room -= unit.count(scalar)
      return room >= 0
    }
  }
}
