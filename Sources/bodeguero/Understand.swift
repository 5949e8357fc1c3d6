internal import Application

enum Understand: Command {
  static let name = "understand"
  static let summary = "dice qué se entiende de cada frase (líneas JSON por la entrada estándar)"
  static let usage = "[--catalogue catalogo.json] < frases.jsonl"
  static let options = [
    (name: "--catalogue ARCHIVO", meaning: "los nombres del comercio, en vez de los del almacén")
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let catalogue = try arguments.option("--catalogue")
    try arguments.finish()
    try await configuration.understandLines(catalogue: catalogue)
    return .ok
  }
}
