internal import Inventory

/// «sumale 2 más», «un pan más», «otra más», «sacale una»: so many units more or fewer of what is proposed already.
struct UnitStep {
  /// Whether it is said by no more than «otra».
  let isAnother: Bool
  /// What is added in thousandths of a unit, or taken off where negative.
  let change: Int64

  /// The step that these words tell; nil where they tell none, or one of money.
  init?(_ analysis: Analysis, _ words: WordSet) {
    let sentence = analysis.sentence
    let goods = analysis.words(of: analysis.products)
    let spoken = sentence.words.indices.filter { words.contains($0) && !goods.contains($0) }
    let says = { (concepts: KnownConcept...) in spoken.contains { analysis.bears(concepts, $0) } }
    let speaksOfMoney =
      says(.currency, .percent)
      || spoken.contains {
        analysis.bears(.price, $0) && !analysis.bears(.charge, $0)
          || analysis.bears(.lowers, $0) && !analysis.bears(.cheaper, $0)
      }
    let amounts = spoken.filter { position in
      guard sentence.words[position].value != nil else { return analysis.bears(.other, position) }
      let isPronoun = sentence.words[position].range.count > 2 || goods.contains(position + 1)
      return !sentence.words[position].isArticle || isPronoun
    }
    let isMore = amounts.contains { place in
      let behind = sentence.words.indices.first { $0 > place && !goods.contains($0) } ?? place + 1
      return [place - 1, place + 1, behind].contains { analysis.bears(.dearer, $0) }
    }
    let isFewer = amounts.contains { place in
      sentence.words[place].isArticle
        && [place - 1, place + 1].contains { analysis.bears(.cheaper, $0) }
    }
    isAnother =
      says(.other)
      && spoken.allSatisfy { position in
        sentence.words[position].value == 1000 || analysis.concept(.again).contains(position)
          || analysis.bears([.other, .goesOn, .show, .adds, .addsOn], position)
      }
    let takesOff = isFewer || says(.takesOff) || says(.removes)
    guard !speaksOfMoney, !amounts.isEmpty, takesOff != (isMore || isAnother || says(.addsOn)) else {
      return nil
    }
    let number = amounts.first { sentence.words[$0].isNumber }
    let amount = number.flatMap { sentence.words[$0].value } ?? 1000
    change = takesOff ? -amount : amount
  }

  /// `quantity` after the step, which may be `said` apart for its goods; nothing where no more is left.
  func applied(to quantity: SlotValue.Number?, of said: SlotValue.Number? = nil) -> SlotValue.Number {
    let amount = said.map { change < 0 ? -$0.thousandths : $0.thousandths } ?? change
    let (sum, isTooMuch) = (quantity?.thousandths ?? 1000).addingReportingOverflow(amount)
    return SlotValue.Number(thousandths: isTooMuch ? .max : max(0, sum))
  }
}
