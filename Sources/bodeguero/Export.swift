internal import Application

enum Export: Command {
  static let name = "export"
  static let summary = "escribe productos, existencias o ventas en un CSV que «import» vuelve a leer"
  static let usage = "products|stock|sales ARCHIVO"

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let what = try arguments.word("qué exportar: products, stock o sales")
    guard let kind = ExportKind(rawValue: what) else {
      throw Failure.usage("no sé exportar «\(what)»: \(usage)")
    }
    let path = try arguments.word("el archivo («-» es la salida estándar)")
    try arguments.finish()
    try await configuration.open(door: "terminal").exportFile(path, kind: kind)
    return .ok
  }
}
