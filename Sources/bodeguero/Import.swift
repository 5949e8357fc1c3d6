internal import Application

enum Import: Command {
  static let name = "import"
  static let summary =
    "importa productos, existencias, ventas, sucursales, proveedores, clientes o usuarios de un CSV"
  static let usage =
    "products|stock|sales|branches|suppliers|customers|users ARCHIVO [--map 'su encabezado=nuestro,…'] "
    + "[--move-stock] [--json]"
  static let options: [(name: String, meaning: String)] = [
    (name: "--map 'SUYO=nuestro,…'", meaning: "cómo se llaman nuestras columnas en el archivo"),
    (name: "--move-stock", meaning: "las ventas importadas descuentan del stock de hoy"),
    (name: "--json", meaning: "el resultado como JSON"),
  ]
  static var notes: String? {
    """
    Las columnas de cada uno, sin importar mayúsculas ni acentos; en mayúsculas, las que no pueden faltar:
    \(HelpText.list(ImportKind.columnLists))

    Se entienden también sus nombres de todos los días: precio, costo, mínimo, código de barras, EAN, cant…
    Los folios se guardan en mayúsculas y sin espacios: FAC 77 queda FAC77.
    """
  }

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let renames = try arguments.option("--map")
    let movesStock = arguments.flag("--move-stock")
    let isJSON = arguments.flag("--json")
    let what = try arguments.word(
      "qué importar: products, stock, sales, branches, suppliers, customers o users")
    guard let kind = ImportKind(rawValue: what) else {
      throw Failure.usage("no sé importar «\(what)»: \(usage)")
    }
    let path = try arguments.word("el archivo («-» es la entrada estándar)")
    try arguments.finish()
    let open = try await configuration.open(door: "terminal")
    let report = try await open.importReport(path, kind: kind, renames: renames, movesStock: movesStock)
    try isJSON ? printLine(report.json) : say(report.text)
    return report.isComplete ? .ok : .badData
  }
}
