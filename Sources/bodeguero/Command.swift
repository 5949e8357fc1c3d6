internal import Application

/// A subcommand: its words, and what it does with the rest of the line.
protocol Command: Sendable {
  static var name: String { get }
  /// One line for the list of commands.
  static var summary: String { get }
  /// What may follow the name.
  static var usage: String { get }
  /// What each option of its own does, a line each.
  static var options: [(name: String, meaning: String)] { get }

  /// What else its help says, behind the options.
  static var notes: String? { get }

  static func run(_ arguments: inout Arguments, _ configuration: Configuration) async throws -> ExitCode
}

extension Command {
  static var options: [(name: String, meaning: String)] { [] }
  static var notes: String? { nil }
}

/// The options that every command takes, before its name or after.
let commonOptions: [(name: String, meaning: String)] = [
  ("--store RUTA", "dónde está el almacén (o BODEGUERO_STORE)"),
  ("--shop NOMBRE", "qué comercio, si hay varios"),
  ("--branch NOMBRE", "desde qué sucursal"),
  ("--user NOMBRE", "en nombre de quién"),
  ("--now HORA", "fija el reloj: 2025-11-20 o 2025-11-20T18:30 (o BODEGUERO_NOW)"),
  ("--demo", "usa la tienda de demostración"),
]

extension Configuration {
  /// Takes the common options out of `arguments`.
  mutating func take(from arguments: inout Arguments) throws(Failure) {
    let named = try arguments.option("--store")
    store = named ?? store
    shop = try arguments.option("--shop") ?? shop
    branch = try arguments.option("--branch") ?? branch
    user = try arguments.option("--user") ?? user
    now = try arguments.option("--now") ?? now
    isDemo = arguments.flag("--demo") || isDemo
    if isDemo, named != nil {
      throw .usage("--demo y --store no van juntos: la tienda de demostración tiene su propio archivo")
    }
  }
}
