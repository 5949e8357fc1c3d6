internal import Application

enum Chat: Command {
  static let name = "chat"
  static let summary = "conversa con la tienda (es lo que hace «bodeguero» a secas)"
  static let usage = "[-c PREGUNTA [--yes]] [--write] [--continue] [--json]"
  static let options = [
    (name: "-c PREGUNTA", meaning: "pregunta una sola cosa; si cambia algo, muestra qué cambiaría"),
    (name: "--yes", meaning: "con -c, confirma de antemano"),
    (name: "--write", meaning: "deja que un guion por la entrada estándar cambie la tienda"),
    (name: "--continue", meaning: "sigue la última charla"),
    (name: "--json", meaning: "un objeto JSON por turno"),
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    var options = ChatOptions()
    options.question = try arguments.option("-c")
    options.isJSON = arguments.flag("--json")
    options.agrees = arguments.flag("--yes")
    options.writes = arguments.flag("--write")
    options.continues = arguments.flag("--continue")
    try arguments.finish()
    return try await configuration.chat(options)
  }
}
