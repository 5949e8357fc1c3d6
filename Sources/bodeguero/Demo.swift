internal import Application

enum Demo: Command {
  static let name = "demo"
  static let summary = "llena un almacén vacío con la tienda de demostración"
  static let usage = "[--store RUTA]"

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    try arguments.finish()
    try say("La tienda de demostración está en \(try await configuration.createDemo())")
    return .ok
  }
}
