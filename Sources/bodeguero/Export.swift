internal import Application

enum Export: Command {
  static let name = "export"
  static let summary = ""
  static let usage = ""

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    try arguments.finish()
    return .ok
  }
}
