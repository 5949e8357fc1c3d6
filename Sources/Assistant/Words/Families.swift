extension Phrasebook {
  /// Every family of texts that the program asks for.
  package static let families: [any Phrase.Type] =
    [
      CalendarPhrase.self, MeasurePhrase.self, AskPhrase.self, MeaningPhrase.self, TalkPhrase.self,
      ExamplePhrase.self,
      LackingPhrase.self, SourcePhrase.self, RefusalPhrase.self, FaultPhrase.self, ObstaclePhrase.self,
      FieldPhrase.self,
      TransferStatePhrase.self, KindPhrase.self, WantedPhrase.self, ProposalPhrase.self,
      LinePhrase.self, CautionPhrase.self,
      SalePlanPhrase.self,
      EntryPhrase.self, AdjustPhrase.self, TransferPhrase.self, CataloguePhrase.self, RepricePhrase.self,
      TakeBackPhrase.self,
      CustomerPhrase.self, LayawayPhrase.self, PaymentPhrase.self, AliasPhrase.self, PurchasePhrase.self,
      ContactPhrase.self, CategoryPhrase.self, ProductChangePhrase.self,
      UndonePhrase.self, TerminalPhrase.self, ChannelPhrase.self, ProtocolPhrase.self, ModelPhrase.self,
      GroundingPhrase.self,
    ] + readingFamilies
}
