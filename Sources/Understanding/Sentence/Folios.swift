internal import Inventory

/// Numbers of sales.
extension Analysis {
  /// Looks for codes like `pos-2025-0087`, and for codes and numbers behind «venta», «ticket».
  mutating func findFolios() {
    for position in sentence.words.indices {
      let word = sentence.words[position]
      guard !products.contains(where: { $0.words.contains(position) }) else { continue }
      if word.value == nil, word.kind == .code || word.kind == .number {
        if let start = startOfCode(position) { file(start..<position + 1, position) }
      } else if word.kind == .number, let value = word.value, value % 1000 == 0, value < 1_000_000_000_000,
        !precedesProduct(position), !countsStrangers(position)
      {
        if let lead = ledBySeries(position), let start = cueStart(lead) {
          file(start..<position + 1, lead)
          continue
        }
        let isSale = isTakenBack(position, value) || isOfSeller(position)
        if let start = cueStart(position) ?? (isSale ? position : nil) {
          folios.append((start..<position + 1, String(value / 1000)))
        }
      }
    }
  }

  /// Whether the message is a folio and no more.
  var isFolioAlone: Bool {
    feature(.folio) & everything != 0 && everything & ~(feature(.folio) | free | glue) == 0
  }

  /// Keeps the folio that is written from `first` to the end of `words`.
  private mutating func file(_ words: Range<Int>, _ first: Int) {
    folios.append((words, sentence.typed(first..<words.upperBound).uppercased()))
  }

  /// Where what says «venta» begins that stands right before a word.
  private func cueStart(_ position: Int) -> Int? {
    let cue = lexicon[.folioCue]
    return tags.first { $0.concept == cue && $0.words.upperBound == position }?.words.lowerBound
  }

  /// Where what names a sale begins, of which the code is the last word; nil where it is no folio.
  private func startOfCode(_ position: Int) -> Int? {
    if isFolio(sentence[position]) { return position }
    guard isNumbered(sentence[position]), !isOfPeriod(position),
      position + 1 == sentence.words.count || sentence.words[position + 1].value == nil
    else { return nil }
    let lead = isNumberSign(position - 1) ? position - 1 : position
    // «código ABC-12» is of goods.
    if let start = cueStart(lead), (start..<lead).contains(where: { bears([.ticket, .sale], $0) }) {
      return start
    }
    if isAlone(position) || isTakenBack(position) || isOfSeller(position) { return position }
    return nil
  }

  /// «FAC 77», «N° 88»: where the letters stand that belong to the number of a document.
  private func ledBySeries(_ position: Int) -> Int? {
    let lead = position - 1
    guard lead >= 0, sentence.words[position].gap == .space, sentence.words[lead].gap == .space else {
      return nil
    }
    if isNumberSign(lead) { return lead }
    let word = sentence.words[lead]
    // In a message all of capitals they say nothing.
    let isSeries =
      word.kind == .word && word.form < 0 && word.range.count <= 6
      && !products.contains { $0.words.contains(lead) }
      && sentence.typed(lead..<lead + 1).allSatisfy(\.isUppercase)
      && sentence.source.contains(where: \.isLowercase)
    return isSeries ? lead : nil
  }

  /// «N», «Nº», «N°».
  private func isNumberSign(_ position: Int) -> Bool {
    sentence.words.indices.contains(position)
      && ["n", "nº"].contains(sentence.typed(position..<position + 1).lowercased())
  }

  /// Whether it is all that was said, and no phone number.
  private func isAlone(_ position: Int) -> Bool {
    sentence.words.count == 1
      && (sentence.words[position].kind == .code || sentence[position].first == UInt8(ascii: "0"))
  }

  /// Letters or digits, a dash and digits: `v-180`, `b001-123`, `001-001-0000123`.
  private func isNumbered(_ word: ArraySlice<UInt8>) -> Bool {
    let parts = word.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count > 1, word.count <= 30, let first = parts.first, !first.isEmpty else { return false }
    let isSeries = first.contains { $0 >= 0x61 } ? first[first.startIndex] >= 0x61 : parts.count > 2
    return isSeries && parts.dropFirst().allSatisfy { !$0.isEmpty && $0.allSatisfy { $0 &- 0x30 < 10 } }
  }

  /// «anulá la V-180»: a code with no more than an article, of what is taken back.
  private func isTakenBack(_ position: Int) -> Bool {
    let isLed = bears(.placeWord, position - 1)
    return (0..<position).contains {
      bears(.cancel, $0) && (isLed || $0 == position - 1) || bears(.giveBack, $0) && isLed
    }
  }

  /// «anulá la 10363», «devolvieron todo de la 10364»: a number with no more than an article, of what is taken back.
  private func isTakenBack(_ position: Int, _ value: Int64) -> Bool {
    let word = sentence.words[position]
    guard position > 0, value >= 10 * 1000, !isOfPeriod(position), !word.isMoney, !isPercent(position),
      !bears(.currency, position + 1),
      sentence.words.indices.last == position || sentence.words[position + 1].gap != .space
        || !products.contains(where: { $0.words.lowerBound > position })
    else { return false }
    // «ventas anuladas el 15» asks for those of a day, «canceló 35 de su deuda» tells of a payment.
    let isOther = tags.contains { tag in
      let concept = lexicon.concepts[Int(tag.concept)].name
      return concept == "paid_us" || concept.hasPrefix("state=")
    }
    let isCancelled = !isOther && (0..<position).contains { bears(.cancel, $0) }
    let isReturned = (0..<position).contains { bears(.giveBack, $0) }
    return isCancelled && (bears(.placeWord, position - 1) || bears(.cancel, position - 1))
      || isReturned && bears(.placeWord, position - 1)
  }

  /// «¿quién vendió la 415?»: a number with an article, of what somebody sold.
  private func isOfSeller(_ position: Int) -> Bool {
    position > 0 && position == sentence.words.count - 1 && bears(.placeWord, position - 1)
      && !isOfPeriod(position) && !sentence.words[position].isMoney
      && tags.contains { $0.concept == lexicon[.whichSeller] && $0.words.lowerBound < position - 1 }
  }

  /// Whether a number is part of a day or of other times.
  private func isOfPeriod(_ position: Int) -> Bool {
    tags.contains { tag in
      if case .period = meaning(of: tag) {
        tag.words.contains(position)
      } else {
        false
      }
    }
  }

  private func precedesProduct(_ position: Int) -> Bool {
    products.contains { product in
      let between = position + 1..<max(position + 1, product.words.lowerBound)
      return product.words.lowerBound > position && between.count < 3
        && between.allSatisfy { sentence.words[$0].gap == .space && sentence.words[$0].value == nil }
    }
  }

  /// «order 5 red candles»: whether a number counts goods that the shop does not have.
  private func countsStrangers(_ position: Int) -> Bool {
    guard follows(position + 1), !names.contains(where: { $0.words.contains(position + 1) }) else {
      return false
    }
    let word = sentence.words[position + 1]
    return word.kind == .word && !word.isCapitalised
      && (word.form < 0 || lexicon.isWare(word.form) || bears(.attribute, position + 1))
  }

  /// Letters, then digits in groups: `pos-2025-0087`, `venta-00125`.
  private func isFolio(_ word: ArraySlice<UInt8>) -> Bool {
    guard let dash = word.firstIndex(of: UInt8(ascii: "-")), dash > word.startIndex else { return false }
    let (letters, rest) = (word[..<dash], word[dash...])
    guard letters.allSatisfy({ $0 >= 0x61 }), rest.allSatisfy({ $0 < 0x61 }) else { return false }
    return rest.dropFirst().contains(UInt8(ascii: "-")) || rest.count > 4
      || lexicon.languages(of: letters) != 0
  }
}
