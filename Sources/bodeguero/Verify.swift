internal import Application

enum Verify: Command {
  static let name = "verify"
  static let summary = "rehace los saldos desde el libro y los compara"
  static let usage = "[--json]"
  static let options = [
    (name: "--json", meaning: "el resultado como JSON")
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let isJSON = arguments.flag("--json")
    try arguments.finish()
    let audit = try await configuration.open(door: "terminal").audit()
    try isJSON ? printLine(audit.json) : say(audit.text)
    return audit.isClean ? .ok : .badData
  }
}
