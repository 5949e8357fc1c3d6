internal import Application

enum Backup: Command {
  static let name = "backup"
  static let summary = "copia el almacén, aunque esté en uso"
  static let usage = "ARCHIVO"

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let path = try arguments.word("el archivo de la copia")
    try arguments.finish()
    try await configuration.open(door: "terminal").backup(to: path)
    try say("Copia hecha en \(path)")
    return .ok
  }
}

enum Restore: Command {
  static let name = "restore"
  static let summary = "comprueba una copia y la pone en lugar del almacén, que guarda aparte"
  static let usage = "ARCHIVO"

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode {
    let path = try arguments.word("el archivo de la copia")
    try arguments.finish()
    let restoration = try await configuration.restore(from: path)
    try say("Almacén recuperado en \(restoration.store)")
    if let former = restoration.former { try say("Lo que había antes quedó en \(former)") }
    return .ok
  }
}
