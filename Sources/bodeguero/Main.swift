internal import Application
internal import Foundation

@main struct Main {
  static func main() async {
    var configuration = Configuration(
      environment: ProcessInfo.processInfo.environment,
      executable: Bundle.main.executablePath ?? CommandLine.arguments.first ?? "")
    let code: ExitCode
    do {
      code = try await run(Arguments(Array(CommandLine.arguments.dropFirst())), &configuration)
    } catch {
      let failure = Failure(error, store: configuration.storeName)
      complain(failure)
      code = failure.code
    }
    exit(code.rawValue)
  }

  private static func run(
    _ arguments: consuming Arguments, _ configuration: inout Configuration
  ) async throws -> ExitCode {
    let asksHelp = arguments.flag("--help") || arguments.flag("-h")
    let asksVersion = arguments.flag("--version")
    try configuration.take(from: &arguments)
    let name = arguments.firstWord()
    if asksVersion {
      try say("bodeguero \(version)")
      return .ok
    }
    if asksHelp || name == "help" {
      try say(try help(on: name == "help" ? arguments.word() : name))
      return .ok
    }
    return try await command(name ?? Chat.name).run(&arguments, configuration)
  }

  private static func help(on name: String?) throws(Failure) -> String {
    guard let name else { return HelpText.program }
    return HelpText.of(try command(name))
  }

  private static func command(_ name: String) throws(Failure) -> any Command.Type {
    guard let command = commands.first(where: { $0.name == name }) else {
      throw .usage("no conozco «\(name)»; vea «bodeguero help»")
    }
    return command
  }
}

/// Every subcommand, in the order in which help lists them.
let commands: [any Command.Type] = [
  Chat.self, Serve.self, Init.self, Demo.self, Import.self, Export.self, Tool.self, Understand.self,
  Explain.self,
  Evaluate.self, Learn.self, Test.self, Model.self, User.self, Token.self, Link.self, Channel.self, MCP.self,
  Settings.self, Verify.self, Backup.self, Restore.self,
]
