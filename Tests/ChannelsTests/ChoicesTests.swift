import Assistant
import Testing

@testable import Channels

@Suite struct `Choices as buttons` {
  @Test func `carry the whole answer behind a title that may be cut`() throws {
    let buttons = try #require(["Sí", "Shampoo Anticaída 400 ml"].buttons(title: 20, id: 256))
    #expect(buttons.map(\.id) == ["Sí", "Shampoo Anticaída 400 ml"])
    #expect(buttons.map(\.title) == ["Sí", "Shampoo Anticaída 4…"])
  }

  @Test func `are numbered where cutting makes them alike`() throws {
    let buttons = try #require(
      ["Crema para Manos Rosa 50 ml", "Crema para Manos Rosa 90 ml"].buttons(title: 20, id: 256))
    #expect(buttons.map(\.title) == ["1. Crema para Manos…", "2. Crema para Manos…"])
  }

  @Test func `offer the same answer once`() throws {
    #expect(try #require(["Sí", "No", "Sí"].buttons(title: 20, id: 256)).map(\.title) == ["Sí", "No"])
  }

  @Test func `represent an answer that is too long by its start, at a word's end`() throws {
    let buttons = try #require(["uno dos tres", "otro"].buttons(title: 20, id: 9))
    #expect(buttons.map(\.id) == ["uno dos", "otro"])
  }

  @Test func `are none where two answers could not be told apart`() {
    #expect(["uno dos tres", "uno dos cuatro"].buttons(title: 20, id: 9) == nil)
    #expect([""].buttons(title: 20, id: 9) == nil)
  }

  @Test func `of a proposal come back with the beginning of its id`() throws {
    var reply = Reply("¿Lo registro?", choices: ["sí", "no"])
    reply.proposal = "1f3a9c07-0000-4000-8000-000000000000"
    let ids = try #require(reply.buttons(title: 20, id: 256)).map(\.id)
    #expect(ids == ["sí·1f3a9c07", "no·1f3a9c07"])
    #expect(ButtonMark.parts("sí·1f3a9c07") == ("sí", "1f3a9c07"))
    for other in ["sí", "Crema · 50 ml", "sí·1f3a9c0", "Café·molido"] {
      #expect(ButtonMark.parts(other) == (other, nil))
    }
  }

  @Test func `stand in the text where there are no buttons, once each`() {
    let reply = Reply(
      "¿Cuál?", lines: ["1. Crema", "VENTA-1 · Bs 20"], closing: "Decime.",
      choices: ["Crema", "VENTA-1", "No"])
    #expect(reply.textWithChoices == "¿Cuál?\n1. Crema\nVENTA-1 · Bs 20\n· No\nDecime.")
  }
}
