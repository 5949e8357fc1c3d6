import Channels
import Inventory
import Shop
import Store
import Testing

@testable import Application

@Suite struct `What becomes of a message` {
  private func message(_ form: Parcel.Form = .usual, attempts: Int = 0, age: Int64 = 0) -> OutgoingMessage {
    OutgoingMessage(
      id: OutgoingMessageID(1), channel: "whatsapp", person: "1", address: "1", content: "{}",
      form: form.name, attempts: attempts, age: age)
  }

  @Test func `that was tried in vain several times may still be sent in another form`() {
    let tried = message(attempts: 9, age: 600)
    #expect(
      tried.outcome(.otherForm(.template, why: "131047"))
        == .postponed(seconds: 0, form: "template", why: "131047"))
  }

  @Test func `goes to the other number as a template where both are called for`() {
    let tried = message(.otherNumber, attempts: 1)
    #expect(
      tried.outcome(.otherForm(.template, why: "131047"))
        == .postponed(seconds: 0, form: "otherNumber+template", why: "131047"))
  }

  @Test(arguments: [Parcel.Form.template, [.otherNumber, .template]])
  func `is sent once in each form`(form: Parcel.Form) {
    #expect(message(form).outcome(.otherForm(.template, why: "131047")) == .dropped(why: "131047"))
  }

  @Test(
    arguments: [(nil, 0, 2), (nil, 20, 300), (6, 0, 6), (6, 9, 300), (900, 20, 900)] as [(Int?, Int, Int64)])
  func `waits longer after every try, a few minutes at most unless the service asks for more`(
    asked: Int?, attempts: Int, pause: Int64
  ) {
    #expect(
      message(attempts: attempts).outcome(.retry(after: asked, why: "x"))
        == .postponed(seconds: pause, form: "usual", why: "x"))
  }

  @Test func `is given up after a day, however often it was tried`() {
    let tried = message(attempts: 500, age: 86_399).outcome(.retry(after: 6, why: "131056"))
    #expect(tried == .postponed(seconds: 300, form: "usual", why: "131056"))
    let old = message(attempts: 2, age: 86_400).outcome(.retry(after: 6, why: "131056"))
    #expect(old == .dropped(why: "se intentó demasiado: 131056"))
  }
}
