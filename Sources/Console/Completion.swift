/// One way to finish what has been typed.
package struct Completion: Hashable, Sendable {
  /// What stands in the line afterwards.
  package let text: String
  /// How many characters before the cursor it replaces.
  package let replacing: Int

  package init(_ text: String, replacing: Int) { (self.text, self.replacing) = (text, replacing) }
}

/// Phrases of one or several words (commands, product names, SKUs, folios), found by how they begin.
///
/// Case and accents do not matter. A search costs a binary search for each word that was typed.
package struct PhraseIndex: Sendable {
  private struct Entry {
    let key: String
    let phrase: String
  }

  private let entries: [Entry]
  private let codes: [Entry]

  /// The `codes` are offered only for what is typed as one.
  package init(_ phrases: some Sequence<String>, codes: some Sequence<String> = []) {
    (entries, self.codes) = (Self.sorted(phrases), Self.sorted(codes))
  }

  private static func sorted(_ phrases: some Sequence<String>) -> [Entry] {
    Set(phrases).map { Entry(key: $0.folded, phrase: $0) }
      .sorted { ($0.key, $0.phrase) < ($1.key, $1.phrase) }
  }

  /// The phrases that begin with the last words of `typed`, with as many of those words as fit any phrase, and behind
  /// them the codes; the numbers in them count as numbers, so that 9 comes before 10.
  package func completions(of typed: String, limit: Int = 200) -> [Completion] {
    let characters = Array(typed)
    for start in characters.indices where start == 0 || characters[start - 1] == " " {
      let tail = characters[start...]
      guard tail.first != " " else { continue }
      let text = String(tail)
      var found = phrases(in: entries, beginningWith: text.folded, limit: limit)
      if found.isEmpty || text.looksLikeCode {
        found += phrases(in: codes, beginningWith: text.folded, limit: limit - found.count)
      }
      if !found.isEmpty { return found.map { Completion($0, replacing: tail.count) } }
    }
    return []
  }

  private func phrases(in entries: [Entry], beginningWith prefix: String, limit: Int) -> [String] {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key < prefix { low = middle + 1 } else { high = middle }
    }
    return entries[low...].prefix { $0.key.hasPrefix(prefix) }.sorted { $0.key.precedes($1.key) }
      .prefix(limit).map(\.phrase)
  }
}

extension String {
  /// Whether it begins as codes do: in capitals, or with a digit or a hyphen among its letters.
  var looksLikeCode: Bool {
    let letters = filter(\.isLetter)
    return letters.count > 1 && letters.allSatisfy(\.isUppercase) || contains { $0.isNumber || $0 == "-" }
  }

  /// Whether this comes before `other` when runs of digits are compared by their value.
  func precedes(_ other: String) -> Bool {
    var (mine, theirs) = (utf8[...], other.utf8[...])
    while let a = mine.first, let b = theirs.first {
      if isDigit(a), isDigit(b) {
        let (x, y) = (mine.takeNumber(), theirs.takeNumber())
        if x.count != y.count { return x.count < y.count }
        if !x.elementsEqual(y) { return x.lexicographicallyPrecedes(y) }
      } else if a != b {
        return a < b
      } else {
        (mine, theirs) = (mine.dropFirst(), theirs.dropFirst())
      }
    }
    return mine.isEmpty && !theirs.isEmpty
  }
}

extension Substring.UTF8View {
  /// Cuts off the digits at the beginning and returns them without leading zeros.
  fileprivate mutating func takeNumber() -> Substring.UTF8View {
    let digits = prefix(while: isDigit)
    self = dropFirst(digits.count)
    return digits.drop { $0 == UInt8(ascii: "0") }
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

extension [Completion] {
  /// What all of them agree on, when they replace the same text and it is at least as long as that.
  var agreed: Completion? {
    guard let first, allSatisfy({ $0.replacing == first.replacing }) else { return nil }
    let common = dropFirst().reduce(Substring(first.text)) { common, next in
      let length = zip(common, next.text).prefix { $0 == $1 }.count
      return common.prefix(length)
    }
    return common.count >= first.replacing ? Completion(String(common), replacing: first.replacing) : nil
  }
}

extension String {
  /// Lower case without accents.
  var folded: String {
    var result = String.UnicodeScalarView()
    for scalar in lowercased().unicodeScalars {
      switch scalar {
      case "á", "à", "â", "ã", "ä", "å": result.append("a")
      case "é", "è", "ê", "ë": result.append("e")
      case "í", "ì", "î", "ï": result.append("i")
      case "ó", "ò", "ô", "õ", "ö": result.append("o")
      case "ú", "ù", "û", "ü": result.append("u")
      case "ñ": result.append("n")
      case "ç": result.append("c")
      case "\u{300}"..."\u{36F}": continue
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
