internal import Assistant
internal import Channels
internal import Inventory
internal import Shop
internal import Store
internal import Synchronization

/// Answers whoever writes in a chat: people of a shop through the assistant, strangers politely and with no data.
struct ChatDesk: Sendable {
  let assistant: Assistant
  let accounts: Accounts
  /// In whose words and name strangers are answered.
  let host: Session
  /// Nil where nobody listens to recordings.
  private let notes: VoiceNotes?
  private let guesses = Allowance(burst: 5, perMinute: 1)
  /// So that two machines that answer each other come to an end.
  private let courtesies = Allowance(burst: 10, perMinute: 1)

  init(_ assistant: Assistant, _ accounts: Accounts, host: Session, notes: VoiceNotes? = nil) {
    (self.assistant, self.accounts, self.host, self.notes) = (assistant, accounts, host, notes)
  }

  /// What is answered to whoever wrote `message`, as far as the channel's chats are linked.
  ///
  /// What is answered `again` may have been heard before: then it agrees to nothing.
  ///
  /// - Throws: what the store throws when it cannot be reached.
  func answer(_ message: Message, on channel: String, again: Bool = false) async throws -> Answered {
    guard let linked = try await linked(message.person, on: channel) else {
      return try await answerStranger(
        message, in: ChatIdentity(channel: channel, id: message.person.id))
    }
    if case .voice(let handle, let seconds) = message.content, let notes {
      return try await answer(
        try await notes.words(
          of: handle, seconds: seconds, on: channel, message.language ?? linked.language, assistant.shop,
          linked.session),
        linked.session, message.language, speaking: linked.language)
    }
    return try await answer(
      message, linked.session, speaking: linked.language, writes: again ? .proposeInWriting : .propose)
  }

  /// What is answered to what was heard: first of all what was understood, since it may be something else.
  private func answer(
    _ heard: VoiceNotes.Outcome, _ session: Session, _ language: Language?, speaking usual: Language
  ) async throws -> Answered {
    let phrase: ChannelPhrase
    switch heard {
    case .words(let words):
      let options = TurnOptions(writes: .proposeInWriting, language: language)
      let turn = try await assistant.turn(words, session, options)
      let voice = assistant.voice(language ?? turn.language, session)
      var replies = turn.bound
      let echo = voice.say(ChannelPhrase.heard, ["words": words])
      if replies.isEmpty { replies = [Reply(echo)] } else { replies[0].lead = echo + "\n" + replies[0].lead }
      return Answered(replies, voice, turn: turn)
    case .tooLong: phrase = .longRecording
    case .unheard: phrase = .unheard
    case .unread: phrase = .unreadable
    }
    let voice = assistant.voice(language ?? usual, session)
    let minutes = voice.number(VoiceNotes.longest / 60)
    return Answered([Reply(voice.say(phrase, phrase == .longRecording ? ["minutes": minutes] : [:]))], voice)
  }

  /// What is answered to `message` on behalf of a session that has been opened already.
  ///
  /// - Throws: what the store throws when it cannot be reached.
  func answer(
    _ message: Message, _ session: Session, speaking language: Language,
    writes: TurnOptions.Writes = .propose
  ) async throws -> Answered {
    var options = TurnOptions(writes: writes)
    options.language = message.language
    let turn: Turn
    switch message.content {
    case .text(let text): turn = try await assistant.turn(text, session, options)
    case .choice(let id, _):
      let (answer, proposal) = ButtonMark.parts(id)
      options.tapped = proposal
      turn = try await assistant.turn(answer, session, options)
    case .understood(let understood, let text):
      turn = try await assistant.turn(text, taking: understood, session, options)
    case .voice, .unreadable:
      let voice = assistant.voice(message.language ?? language, session)
      let phrase = notes == nil ? ChannelPhrase.unreadable : .unreadableOrSpoken
      return Answered([Reply(voice.say(phrase))], voice)
    }
    return Answered(
      turn.bound, assistant.voice(options.language ?? turn.language, session), turn: turn)
  }

  /// Who writes, under any of the ids that the service has for them; nil for a stranger.
  private func linked(_ person: ChatPerson, on channel: String) async throws -> LinkedChat? {
    for id in [person.id] + person.aliases {
      if let linked = try await accounts.session(in: ChatIdentity(channel: channel, id: id)) { return linked }
    }
    return nil
  }

  /// What is answered when answering itself failed.
  func apology(_ message: Message) -> Answered { answer(.broken, to: message) }

  /// What is answered when the service waits no longer.
  func delay(_ message: Message) -> Answered { answer(.late, to: message) }

  private func answer(_ phrase: ChannelPhrase, to message: Message) -> Answered {
    let voice = assistant.voice(message.language ?? host.shop.language, host)
    return Answered([Reply(voice.say(phrase))], voice)
  }

  private func answerStranger(_ message: Message, in chat: ChatIdentity) async throws -> Answered {
    func courtesy(_ phrase: ChannelPhrase) -> Answered {
      let mayAnswer = courtesies.allow(chat, at: accounts.shop.now())
      return mayAnswer ? answer(phrase, to: message) : Answered([], assistant.voice(host.shop.language, host))
    }
    guard let text = message.content.words, OneTimeCode(text) != nil else { return courtesy(.stranger) }
    guard guesses.allow(chat, at: accounts.shop.now()) else { return courtesy(.wrongCode) }
    do {
      let linked = try await accounts.link(chat, code: text, language: message.language)
      let own = assistant.voice(linked.language, linked.session)
      let names = ["person": linked.session.person.name, "shop": linked.session.shop.name]
      return Answered([Reply(own.say(ChannelPhrase.linked, names))], own)
    } catch is AccessError {
      return answer(.wrongCode, to: message)
    }
  }
}

extension Turn {
  /// The replies, whose answers are bound to the proposal that waits for one.
  fileprivate var bound: [Reply] {
    guard case .confirmation(let proposal) = pending else { return replies }
    return replies.map { reply in
      var reply = reply
      if !reply.choices.isEmpty { reply.proposal = proposal }
      return reply
    }
  }
}

/// How often something is done for each stranger.
private final class Allowance: Sendable {
  private let limiter: Mutex<RateLimiter<ChatIdentity>>

  init(burst: Int, perMinute: Int) {
    limiter = Mutex(RateLimiter<ChatIdentity>(burst: burst, perMinute: perMinute))
  }

  func allow(_ chat: ChatIdentity, at now: Instant) -> Bool {
    limiter.withLock { $0.take(chat, at: now) } == nil
  }
}
