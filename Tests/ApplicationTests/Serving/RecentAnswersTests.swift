import Channels
import Inventory
import Testing

@testable import Application

@Suite struct `A message that comes twice` {
  private func message(_ id: String, _ text: String = "hola") -> Message {
    Message(id: id, person: ChatPerson(id: "5"), content: .text(text))
  }

  /// Which of the calls did the work whose answer is given.
  private func ask(
    _ recent: RecentAnswers<Int>, _ message: Message, at seconds: Int64 = 0, on channel: String = "rasa",
    _ number: Int
  ) async -> Int {
    await recent.answer(to: message, from: nil, on: channel, at: Instant(milliseconds: seconds * 1000)) {
      number
    }.value
  }

  @Test func `gets the same answer for two minutes`() async {
    let recent = RecentAnswers<Int>()
    #expect(await ask(recent, message("a"), 1) == 1)
    #expect(await ask(recent, message("a"), at: 120, 2) == 1)
    #expect(await ask(recent, message("a"), at: 121, 3) == 3)
  }

  @Test func `is another where its id, its words or its channel differ, or where it has no id`() async {
    let recent = RecentAnswers<Int>()
    #expect(await ask(recent, message("a"), 1) == 1)
    #expect(await ask(recent, message("b"), 2) == 2)
    #expect(await ask(recent, message("a", "sí"), 3) == 3)
    #expect(await ask(recent, message("a"), on: "dialogflow", 4) == 4)
    #expect(await ask(recent, message(""), 5) == 5)
    #expect(await ask(recent, message(""), 6) == 6)
  }

  @Test func `is forgotten behind many others`() async {
    let recent = RecentAnswers<Int>()
    for number in 0..<300 { _ = await ask(recent, message("\(number)"), number) }
    #expect(await ask(recent, message("299"), 1000) == 299)
    #expect(await ask(recent, message("0"), 1000) == 1000)
  }
}
