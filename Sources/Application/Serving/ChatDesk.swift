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
  private let guesses = Guesses()

  init(_ assistant: Assistant, _ accounts: Accounts, host: Session) {
    (self.assistant, self.accounts, self.host) = (assistant, accounts, host)
  }

  /// What is answered to a message, and how it speaks.
  struct Answer: Sendable {
    var replies: [Reply]
    let voice: Voice
    /// Nil where nobody was let in.
    var turn: Turn?
  }

  /// - Throws: what the store throws when it cannot be reached.
  func answer(_ message: Message, on channel: String) async throws -> Answer {
    guard let linked = try await linked(message.person, on: channel) else {
      return try await answerStranger(
        message, in: ChatIdentity(channel: channel, id: message.person.id))
    }
    let voice = assistant.voice(message.language ?? linked.language, linked.session)
    var options = TurnOptions()
    options.language = message.language
    let turn: Turn
    switch message.content {
    case .text(let text): turn = try await assistant.turn(text, linked.session, options)
    case .choice(let id, _): turn = try await assistant.turn(id, linked.session, options)
    case .understood(let request, let text):
      turn = try await assistant.turn(text, taking: request, linked.session, options)
    case .voice, .unreadable:
      return Answer(replies: [Reply(voice.say(ChannelPhrase.unreadable))], voice: voice)
    }
    return Answer(
      replies: turn.replies, voice: assistant.voice(options.language ?? turn.language, linked.session),
      turn: turn)
  }

  /// Who writes, under any of the ids that the service has for them; nil for a stranger.
  private func linked(_ person: ChatPerson, on channel: String) async throws -> LinkedChat? {
    for id in [person.id] + person.aliases {
      if let linked = try await accounts.session(in: ChatIdentity(channel: channel, id: id)) { return linked }
    }
    return nil
  }

  /// What is answered when answering itself failed.
  func apology(_ message: Message) -> Answer {
    let voice = assistant.voice(message.language ?? host.shop.language, host)
    return Answer(replies: [Reply(voice.say(ChannelPhrase.broken))], voice: voice)
  }

  private func answerStranger(_ message: Message, in chat: ChatIdentity) async throws -> Answer {
    let voice = assistant.voice(message.language ?? host.shop.language, host)
    guard case .text(let text) = message.content, OneTimeCode(text) != nil else {
      return Answer(replies: [Reply(voice.say(ChannelPhrase.stranger))], voice: voice)
    }
    guard guesses.allow(chat, at: accounts.shop.now()) else {
      return Answer(replies: [Reply(voice.say(ChannelPhrase.wrongCode))], voice: voice)
    }
    do {
      let linked = try await accounts.link(chat, code: text, language: message.language)
      let own = assistant.voice(linked.language, linked.session)
      let names = ["person": linked.session.person.name, "shop": linked.session.shop.name]
      return Answer(replies: [Reply(own.say(ChannelPhrase.linked, names))], voice: own)
    } catch is AccessError {
      return Answer(replies: [Reply(voice.say(ChannelPhrase.wrongCode))], voice: voice)
    }
  }
}

/// How often a stranger may try a code: five at once, then one a minute.
private final class Guesses: Sendable {
  private let limiter = Mutex(RateLimiter<ChatIdentity>(burst: 5, perMinute: 1))

  func allow(_ chat: ChatIdentity, at now: Instant) -> Bool {
    limiter.withLock { $0.take(chat, at: now) } == nil
  }
}
