internal import Inventory

/// How somebody new is reached, and in how many days a new supplier delivers.
extension SlotFiller {
  func fillContact(_ slots: inout Slots) {
    if takes("phone"), let phone { slots[.phone] = analysis.sentence.typed(phone) }
    if takes("email") { slots[.email] = analysis.email?.text }
    if takes("lead_time"), let words = analysis.leadTime {
      slots[.leadTime] = analysis.sentence.words[words.lowerBound].value.map(
        SlotValue.Number.init(thousandths:))
    }
  }

  /// The first run of digits that is long enough to be a phone number.
  var phone: Range<Int>? {
    guard takes("phone") else { return nil }
    let words = analysis.sentence.words
    let email = analysis.email?.words
    var start = 0
    while start < words.count {
      var (end, digits) = (start, 0)
      while end < words.count, end == start || words[end].gap == .space, let more = phoneDigits(end),
        email?.contains(end) != true
      {
        digits += more
        end += 1
      }
      if digits >= Self.fewestDigits, !analysis.bears(.idWord, start - 1) { return start..<end }
      start = max(end, start + 1)
    }
    return nil
  }

  private static let fewestDigits = 6

  /// How many digits a word holds that is written with nothing else, or with what stands between them in a phone
  /// number; nil for any other.
  private func phoneDigits(_ position: Int) -> Int? {
    let typed = analysis.sentence.typed(position..<position + 1).utf8
    guard typed.allSatisfy({ $0 &- 0x30 < 10 || [0x2B, 0x2D, 0x28, 0x29, 0x20].contains($0) }) else {
      return nil
    }
    return typed.count { $0 &- 0x30 < 10 }
  }

  /// Where the first of it begins.
  var contactStart: Int? {
    [phone, takes("email") ? analysis.email?.words : nil, takes("lead_time") ? analysis.leadTime : nil]
      .compactMap { $0?.lowerBound }.min()
  }

  /// «celular», «tel.», «correo», «entrega», ahead of it.
  func leadsToContact(_ position: Int) -> Bool {
    analysis.bears([.phoneWord, .placeWord, .emailWord], position)
      || takes("lead_time") && analysis.bears(.delivers, position)
  }
}

extension Analysis {
  /// The words that tell how somebody is reached, or in how many days they deliver.
  var contact: [Range<Int>] { identifiers + [email?.words, leadTime].compactMap(\.self) }

  /// «ventas@pil.com»: an address of electronic mail, and the words that it is taken apart into.
  var email: (words: Range<Int>, text: String)? {
    guard let sign = sentence.words.first(where: { $0.kind == .symbol && sentence.isTyped($0, as: "@") })
    else { return nil }
    let bytes = Array(sentence.source.utf8)
    let ends = [
      UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "\n"),
    ]
    var (start, end) = (sign.source.lowerBound, sign.source.upperBound)
    while start > 0, !ends.contains(bytes[start - 1]) { start -= 1 }
    while end < bytes.count, !ends.contains(bytes[end]) { end += 1 }
    while end > start, [UInt8(ascii: "."), UInt8(ascii: ")")].contains(bytes[end - 1]) { end -= 1 }
    let domain = bytes[sign.source.upperBound..<max(end, sign.source.upperBound)]
    let words = sentence.words.indices.filter { sentence.words[$0].source.overlaps(start..<end) }
    guard start < sign.source.lowerBound, domain.contains(UInt8(ascii: ".")), let first = words.first,
      let last = words.last
    else { return nil }
    return (first..<last + 1, String(decoding: bytes[start..<end], as: UTF8.self))
  }

  /// «en 2 días»: the number and the word for days.
  var leadTime: Range<Int>? {
    sentence.words.indices.first {
      sentence.words[$0].isNumber && follows($0 + 1) && bears(.daysUnit, $0 + 1)
    }
    .map { $0..<$0 + 2 }
  }
}

extension Sentence {
  fileprivate func isTyped(_ word: Word, as text: StaticString) -> Bool {
    bytes[word.range].elementsEqual(text.description.utf8)
  }
}
