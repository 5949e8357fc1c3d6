internal import Application

enum Serve: Command {
  static let name = "serve"
  static let summary = "atiende por HTTP: la API REST y los chats"
  static let usage = "[--listen DIRECCIÓN:PUERTO] [--public-url URL] [--tls-cert ARCHIVO --tls-key ARCHIVO]"
  static let options = [
    (name: "--listen DIRECCIÓN:PUERTO", meaning: "dónde escucha; 127.0.0.1:8080 si no se dice"),
    (name: "--public-url URL", meaning: "cómo llega el mundo a este servidor"),
    (name: "--tls-cert ARCHIVO", meaning: "certificado en PEM, con --tls-key"),
    (name: "--tls-key ARCHIVO", meaning: "su clave privada, en PEM"),
  ]

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let settings = try ServerSettings(
      listen: try arguments.option("--listen"), publicURL: try arguments.option("--public-url"),
      certificate: try arguments.option("--tls-cert"), key: try arguments.option("--tls-key"),
      environment: configuration.environment)
    try arguments.finish()
    let server = try await configuration.serve(settings, log: logLine)
    let place = "\(settings.address):\(server.port)"
    try say(
      "Atendiendo en \(settings.origin(port: server.port))/, escuchando en \(place) — Ctrl-C para terminar")
    let inviting = Task { await server.inviteAtTerminal(log: logLine) }
    await waitForStopSignal()
    inviting.cancel()
    await server.stop()
    return .ok
  }
}
