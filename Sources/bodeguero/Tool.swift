internal import Application

enum Tool: Command {
  static let name = "tool"
  static let summary = "ejecuta una herramienta del asistente, o las lista"
  static let usage = "NOMBRE ['{\"argumento\":…}'] [--yes] [--json] | --list --json"
  static let options = [
    (name: "--yes", meaning: "confirma de antemano lo que cambia la tienda"),
    (name: "--json", meaning: "el resultado como JSON"),
    (name: "--list", meaning: "las definiciones de todas las herramientas, como JSON"),
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let isList = arguments.flag("--list")
    let isJSON = arguments.flag("--json")
    let agrees = arguments.flag("--yes")
    if isList {
      try arguments.finish()
      try printLine(try await configuration.toolDefinitions())
      return .ok
    }
    let name = try arguments.word("el nombre de la herramienta; vea «bodeguero tool --list»")
    let json = arguments.word() ?? "{}"
    try arguments.finish()
    let run = try await configuration.runTool(name, arguments: json, agrees: agrees, isJSON: isJSON)
    try isJSON ? printLine(run.text) : say(run.text)
    return run.isProposal ? .needsConfirmation : .ok
  }
}
