extension Phrasebook {
  /// Every family of texts that the program asks for.
  package static let families: [any Phrase.Type] =
    [
      CalendarPhrase.self, MeasurePhrase.self, AskPhrase.self, TalkPhrase.self, ExamplePhrase.self,
      LackingPhrase.self, RefusalPhrase.self, ProposalPhrase.self,
    ] + readingFamilies
}
