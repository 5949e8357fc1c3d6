internal import Application

enum Link: Command {
  static let name = "link"
  static let summary = "da un código de un solo uso para que un chat sepa quién escribe"
  static let usage = "[--user NOMBRE] [--json]"
  static let options = [
    (name: "--json", meaning: "el resultado como JSON")
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let isJSON = arguments.flag("--json")
    try arguments.finish()
    let answer = try await configuration.open(door: "terminal").linkCode()
    try isJSON ? printLine(answer.json) : say(answer.text)
    return .ok
  }
}
