internal import Inventory

/// Numbers of sales.
extension Analysis {
  /// Looks for codes like `pos-2025-0087` and for numbers behind «venta», «ticket».
  mutating func findFolios() {
    let cue = lexicon[.folioCue]
    for position in sentence.words.indices {
      let word = sentence.words[position]
      guard !products.contains(where: { $0.words.contains(position) }) else { continue }
      if word.kind == .code, word.value == nil, isFolio(sentence[position]) {
        folios.append((position..<position + 1, sentence.typed(position..<position + 1).uppercased()))
      } else if word.kind == .number, let value = word.value, value % 1000 == 0, value < 1_000_000_000_000,
        !precedesProduct(position), !countsStrangers(position)
      {
        let before = tags.first { $0.concept == cue && $0.words.upperBound == position }
        let isSale = isTakenBack(position, value) || isOfSeller(position)
        let start = before?.words.lowerBound ?? (isSale ? position : nil)
        if let start { folios.append((start..<position + 1, String(value / 1000))) }
      }
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
      if case .period = lexicon.concepts[Int(tag.concept)].meaning {
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
