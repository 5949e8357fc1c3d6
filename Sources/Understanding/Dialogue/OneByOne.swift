internal import Inventory

/// One question about several days or branches, which is one for each.
extension Choice {
  mutating func askOneByOne(_ analysis: Analysis, _ rule: IntentRules.Rule, on today: BusinessDay?) {
    askOfDays(analysis, rule, on: today)
    if also.isEmpty { askOfBranches(analysis, rule) }
  }

  /// «¿cuánto vendí ayer y anteayer?»: one question about several days is one for each.
  private mutating func askOfDays(_ analysis: Analysis, _ rule: IntentRules.Rule, on today: BusinessDay?) {
    let filler = SlotFiller(analysis: analysis, rule: rule, words: analysis.everything)
    let requests = filler.periodsOneByOne(on: today).map { period in
      var request = request
      request.slots[.period] = period
      return request
    }
    guard Set(requests).count == requests.count, let first = requests.first else { return }
    (request, also) = (first, Array(requests.dropFirst()))
  }

  /// «ventas de hoy en Norte y en Sur», «Norte contra Sur».
  private mutating func askOfBranches(_ analysis: Analysis, _ rule: IntentRules.Rule) {
    guard !rule.intent.isDeed, rule.slots.contains("branch"), request.slots[.branch] != nil else { return }
    let named = analysis.names.filter {
      $0.kind == .branch && analysis.words(of: $0.words) & analysis.retracted == 0
    }
    .sorted { $0.words.lowerBound < $1.words.lowerBound }
    let areApart = zip(named, named.dropFirst()).allSatisfy { before, after in
      (before.words.upperBound...after.words.lowerBound).contains {
        analysis.sentence.words[$0].gap == .comma || analysis.bears("and", $0)
          || analysis.bears("compares", $0)
      }
    }
    let names = named.map { analysis.index.branches.names[$0.entry] }
    guard (2...4).contains(names.count), Set(names).count == names.count, areApart else { return }
    let requests = names.map { name in
      var request = request
      request.slots[.branch] = name
      return request
    }
    (request, also) = (requests[0], Array(requests.dropFirst()))
  }
}
