internal import Console
internal import Protocols
internal import SQLite

extension Configuration {
  /// Serves the shop to one client of the Model Context Protocol on standard input and output, until the input ends.
  ///
  /// What a client cannot ask its person itself it may change only where `writes`.
  package func serveMCP(writes: Bool) async throws {
    let open = try await open(door: "mcp")
    let server = MCPServer(try loadAssistant(open), version: version) { line in
      Terminal.errors.write("bodeguero: \(line)\n")
    }
    let output = Terminal.output
    let dialogue = MCPDialogue(server, open.session, isTrustedToAsk: writes) { output.write($0 + "\n") }
    let lines = LineReader(.input, longest: 10_000_000)
    await dialogue.run {
      switch await lines.next() {
      case .text(let bytes): .text(bytes)
      case .tooLong: .tooLong
      case nil: nil
      }
    }
    await open.database.close()
  }
}
