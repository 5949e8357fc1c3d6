internal import Shop
internal import Understanding

/// What was done last and was wrong: what takes its place is proposed, and undoes it when that is performed.
extension TurnRun {
  /// What the write that `request` asks for takes the place of.
  func replaced(by request: Request) -> Conversation.Replaced? {
    guard request.intent != .undo else { return nil }
    return corrected ?? (goesOn(request) ? replacedByWaiting : nil)
  }

  /// Says that what was to be replaced stays as it is, and speaks of it again.
  mutating func sayLeftAsIs(_ replaced: Conversation.Replaced?) {
    guard let replaced else { return }
    if !isWaiting { conversation.context = replaced.context }
    if let deed = replaced.deed.summary { remark(voice.say(TakeBackPhrase.leftAsIs, ["what": deed])) }
  }

  /// What a yes would take the place of; nil for nothing.
  func noteOfReplaced(_ replaced: Conversation.Replaced?) -> String? {
    (replaced?.deed.summary).map { voice.say(ProposalPhrase.replaces, ["what": $0]) }
  }
}
