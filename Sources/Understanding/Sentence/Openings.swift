/// How a message begins.
extension Analysis {
  /// Whether it begins as a question does, and not as «que sea fiado».
  var opensAsking: Bool {
    bears([.which, .howMany, .when, .how, .where, .whom], 0) && !concept(.rather).contains(0)
  }

  /// Whether it ends as a question does.
  var isAsked: Bool { sentence.source.utf8.reversed().first { $0 > UInt8(ascii: " ") } == UInt8(ascii: "?") }

  /// Whether it begins with a word that goes on with something, small ones ahead of it or not: «y», «ok, y».
  var opensGoingOn: Bool {
    let opener = concept(.goesOn).trailingZeroBitCount
    return opener < costs.count && costs[..<opener].allSatisfy { $0 == 0 }
  }

  /// Whether it only goes on with something said before: «¿y ayer?», «and in Norte?».
  var goesOn: Bool {
    let names: [Lexicon.Feature] = [.period, .branch, .product, .category, .employee, .customer]
    return opensGoingOn && sentence.words.count <= 5 && names.contains { feature($0) != 0 }
  }
}
