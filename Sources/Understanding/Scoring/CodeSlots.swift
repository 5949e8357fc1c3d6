internal import Inventory

/// «sku GEL-001», «código de barras 7501234567890»: the codes that a new product bears, or one from now on.
extension SlotFiller {
  func fillCodes(_ slots: inout Slots) {
    for code in codes where takes(code.isBarcode ? "barcode" : "sku") {
      slots[code.isBarcode ? "barcode" : "sku"] = .text(analysis.sentence.typed(code.value))
    }
  }

  /// The words of the codes and of what leads to them, which are neither numbers nor part of a name.
  var codeWords: WordSet { codes.reduce(0) { $0 | analysis.words(of: $1.words) } }

  private var codes: [(words: Range<Int>, value: Range<Int>, isBarcode: Bool)] {
    guard takes("barcode") else { return [] }
    var codes: [(words: Range<Int>, value: Range<Int>, isBarcode: Bool)] = []
    for start in analysis.sentence.words.indices
    where isHere(start..<start + 1) && start >= codes.last?.words.upperBound ?? 0 {
      let end = (start..<analysis.sentence.words.count).first { !leadsToCode($0, from: start) }
      guard let end, end > start ? hasDigit(end) : isLongNumber(end) else { continue }
      let isBarcode = end == start || (start..<end).contains { analysis.bears(.barcodeWord, $0) }
      codes.append((start..<end + 1, end..<end + 1, isBarcode))
    }
    if codes.isEmpty, let code = codeBehindGoods { codes.append((code, code, false)) }
    return codes
  }

  /// «cambiá el sku del pan a PAN-2»: the code behind a product that is to bear it.
  private var codeBehindGoods: Range<Int>? {
    guard rule.intent == .changeProduct, let product = analysis.products.first,
      (0..<product.words.lowerBound).contains(where: { analysis.bears(.codeWord, $0) })
    else { return nil }
    return (product.words.upperBound..<analysis.sentence.words.count).first {
      isHere($0..<$0 + 1) && hasDigit($0)
    }.map { $0..<$0 + 1 }
  }

  /// Whether a word names a code, or is a small one behind such a word.
  private func leadsToCode(_ position: Int, from start: Int) -> Bool {
    analysis.bears([.codeWord, .barcodeWord], position)
      || position > start && analysis.glue.contains(position)
  }

  private func hasDigit(_ position: Int) -> Bool {
    analysis.sentence.typed(position..<position + 1).utf8.contains { $0 &- 0x30 < 10 }
  }

  /// Whether a number has as many digits as only barcodes have.
  private func isLongNumber(_ position: Int) -> Bool {
    let typed = analysis.sentence.typed(position..<position + 1).utf8
    return (12...14).contains(typed.count) && typed.allSatisfy { $0 &- 0x30 < 10 }
  }
}

extension SlotFiller {
  /// «vendí 7790001112223»: the code of no product, where nothing else is named that goods could be.
  var strangeCodes: [Range<Int>] {
    guard rule.intent.movesGoods, takes("items") else { return [] }
    return analysis.identifiers.filter { run in
      run.count == 1 && isHere(run) && !analysis.bears(.phoneWord, run.lowerBound - 1)
    }
  }
}
