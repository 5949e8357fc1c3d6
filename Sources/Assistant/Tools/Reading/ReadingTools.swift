extension Tool {
  /// Every tool that looks something up, in the order in which they are listed.
  package static let reading: [Tool] = [getLowStockReport]
}

extension Phrasebook {
  /// The texts of the tools that look something up.
  package static let readingFamilies: [any Phrase.Type] = [
    ListPhrase.self, LowStockPhrase.self, ReasonPhrase.self, RulePhrase.self,
  ]
}
