internal import Inventory

/// «a mitad de precio», «half price»: a discount that no number says.
extension SlotFiller {
  func fillHalfPrice(_ slots: inout Slots) {
    guard takes(SlotKey.discountPercent.name), slots[.discountPercent] == nil else {
      return
    }
    let isSaid = analysis.sentence.words.indices.contains { position in
      isHere(position..<position + 1) && analysis.isHalf(position)
        && (position + 1...position + 2).contains { analysis.bears(.price, $0) }
    }
    if isSaid { slots[.discountPercent] = SlotValue.Number(50) }
  }
}
