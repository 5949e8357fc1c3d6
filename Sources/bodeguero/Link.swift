internal import Application

enum Link: Command {
  static let name = "link"
  static let summary =
    "da un código de un solo uso para que un chat sepa quién escribe, o para entrar en el navegador"
  static let usage = "[--user NOMBRE] [--door chat|web] [--json]"
  static let options = [
    (
      name: "--door chat|web",
      meaning: "dónde se escribirá: en un chat, si no se dice, o en la página /entrar"
    ),
    (name: "--json", meaning: "el resultado como JSON"),
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let isJSON = arguments.flag("--json")
    let door = try arguments.option("--door") ?? "chat"
    try arguments.finish()
    let answer = try await configuration.open(door: "terminal").linkCode(for: door)
    try isJSON ? printLine(answer.json) : say(answer.text)
    return .ok
  }
}
