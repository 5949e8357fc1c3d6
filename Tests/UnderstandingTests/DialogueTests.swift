import Inventory
import Testing

@testable import Understanding

/// Turns that lean on the one before.
@Suite(.threadOfItsOwn) struct DialogueTests {
  static let dialogues = blocks(of: "dialogues.txt")

  /// The lines of a file that belong together: those between two empty ones.
  private static func blocks(of file: String) -> [[SentenceLine]] {
    let text = (try? TestShop.text(file)) ?? ""
    let blocks = text.split(separator: "\n", omittingEmptySubsequences: false).split(
      whereSeparator: \.isEmpty)
    return blocks.compactMap { block in try? block.compactMap { try SentenceLine($0) } }.filter {
      !$0.isEmpty
    }
  }

  @Test func `the file of dialogues is read`() { #expect(Self.dialogues.count > 20) }

  /// One opening and everything that may follow it.
  private static let openings: [[SentenceLine]] = blocks(of: "answers.txt")

  @Test func `what follows is understood whichever way it is put`() throws {
    let shop = try TestShop.shared.get()
    var (right, wrong) = (0, [String]())
    for block in Self.openings {
      let opening = try #require(block.first?.requests.first)
      for turn in block.dropFirst() {
        var context: Context? = Context(intent: opening.intent, slots: opening.slots)
        if let note = turn.note { try Self.apply(note, to: &context) }
        let request = shop.read(turn.text, after: context).request
        if request == turn.requests.first { right += 1 } else { wrong.append(turn.text) }
      }
    }
    #expect(right > 240)
    #expect(wrong.count * 100 <= right * 3, "\(wrong)")
  }

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
