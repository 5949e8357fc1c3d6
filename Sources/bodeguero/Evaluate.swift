internal import Application

enum Evaluate: Command {
  static let name = "evaluate"
  static let summary = ""
  static let usage = ""

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    try arguments.finish()
    return .ok
  }
}
