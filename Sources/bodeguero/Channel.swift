internal import Application

enum Channel: Command {
  static let name = "channel"
  static let summary = "dice qué chats están conectados, y qué le falta a uno"
  static let usage = "list | check CANAL [--public-url URL] [--json]"
  static let options = [
    (name: "--public-url URL", meaning: "cómo llega el mundo a este servidor (o BODEGUERO_PUBLIC_URL)"),
    (name: "--json", meaning: "el resultado como JSON"),
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let isJSON = arguments.flag("--json")
    switch try arguments.word("qué hacer: list o check") {
    case "list":
      try arguments.finish()
      let answer = configuration.listChannels()
      try isJSON ? printLine(answer.json) : say(answer.text)
      return .ok
    case "check":
      let publicURL = try arguments.option("--public-url")
      let name = try arguments.word("el canal; vea «bodeguero channel list»")
      try arguments.finish()
      let check = try await configuration.checkChannel(name, publicURL: publicURL)
      try isJSON ? printLine(check.answer.json) : say(check.answer.text)
      return check.code
    case let verb: throw Failure.usage("«\(verb)»: se espera list o check")
    }
  }
}
