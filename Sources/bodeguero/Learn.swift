internal import Application
internal import Foundation

enum Learn: Command {
  static let name = "learn"
  static let summary =
    "aprende de frases con su intención qué dice cada palabra, y lo escribe como weights.txt"
  static let usage = "idioma frases… [--catalogue catalogo] [--goal 99]"
  static let options = [
    (name: "--catalogue ARCHIVO", meaning: "los nombres del comercio, en vez de los del almacén"),
    (name: "--goal PORCIENTO", meaning: "cuántas de las que se contestan sin preguntar deben estar bien"),
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let catalogue = try arguments.option("--catalogue")
    let goal = try arguments.option("--goal").flatMap(Double.init) ?? 99
    let language = try arguments.word("el idioma, como es o en")
    var paths = [try arguments.word("el archivo de frases")]
    while let path = arguments.word() { paths.append(path) }
    try arguments.finish()
    let (file, report) = try await configuration.lesson(
      from: paths, language: language, goal: goal, catalogue: catalogue)
    try say(file)
    logLine(report)
    return .ok
  }
}
