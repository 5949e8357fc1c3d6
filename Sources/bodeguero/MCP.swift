internal import Application

enum MCP: Command {
  static let name = "mcp"
  static let summary = "atiende a otro asistente (Claude y otros) por la entrada y la salida: docs/mcp.md"
  static let usage = "[--write]"
  static let options = [
    (name: "--write", meaning: "ofrece cambiar la tienda también a un cliente que no sabe mostrar preguntas")
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let writes = arguments.flag("--write")
    try arguments.finish()
    try await configuration.serveMCP(writes: writes)
    return .ok
  }
}
