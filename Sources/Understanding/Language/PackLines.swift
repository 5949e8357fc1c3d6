/// The lines of one file, comments dropped and, where asked, indented lines joined to the one before.
///
/// Files are read at every start: bytes are looked at rather than characters, which cost ten times as much.
struct PackLines {
  let file: String
  private(set) var lines: [(number: Int, text: Range<Int>)] = []
  /// The lines without their comments, one after the other.
  private var bytes: [UInt8] = []

  init(file: String, text: String, joining: Bool) {
    self.file = file
    bytes.reserveCapacity(text.utf8.count)
    let all = Array(text.utf8)
    var (number, start) = (0, 0)
    while start <= all.count {
      let end = all[start...].firstIndex(of: UInt8(ascii: "\n")) ?? all.count
      number += 1
      add(all[start..<end].uncommented, number, joining: joining)
      start = end + 1
    }
  }

  private mutating func add(_ line: ArraySlice<UInt8>, _ number: Int, joining: Bool) {
    let first = line.firstWord
    guard !first.isEmpty else { return }
    let isContinued = joining && first.startIndex > line.startIndex && !lines.isEmpty
    let start = bytes.count
    if isContinued { bytes.append(UInt8(ascii: " ")) }
    bytes += line
    if isContinued {
      lines[lines.count - 1].text = lines[lines.count - 1].text.lowerBound..<bytes.count
    } else {
      lines.append((number, start..<bytes.count))
    }
  }

  /// The words of a line.
  func words(_ line: Range<Int>) -> [String] { bytes[line].words.map { String(decoding: $0, as: UTF8.self) } }

  func text(_ line: Range<Int>) -> String { String(decoding: bytes[line], as: UTF8.self) }

  func entries() throws(LanguagePackError) -> [LanguagePack.Entry] {
    var entries: [LanguagePack.Entry] = []
    entries.reserveCapacity(lines.count)
    for (number, range) in lines {
      let line = bytes[range]
      guard let colon = line.firstColon else {
        throw error(number, "a line is «name: alternative, alternative»")
      }
      let head = line[..<colon].words
      guard let name = head.first, head.count <= 2 else {
        throw error(number, "a name of one word, then a weight")
      }
      var weight: Float = 1
      if head.count == 2 {
        let text = String(decoding: head[1], as: UTF8.self)
        guard let given = Float(text), (-10...10).contains(given) else {
          throw error(number, "«\(text)» is no weight from -10 to 10")
        }
        weight = given
      }
      var phrases: [LanguagePack.Phrase] = []
      for part in line[colon...].dropFirst().split(separator: UInt8(ascii: ",")) {
        guard let phrase = LanguagePack.Phrase(part) else {
          throw error(number, "«\(String(decoding: part, as: UTF8.self))» holds no words")
        }
        if !phrase.elements.isEmpty { phrases.append(phrase) }
      }
      entries.append(.init(name: String(decoding: name, as: UTF8.self), weight: weight, phrases: phrases))
    }
    return entries
  }

  func error(_ line: Int, _ reason: String) -> LanguagePackError {
    LanguagePackError(file: file, line: line, reason: reason)
  }
}

extension ArraySlice<UInt8> {
  /// The parts between blanks.
  var words: [ArraySlice<UInt8>] {
    var words: [ArraySlice<UInt8>] = []
    var rest = self
    while case let word = rest.firstWord, !word.isEmpty {
      words.append(word)
      rest = self[word.endIndex...]
    }
    return words
  }

  /// The first part between blanks; empty where there is none.
  fileprivate var firstWord: ArraySlice<UInt8> {
    var start = startIndex
    while start < endIndex, case let width = blank(at: start), width > 0 { start += width }
    var end = start
    while end < endIndex, blank(at: end) == 0 { end += 1 }
    return self[start..<end]
  }

  /// How many bytes the blank at `index` has: a space, a tab, a line's end, or a space that holds words together.
  private func blank(at index: Int) -> Int {
    switch self[index] {
    case 0x20, 0x09...0x0D: 1
    case 0xC2 where index + 1 < endIndex && self[index + 1] == 0xA0: 2
    default: 0
    }
  }

  /// Without what stands behind «//».
  fileprivate var uncommented: ArraySlice<UInt8> {
    let slash = UInt8(ascii: "/")
    var at = startIndex
    while at + 1 < endIndex {
      if self[at] == slash, self[at + 1] == slash { return self[..<at] }
      at += 1
    }
    return self
  }

  /// The first colon that a space follows, or else the last.
  fileprivate var firstColon: Int? {
    var at = startIndex
    while at + 1 < endIndex {
      if self[at] == UInt8(ascii: ":"), self[at + 1] == UInt8(ascii: " ") { return at }
      at += 1
    }
    return lastIndex(of: UInt8(ascii: ":"))
  }
}
