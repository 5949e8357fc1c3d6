internal import Inventory

/// «lote L55, vence 10/12»: the lot of goods that come in, and until when they keep.
extension SlotFiller {
  func fillLot(_ slots: inout Slots) {
    guard takes("lot") else { return }
    slots[.lot] = analysis.lot.map(analysis.sentence.typed)
    slots[.expires] = analysis.expiry?.period
  }

  /// «recibí 10 leches gratis», «me regalaron 10 leches»: goods for which nothing was paid, where no number says that it
  /// is only some of them.
  func fillGift(_ subjects: [Mention], _ numbers: NumberRoles, _ slots: inout Slots) {
    let paid: [NumberRole] = [.bonus, .cost, .price, .total]
    guard takes(NumberRole.bonus.rawValue) else { return }
    for tag in analysis.tags where isHere(tag.words) {
      guard case .cue(.bonus, let isAhead) = analysis.meaning(of: tag) else { continue }
      let isUnpaid = !numbers.assigned.contains { paid.contains($0.role) }
      let given = subjects.indices.filter { index in
        let goods = subjects[index].words
        return isAhead
          ? goods.upperBound == tag.words.lowerBound
          : (1...3).contains(goods.lowerBound - tag.words.upperBound) || isUnpaid && tag.words.lowerBound == 0
      }
      if var items = slots[.items], items.count == subjects.count {
        for index in given where items[index].price == nil && items[index].bonus == nil {
          items[index].price = .init(0)
        }
        slots[.items] = items
      } else if subjects.count == 1, isUnpaid {
        slots[.cost] = .init(0)
      }
    }
  }

  /// The words of both, which count no goods and are no days on which something happened.
  var lotWords: WordSet { takes("lot") ? analysis.lotWords : 0 }
}

extension Analysis {
  /// The words of the lot and of the day of its expiry.
  var lotWords: WordSet {
    words(of: [lot, expiry?.words].compactMap(\.self))
  }

  /// The code behind «lote».
  var lot: Range<Int>? {
    guard let cue = sentence.words.indices.first(where: { bears(.lotWord, $0) }) else { return nil }
    var start = cue + 1
    while start < sentence.words.count, bears(.placeWord, start) || glue.contains(start) { start += 1 }
    guard start < sentence.words.count,
      sentence.typed(start..<start + 1).utf8.contains(where: { $0 &- 0x30 < 10 })
    else { return nil }
    return start..<start + 1
  }

  /// The days behind «vence»: «10/12», «12/2026», «el 10 de diciembre».
  var expiry: (words: Range<Int>, period: Period)? {
    guard let cue = sentence.words.indices.first(where: { bears(.expiryWord, $0) }) else { return nil }
    for start in cue + 1..<min(cue + 5, sentence.words.count) {
      if let period = sentence.monthAndYear(at: start) ?? sentence.dayWritten(at: start) {
        return (start..<start + 1, period)
      }
      let said = tags.filter { $0.words.lowerBound == start }.compactMap { tag -> (Range<Int>, Period)? in
        guard case .period(let template) = meaning(of: tag), !bears(.expiryWord, start) else { return nil }
        return sentence.period(template, in: tag.words, lexicon).map { (tag.words, $0) }
      }
      if let longest = said.max(by: { $0.0.count < $1.0.count }) { return longest }
    }
    return nil
  }
}

extension Sentence {
  /// «12/2026», «12/26», which as days no month has.
  fileprivate func monthAndYear(at position: Int) -> Period? {
    guard words[position].value == nil, words[position].kind != .word else { return nil }
    let parts = self[position].split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "-") }
      .compactMap { $0.count <= 4 ? Int(String(decoding: $0, as: UTF8.self)) : nil }
    guard parts.count == 2, (1...12).contains(parts[0]), parts[1] > 12 else { return nil }
    return .month(parts[0], year: parts[1] < 100 ? 2000 + parts[1] : parts[1])
  }

  fileprivate func dayWritten(at position: Int) -> Period? {
    guard let date = writtenDate(at: position),
      let day = Period.MonthDay(year: date.year, month: date.month, day: date.day)
    else { return nil }
    return .range(day, day)
  }
}
