internal import Application
internal import Foundation

@main struct Main {
  static var commands: [any Command.Type] {
    [
      Chat.self, Init.self, Demo.self, Import.self, Export.self, Tool.self, Understand.self, Explain.self,
      Evaluate.self, Test.self, Verify.self, Backup.self, Restore.self,
    ]
  }

  static func main() async {
    var words = Array(CommandLine.arguments.dropFirst())
    var configuration = Configuration(
      environment: ProcessInfo.processInfo.environment,
      executable: Bundle.main.executablePath ?? CommandLine.arguments.first ?? "")
    let code: ExitCode
    do {
      let name = words.first.map { $0.hasPrefix("-") ? "chat" : $0 } ?? "chat"
      if let first = words.first, !first.hasPrefix("-") { words.removeFirst() }
      var arguments = Arguments(words)
      if name == "help" || arguments.flag("--help") || arguments.flag("-h") {
        printLine(help(arguments.word() ?? name))
        code = .ok
      } else {
        try configuration.take(from: &arguments)
        guard let command = commands.first(where: { $0.name == name }) else {
          throw Failure.usage("no conozco «\(name)»; vea «bodeguero help»")
        }
        code = try await command.run(&arguments, configuration)
      }
    } catch {
      let failure = Failure(error, store: configuration.storeName)
      printError("bodeguero: \(failure.message)")
      exit(failure.code.rawValue)
    }
    exit(code.rawValue)
  }

  private static func help(_ name: String) -> String {
    if let command = commands.first(where: { $0.name == name }), name != "chat" {
      return "bodeguero \(command.name) \(command.usage)\n\n\(command.summary)\n\n\(commonOptions)"
    }
    let width = commands.map { $0.name.count }.max() ?? 0
    let list = commands.map { command in
      "  \(command.name)\(String(repeating: " ", count: width - command.name.count + 2))\(command.summary)"
    }
    return "bodeguero: el asistente de su tienda\n\n" + list.joined(separator: "\n") + "\n\n" + commonOptions
  }
}
