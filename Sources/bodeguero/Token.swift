internal import Application

enum Token: Command {
  static let name = "token"
  static let summary = "da a un programa con qué entrar, o se lo quita"
  static let usage =
    "create --name NOMBRE --role ROL [--scope leer,escribir] [--days DÍAS] [--person NOMBRE] | list | revoke NÚMERO"
  static let options = [
    (name: "--name NOMBRE", meaning: "para qué programa es"),
    (name: "--role ROL", meaning: "hasta dónde llega, sin pasar de lo que puede su dueño"),
    (name: "--scope ALCANCES", meaning: "leer, escribir o leer,escribir (si no se dice, los dos)"),
    (name: "--days DÍAS", meaning: "cuánto vale (si no se dice, hasta que se revoque)"),
    (name: "--person NOMBRE", meaning: "en nombre de quién actúa (si no se dice, de quien lo crea)"),
    (name: "--json", meaning: "el resultado como JSON"),
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let isJSON = arguments.flag("--json")
    let answer: CommandAnswer
    switch try arguments.word("qué hacer: create, list o revoke") {
    case "create":
      guard let name = try arguments.option("--name"), let role = try arguments.option("--role") else {
        throw Failure.usage("faltan --name y --role; por ejemplo: --name caja --role cajero")
      }
      var request = TokenRequest(name: name, role: role)
      request.scopes = try arguments.option("--scope")
      request.days = try arguments.option("--days")
      request.person = try arguments.option("--person")
      try arguments.finish()
      answer = try await configuration.open(door: "terminal").createToken(request)
    case "list":
      try arguments.finish()
      answer = try await configuration.open(door: "terminal").listTokens()
    case "revoke":
      let number = try arguments.word("el número del token; vea «bodeguero token list»")
      try arguments.finish()
      answer = try await configuration.open(door: "terminal").revokeToken(number)
    case let verb: throw Failure.usage("«\(verb)»: se espera create, list o revoke")
    }
    try isJSON ? printLine(answer.json) : say(answer.text)
    return .ok
  }
}
