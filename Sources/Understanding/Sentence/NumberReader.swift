internal import Inventory

/// Reads numbers in digits and in words.
enum NumberReader {
  struct Number {
    var value: Int64
    var length: Int
    var isArticle = false
  }

  /// The number that begins at `start`, if one does.
  static func read(_ parts: FractionReader, from start: Int) -> Number? {
    if let part = parts.part(from: start) { return part }
    let number = whole(parts.words, parts.bytes, from: start, parts.lexicon)
    return parts.extended(number, from: start) ?? number
  }

  private static func whole(
    _ words: [Sentence.Word], _ bytes: [UInt8], from start: Int, _ lexicon: Lexicon
  ) -> Number? {
    let word = words[start]
    switch word.kind {
    case .number:
      guard let value = decimal(bytes[word.range]) else { return nil }
      return multiplied(Number(value: value, length: 1), words, from: start, lexicon)
    case .code:
      guard let value = counted(bytes[word.range]) else { return nil }
      return Number(value: value, length: 1)
    case .word: return spelled(words, from: start, lexicon)
    case .symbol: return nil
    }
  }

  /// «1.850», «12,50», «0.25» in thousandths: three digits after a mark are thousands, unless a lone zero leads.
  static func decimal(_ text: ArraySlice<UInt8>) -> Int64? {
    guard text.count <= 15, !text.contains(UInt8(ascii: "/")), !text.contains(UInt8(ascii: "-")) else {
      return nil
    }
    var digits: [UInt8] = []
    var fraction: Int?
    let marks = text.indices.filter { text[$0] == UInt8(ascii: ".") || text[$0] == UInt8(ascii: ",") }
    if let last = marks.last {
      let after = text.endIndex - last - 1
      let isGrouping =
        after == 3 && text.first != UInt8(ascii: "0") && marks.allSatisfy { text[$0] == text[last] }
      if !isGrouping { fraction = last }
    }
    for index in text.indices where text[index] &- 0x30 < 10 {
      if let fraction, index > fraction, digits.count > 12 { break }
      digits.append(text[index])
    }
    let decimals = fraction.map { text.endIndex - $0 - 1 } ?? 0
    guard decimals <= 6 else { return nil }
    var value: Int64 = 0
    for digit in digits.dropLast(max(0, decimals - 3)) {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(Int64(digit - 0x30))
      guard !overflow, !carry else { return nil }
      value = sum
    }
    for _ in min(decimals, 3)..<3 {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      value = tens
    }
    return value
  }

  /// «x2», «2x», «15k», «3u», «1st»: digits with a mark of counting at one end.
  private static func counted(_ text: ArraySlice<UInt8>) -> Int64? {
    let isDigit = { (byte: UInt8) in byte &- 0x30 < 10 }
    let ahead = text.prefix { !isDigit($0) }
    let digits = text.dropFirst(ahead.count).prefix(while: isDigit)
    let behind = text[digits.endIndex...]
    guard ahead.isEmpty || behind.isEmpty, behind.allSatisfy({ !isDigit($0) }), !digits.isEmpty,
      digits.count <= 9, ahead.count + behind.count <= 3, let value = decimal(digits)
    else { return nil }
    switch Array(ahead + behind) {
    case Array("x".utf8), Array("u".utf8), Array("un".utf8), Array("ud".utf8), Array("pz".utf8),
      Array("pza".utf8),
      Array("bs".utf8), Array("st".utf8), Array("nd".utf8), Array("rd".utf8), Array("th".utf8):
      return value
    case Array("k".utf8): return scaled(value, by: 1000, over: 1)
    default: return nil
    }
  }

  private static func spelled(_ words: [Sentence.Word], from start: Int, _ lexicon: Lexicon) -> Number? {
    guard let first = lexicon.number(words[start].form) else { return nil }
    switch first {
    case .value(let value):
      return compound(value, words, from: start, lexicon)
    case .article:
      guard start + 1 < words.count, words[start + 1].gap == .space,
        let next = lexicon.number(words[start + 1].form)
      else { return Number(value: 1000, length: 1, isArticle: true) }
      switch next {
      case .value(let value): return Number(value: value * 1000, length: 2)
      case .times: return multiplied(Number(value: 1000, length: 1), words, from: start, lexicon)
      case .article, .fraction, .measure: return Number(value: 1000, length: 1, isArticle: true)
      }
    case .fraction(let thousandths):
      var next = start + 1
      if next < words.count, case .article? = lexicon.number(words[next].form) { next += 1 }
      guard next < words.count, case .times(let factor)? = lexicon.number(words[next].form) else {
        return nil
      }
      return Number(value: factor * thousandths, length: next + 1 - start)
    case .times(let factor): return compound(factor, words, from: start, lexicon)
    case .measure: return nil
    }
  }

  /// A larger number is not multiplied any further.
  private static let mostMultiplied: Int64 = 1_000_000_000_000

  /// «treinta y cinco», «doscientos cincuenta mil», «dos docenas».
  private static func compound(
    _ first: Int64, _ words: [Sentence.Word], from start: Int, _ lexicon: Lexicon
  ) -> Number {
    var total: Int64 = 0
    var current = first
    var last = first
    var index = start + 1
    while index < words.count, words[index].gap == .space, index - start < 12 {
      if case .times(let factor)? = lexicon.number(words[index].form), current < Self.mostMultiplied {
        current = max(current, 1) * factor
        if factor == 1000 { (total, current) = (total + current, 0) }
        last = factor
        index += 1
      } else if case .value(let value)? = lexicon.number(words[index].form), last >= 20, value < last {
        current += value
        last = value
        index += 1
      } else if last >= 20, index + 1 < words.count, last < 100,
        let value = one(words[index + 1], lexicon), lexicon.number(words[index].form) == nil,
        words[index].range.count == 1
      {
        current += value
        last = value
        index += 2
      } else {
        break
      }
    }
    let (value, overflow) = (total + current).multipliedReportingOverflow(by: 1000)
    return Number(value: overflow ? .max : value, length: index - start)
  }

  /// What stands behind «treinta y»: «una», «dos».
  private static func one(_ word: Sentence.Word, _ lexicon: Lexicon) -> Int64? {
    switch lexicon.number(word.form) {
    case .value(let value)? where value < 10: value
    case .article?: 1
    default: nil
    }
  }

  /// A number in digits with «mil», «docenas» behind it.
  private static func multiplied(
    _ number: Number, _ words: [Sentence.Word], from start: Int, _ lexicon: Lexicon
  ) -> Number {
    let next = start + number.length
    guard next < words.count, words[next].gap == .space,
      case .times(let factor)? = lexicon.number(words[next].form)
    else { return number }
    let (value, overflow) = number.value.multipliedReportingOverflow(by: factor)
    return Number(value: overflow ? .max : value, length: number.length + 1)
  }
}
