internal import Inventory

extension Analysis {
  /// Whether a word stands for half of something, and names no goods as the «medias» of «2 medias» do.
  func isHalf(_ position: Int) -> Bool {
    bears(.half, position) && !(position > 0 && sentence.words[position - 1].value != nil)
      && !products.contains { $0.words.contains(position) }
  }
}

/// Shares of a sale that are paid without a sum being said.
extension PaymentParts {
  /// «pagó la mitad», of goods: the other half is owed.
  var isHalfPaid: Bool {
    guard rule.intent != .registerPayment else { return false }
    let halves = analysis.sentence.words.indices.filter { words.contains($0) && analysis.isHalf($0) }
    return halves.count == 1
      && (max(0, halves[0] - 3)..<halves[0]).contains { analysis.bears(.paidPart, $0) }
  }

  /// «pagó una parte»: some of it, and nobody knows how much.
  var paysSome: Bool {
    rule.intent != .registerPayment
      && analysis.sentence.words.indices.contains { position in
        words.contains(position) && analysis.bears(.partWord, position)
          && (max(0, position - 2)..<position).contains { analysis.bears(.paidPart, $0) }
      }
  }
}
