import Inventory
import Testing

@testable import Assistant

@Suite struct `What a model is told` {
  @Test(arguments: ["", "# Nada más que esto.\n\n"])
  func `is no file that says nothing`(_ rules: String) throws {
    let fault = #expect(throws: Phrasebook.Fault.self) {
      try ModelPrompt(.spanish, files: [("es/model-style.txt", "Corto."), ("es/model.txt", rules)])
    }
    #expect(fault?.file == "es/model.txt")
  }

  @Test func `is never its style alone`() {
    let fault = #expect(throws: Phrasebook.Fault.self) {
      try ModelPrompt(.spanish, files: [("es/model-style.txt", "Corto.")])
    }
    #expect(fault?.file == "es/model.txt")
  }
}
