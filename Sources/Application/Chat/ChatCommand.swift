/// What a line that begins with `/` asks of the terminal itself.
enum ChatCommand: CaseIterable {
  case help, quit, undo, json, language, branch, history

  /// The Spanish name first, then the English one.
  var names: [String] {
    switch self {
    case .help: ["/ayuda", "/help"]
    case .quit: ["/salir", "/quit", "/exit"]
    case .undo: ["/deshacer", "/undo"]
    case .json: ["/json"]
    case .language: ["/idioma", "/language"]
    case .branch: ["/sucursal", "/branch"]
    case .history: ["/historial", "/history"]
    }
  }

  static var allNames: [String] { allCases.flatMap(\.names) }

  init?(name: String) {
    guard let command = Self.allCases.first(where: { $0.names.contains(name.lowercased()) }) else {
      return nil
    }
    self = command
  }
}
