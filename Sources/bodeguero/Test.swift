internal import Application

enum Test: Command {
  static let name = "test"
  static let summary = "comprueba conversaciones escritas: lo que se dice, lo que se contesta y lo que cambia"
  static let usage = "ARCHIVO… [--json]"
  static let options = [
    (name: "--json", meaning: "el resultado como JSON")
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let isJSON = arguments.flag("--json")
    var paths = [try arguments.word("el archivo de conversaciones")]
    while let path = arguments.word() { paths.append(path) }
    try arguments.finish()
    let test = try await configuration.testConversations(paths)
    try isJSON ? printLine(test.json) : say(test.text)
    return test.isClean ? .ok : .internalError
  }
}
