internal import Application

enum Evaluate: Command {
  static let name = "evaluate"
  static let summary = "mide cuánto se entiende de un archivo de frases con su intención"
  static let usage = "frases.jsonl [--dialogues | --openings] [--catalogue catalogo.json]"
  static let options = [
    (name: "--dialogues", meaning: "entre dos líneas vacías hay una charla: cada frase sigue a la anterior"),
    (name: "--openings", meaning: "entre dos líneas vacías, cada frase sigue a la primera"),
    (name: "--catalogue ARCHIVO", meaning: "los nombres del comercio, en vez de los del almacén"),
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let catalogue = try arguments.option("--catalogue")
    let order: SentenceOrder =
      arguments.flag("--dialogues") ? .turns : arguments.flag("--openings") ? .openings : .apart
    let path = try arguments.word("el archivo de frases, una línea JSON cada una")
    try arguments.finish()
    try say(try await configuration.evaluation(of: path, order, catalogue: catalogue))
    return .ok
  }
}
