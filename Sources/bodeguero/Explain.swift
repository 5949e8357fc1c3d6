internal import Application

enum Explain: Command {
  static let name = "explain"
  static let summary = "explica palabra por palabra por qué una frase se entiende como se entiende"
  static let usage = "\"frase\" [--catalogue catalogo.json]"
  static let options = [
    (name: "--catalogue ARCHIVO", meaning: "los nombres del comercio, en vez de los del almacén")
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let catalogue = try arguments.option("--catalogue")
    let sentence = try arguments.word("la frase, entre comillas")
    try arguments.finish()
    try say(try await configuration.explanation(of: sentence, catalogue: catalogue))
    return .ok
  }
}
