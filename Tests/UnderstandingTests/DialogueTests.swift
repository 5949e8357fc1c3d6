import Inventory
import Testing

@testable import Understanding

/// Turns that lean on the one before.
@Suite(.threadOfItsOwn) struct DialogueTests {
  static let dialogues = (try? SentenceBlock.blocks(of: TestShop.text("dialogues.txt"))) ?? []

  @Test func `the file of dialogues is read`() { #expect(Self.dialogues.count > 20) }

  @Test func `what follows is understood whichever way it is put`() throws {
    let shop = try TestShop.shared.get()
    var (right, wrong) = (0, [String]())
    for block in try SentenceBlock.blocks(of: TestShop.text("answers.txt")) {
      for row in try block.rows(.openings).dropFirst() {
        let request = shop.read(row.text, after: row.context).request
        if request == row.expected { right += 1 } else { wrong.append(row.text) }
      }
    }
    #expect(right > 240)
    #expect(wrong.count * 100 <= right * 3, "\(wrong)")
  }

  @Test(arguments: dialogues)
  func `a conversation keeps its thread`(dialogue: SentenceBlock) throws {
    let shop = try TestShop.shared.get()
    for row in try dialogue.rows(.turns) {
      #expect(shop.read(row.text, after: row.context).request == row.expected, "\(row.text)")
    }
  }

  @Test func `a bracket that says nothing of the turn before is told`() throws {
    let lines = "es | ventas de hoy => sales_summary period=today\n[asked] es | y ayer => sales_summary"
    let block = try #require(try SentenceBlock.blocks(of: lines).first)
    #expect(throws: SentenceLine.Flaw.self) { try block.rows(.turns) }
  }
}
