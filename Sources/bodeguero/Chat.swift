internal import Application

enum Chat: Command {
  static let name = "chat"
  static let summary = "conversa con la tienda (es lo que hace «bodeguero» a secas)"
  static let usage = "[-c PREGUNTA [--yes]] [--write] [--continue] [--json]"

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
