/// The `key = text` files in which people keep the assistant's words.
enum WordFile {
  struct Entry {
    let key: String
    var text: String
    let file: String
    /// From 1.
    let line: Int

    func fault(_ reason: String) -> Phrasebook.Fault {
      Phrasebook.Fault(file: file, line: line, reason: reason)
    }
  }

  static func entries(of file: (name: String, text: String)) throws(Phrasebook.Fault) -> [Entry] {
    var entries: [Entry] = []
    let lines = file.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let text = line.trimmed
      if text.isEmpty || text.first == "#" { continue }
      if line.first == " " {
        guard let last = entries.indices.last else {
          throw Phrasebook.Fault(file: file.name, line: index + 1, reason: "continues no line")
        }
        entries[last].text += " " + text
        continue
      }
      guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
        throw Phrasebook.Fault(file: file.name, line: index + 1, reason: "must be «key = text»")
      }
      entries.append(
        Entry(
          key: String(text[..<equals].trimmed), text: String(text[text.index(after: equals)...].trimmed),
          file: file.name, line: index + 1))
    }
    return entries
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var rest = self
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest
  }
}
