internal import Application

enum User: Command {
  static let name = "user"
  static let summary = "agrega a quien entra con contraseña, la cambia, lo da de baja"
  static let usage =
    "add NOMBRE --role ROL [--email DIRECCIÓN] | list | password NOMBRE | disable NOMBRE | enable NOMBRE"
  static let options = [
    (name: "--role ROL", meaning: "propietario, gerente, cajero, recepcionista, profesional o solo_lectura"),
    (name: "--email DIRECCIÓN", meaning: "con qué más puede entrar"),
    (name: "--password-stdin", meaning: "la contraseña viene por la entrada estándar, sin preguntar"),
    (name: "--json", meaning: "el resultado como JSON"),
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let isJSON = arguments.flag("--json")
    let source = arguments.flag("--password-stdin") ? PasswordSource.standardInput : .terminal
    let answer: CommandAnswer
    switch try arguments.word("qué hacer: add, list, password, disable o enable") {
    case "add":
      let email = try arguments.option("--email")
      guard let role = try arguments.option("--role") else {
        throw Failure.usage("falta --role; por ejemplo: bodeguero user add Marta --role propietario")
      }
      let name = try named(&arguments)
      answer = try await configuration.open(door: "terminal")
        .addPerson(name, role: role, email: email, password: source)
    case "list":
      try arguments.finish()
      answer = try await configuration.open(door: "terminal").listPeople()
    case "password":
      let name = try named(&arguments)
      answer = try await configuration.open(door: "terminal").setPassword(of: name, from: source)
    case "disable":
      let name = try named(&arguments)
      answer = try await configuration.open(door: "terminal").setActive(false, name)
    case "enable":
      let name = try named(&arguments)
      answer = try await configuration.open(door: "terminal").setActive(true, name)
    case let verb: throw Failure.usage("«\(verb)»: se espera add, list, password, disable o enable")
    }
    try isJSON ? printLine(answer.json) : say(answer.text)
    return .ok
  }

  /// The name, after which nothing may follow.
  private static func named(_ arguments: inout Arguments) throws(Failure) -> String {
    let name = try arguments.word("el nombre")
    try arguments.finish()
    return name
  }
}
