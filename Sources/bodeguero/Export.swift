internal import Application

enum Export: Command {
  static let name = "export"
  static let summary = "escribe un CSV que «import» vuelve a leer"
  static let usage = "products|stock|sales|branches|suppliers|customers|users ARCHIVO"

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let what = try arguments.word(
      "qué exportar: products, stock, sales, branches, suppliers, customers o users")
    guard let kind = ImportKind(rawValue: what) else {
      throw Failure.usage("no sé exportar «\(what)»: \(usage)")
    }
    let path = try arguments.word("el archivo («-» es la salida estándar)")
    try arguments.finish()
    try await configuration.open(door: "terminal").exportFile(path, kind: kind)
    return .ok
  }
}
