internal import Application
internal import Foundation

enum Model: Command {
  static let name = "model"
  static let summary = "prueba el modelo de lenguaje configurado, o lee una respuesta grabada"
  static let usage = "check | usage [--json] | parse ARCHIVO [--piece BYTES]"
  static let options = [
    (name: "check", meaning: "prueba el modelo de OPENAI_BASE_URL, OPENAI_API_KEY y OPENAI_MODEL"),
    (name: "usage", meaning: "cuánto se usó y costó en los últimos 30 días"),
    (name: "parse ARCHIVO", meaning: "qué entiende el programa de esa respuesta, como JSON"),
    (name: "--piece BYTES", meaning: "con parse, la lee de a tantos bytes"),
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let piece = try arguments.option("--piece")
    let isJSON = arguments.flag("--json")
    switch try arguments.word("check, usage o parse") {
    case "check":
      try arguments.finish()
      let check = try await configuration.checkModel()
      try say(check.lines.joined(separator: "\n"))
      return check.works ? .ok : .internalError
    case "usage":
      try arguments.finish()
      try say(try await configuration.modelUsage(isJSON: isJSON))
      return .ok
    case "parse":
      let path = try arguments.word("el archivo")
      try arguments.finish()
      guard let size = Int(piece ?? "65536"), size > 0 else {
        throw Failure.usage("--piece «\(piece ?? "")»: se espera un número mayor que 0")
      }
      guard let data = FileManager.default.contents(atPath: path) else {
        throw Failure.usage("\(path): no se puede leer")
      }
      try printLine(recordedAnswer([UInt8](data), piece: size))
      return .ok
    case let other: throw Failure.usage("model «\(other)»: se espera check, usage o parse")
    }
  }
}
