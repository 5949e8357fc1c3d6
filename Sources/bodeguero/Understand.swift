internal import Application

enum Understand: Command {
  static let name = "understand"
  static let summary = ""
  static let usage = ""

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    try arguments.finish()
    return .ok
  }
}
