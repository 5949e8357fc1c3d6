internal import Application

enum Understand: Command {
  static let name = "understand"
  static let summary = "dice qué se entiende de cada frase (líneas JSON por la entrada estándar)"
  static let usage = "< frases.jsonl"

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    try arguments.finish()
    try await configuration.understandLines()
    return .ok
  }
}
