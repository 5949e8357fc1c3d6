internal import Application

enum Chat: Command {
  static let name = "chat"
  static let summary = ""
  static let usage = ""

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    try arguments.finish()
    return .ok
  }
}
