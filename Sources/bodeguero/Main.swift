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
      let given = words.first.flatMap { $0.hasPrefix("-") ? nil : $0 }
      if given != nil { words.removeFirst() }
      let name = given ?? "chat"
      var arguments = Arguments(words)
      if name == "help" || arguments.flag("--help") || arguments.flag("-h") {
        let asked = arguments.word() ?? given
        try say(asked.flatMap(help) ?? help)
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
      complain(failure)
      exit(failure.code.rawValue)
    }
    exit(code.rawValue)
  }

  /// What one command does and takes; nil for a name that none bears.
  private static func help(_ name: String) -> String? {
    commands.first { $0.name == name }.map {
      "bodeguero \($0.name) \($0.usage)\n\n\($0.summary)\n\n\(commonOptions)"
    }
  }

  /// What there is.
  private static var help: String {
    let width = commands.map { $0.name.count }.max() ?? 0
    let list = commands.map { command in
      "  \(command.name)\(String(repeating: " ", count: width - command.name.count + 2))\(command.summary)"
    }
    return "bodeguero: el asistente de su tienda\n\n" + list.joined(separator: "\n") + "\n\n" + commonOptions
  }
}
