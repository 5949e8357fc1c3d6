/// What `--help` prints.
enum HelpText {
  /// What there is.
  static var program: String {
    """
    bodeguero: el asistente de su tienda

    \(list(commands.map { ($0.name, $0.summary) }))

    Valen para todos, antes o después del nombre:
    \(list(commonOptions))

    «bodeguero NOMBRE --help» explica cada uno; «bodeguero --version» dice qué versión es.
    Termina con 0 si salió bien, 1 por una falla interna, 2 si la orden está mal escrita, 3 si no se puede usar
    el almacén, 4 si no se entendió, 5 si falta confirmar o permiso, 6 si los datos están mal.
    """
  }

  /// What one command does and takes.
  static func of(_ command: any Command.Type) -> String {
    let options = command.options
    return """
      bodeguero \(command.name) \(command.usage)

      \(command.summary)

      \(options.isEmpty ? "" : list(options) + "\n\n")\(command.notes.map { $0 + "\n\n" } ?? "")Vale para todos:
      \(list(commonOptions))
      """
  }

  static func list(_ rows: [(name: String, meaning: String)]) -> String {
    let width = rows.map(\.name.count).max() ?? 0
    return rows.map { row in
      "  \(row.name)\(String(repeating: " ", count: width - row.name.count + 2))\(row.meaning)"
    }.joined(separator: "\n")
  }
}
