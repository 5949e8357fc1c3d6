internal import Application

enum Test: Command {
  static let name = "test"
  static let summary = ""
  static let usage = ""

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    try arguments.finish()
    return .ok
  }
}
