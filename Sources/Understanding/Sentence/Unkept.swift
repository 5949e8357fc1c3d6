internal import Inventory

/// What is said beside something that is to be written down and has no place there.
package enum Unkept: Hashable, Sendable {
  /// What is to be added to what a sale comes to: «10 % de recargo».
  case surcharge(String)
  /// Digits beside goods that count nothing and are no money: «71234567».
  case identifier(String)
  /// A detail of something new: «los martes», of a supplier.
  case detail(String)
  /// From when on or until when something is to hold that holds from now on: «a partir del lunes».
  case days(String)
  /// The branch for which something is to hold that holds for all: «en Norte».
  case branch(String)
}

extension Analysis {
  /// What `request` has no place for, in order of kinds.
  func unkept(by request: Request) -> [Unkept] {
    let intent = request.intent
    guard intent.takesMoney || intent.setsUp else { return [] }
    let kept = [SlotKey.phone, .barcode, .sku].compactMap { request.slots[$0] }
    let runs = identifiers.map(sentence.typed).filter { run in !kept.contains { $0.contains(run) } }
    var unkept = [surcharge].compactMap(\.self).map { Unkept.surcharge(sentence.typed($0)) }
    unkept += runs.map(Unkept.identifier)
    if intent.createsSomething {
      unkept += days(besides: request.slots[.leadTime] == nil ? nil : leadTime).filter {
        request.slots[.name]?.contains($0) != true
      }.map(Unkept.detail)
    } else if intent == .changePrice || intent == .changeProduct {
      unkept += days(besides: nil).map(Unkept.days) + branchesOfChange.map(Unkept.branch)
    }
    return unkept
  }

  /// «a partir del lunes», «hasta el viernes»: the days that are said, each with the words that lead to them.
  private func days(besides placed: Range<Int>?) -> [String] {
    let days = tags.filter { tag in
      guard placed?.overlaps(tag.words) != true, case .period(let template) = meaning(of: tag),
        tag.said & everything == tag.said
      else {
        return false
      }
      return sentence.period(template, in: tag.words, lexicon).map { $0 != .day(0) } ?? false
    }
    let widest = days.filter { day in
      !days.contains { $0.words.count > day.words.count && $0.words.overlaps(day.words) }
    }
    var found: [Range<Int>] = []
    for day in widest.map(\.words) where !found.contains(where: { $0.overlaps(day) }) {
      found.append(startOfDays(day)..<day.upperBound)
    }
    return found.map(sentence.typed)
  }

  private func startOfDays(_ days: Range<Int>) -> Int {
    let leading = concepts([.since, .until])
    var start = days.lowerBound
    while start > 0, follows(start), sentence.words[start - 1].value == nil,
      glue.contains(start - 1) || leading.contains(start - 1), !bears(.and, start - 1)
    {
      start -= 1
    }
    return start
  }

  /// «en Norte», of a shop that has others too.
  private var branchesOfChange: [String] {
    guard index.branches.names.count > 1 else { return [] }
    let named = names.filter { $0.kind == .branch && words(of: $0.words) & ~everything == 0 }
    return named.map { index.branches.names[$0.entry] } + places.map(sentence.typed)
  }
}
