internal import Application

enum Settings: Command {
  static let name = "settings"
  static let summary = "muestra y cambia cómo trabaja la tienda: folios, cierre, reglas de stock"
  static let usage =
    "[list] | set AJUSTE VALOR [--product SKU | --category NOMBRE | --branch NOMBRE] | unset AJUSTE […]"
  static let options = [
    (name: "--product SKU", meaning: "solo para ese producto"),
    (name: "--category NOMBRE", meaning: "para esa categoría y las de abajo: Cremas, o «Rostro > Cremas»"),
    (name: "--branch NOMBRE", meaning: "para esa sucursal"),
    (name: "--json", meaning: "el resultado como JSON"),
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let isJSON = arguments.flag("--json")
    let target = SettingTarget(
      product: try arguments.option("--product"), category: try arguments.option("--category"))
    let answer: CommandAnswer
    switch arguments.word() ?? "list" {
    case "list":
      try arguments.finish()
      answer = try await configuration.open(door: "terminal").listSettings()
    case "set":
      let name = try arguments.word("el ajuste; vea «bodeguero settings»")
      let value = try arguments.word("el valor de \(name)")
      try arguments.finish()
      answer = try await configuration.open(door: "terminal").set(name, to: value, of: target)
    case "unset":
      let name = try arguments.word("el ajuste; vea «bodeguero settings»")
      try arguments.finish()
      answer = try await configuration.open(door: "terminal").unset(name, of: target)
    case let verb: throw Failure.usage("«\(verb)»: se espera list, set o unset")
    }
    try isJSON ? printLine(answer.json) : say(answer.text)
    return .ok
  }
}
