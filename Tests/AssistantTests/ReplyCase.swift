import Assistant
import Inventory
import Testing
import Understanding

/// What a look-up in the street shop answers, in Spanish and where given in English.
struct ReplyCase: Sendable, CustomTestStringConvertible {
  let tool: Tool
  let slots: Slots
  let replies: [Language: String]

  init(_ tool: Tool, _ slots: Slots, es: String, en: String? = nil) {
    (self.tool, self.slots) = (tool, slots)
    replies = [Language.spanish: es, .english: en].compactMapValues(\.self)
  }

  var testDescription: String { "\(tool.name) \(slots.values.keys.sorted().joined(separator: " "))" }

  func check() async throws {
    let shop = try await Street.shop.value
    for (language, expected) in replies {
      #expect(try await shop.run(tool, slots, in: language).reply.text == expected)
    }
  }
}

func count(_ value: Int) -> SlotValue { .number(SlotValue.Number(value)) }
