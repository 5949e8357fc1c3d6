import Inventory
import Testing

@testable import Understanding

/// Turns that lean on the one before.
struct DialogueTests {
  static let dialogues: [[SentenceLine]] = {
    let text = (try? TestShop.text("dialogues.txt")) ?? ""
    let blocks = text.split(separator: "\n", omittingEmptySubsequences: false).split(
      whereSeparator: \.isEmpty)
    return blocks.compactMap { block in try? block.compactMap { try SentenceLine($0) } }.filter {
      !$0.isEmpty
    }
  }()

  @Test func `the file of dialogues is read`() { #expect(Self.dialogues.count > 20) }

  @Test(arguments: dialogues)
  func `a conversation keeps its thread`(turns: [SentenceLine]) throws {
    let shop = try TestShop.shared.get()
    var context: Context?
    for turn in turns {
      if let note = turn.note { try Self.apply(note, to: &context) }
      let reading = shop.read(turn.text, after: context)
      let expected = try #require(turn.requests.first)
      #expect(reading.request == expected, "\(turn.text)")
      context = Context(intent: reading.request.intent, slots: reading.request.slots)
    }
  }

  private static func apply(_ note: String, to context: inout Context?) throws {
    let words = note.split(separator: " ", maxSplits: 1)
    let names = (words.count > 1 ? words[1] : "").split(separator: "|").map {
      String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    switch words[0] {
    case "confirm": context?.pending = .confirmation
    case "done": context?.pending = .done
    case "asks": context?.pending = .slot(try #require(names.first))
    case "offered": context?.pending = .choice(names)
    case "shown": context?.shown = names
    default: Issue.record("unknown note \(note)")
    }
  }
}
