internal import Console

/// Where a command takes a password from.
package enum PasswordSource: Sendable {
  /// A person at the terminal, who types it twice unseen.
  case terminal
  /// The first line of standard input.
  case standardInput

  /// - Throws: `Failure`: nobody at the terminal, given up, or the two differ.
  func password() throws(Failure) -> String {
    switch self {
    case .terminal:
      guard Terminal.input.isInteractive else {
        throw .usage(
          "no hay una terminal donde pedir la contraseña: désela por la entrada con --password-stdin")
      }
      guard let first = Terminal.input.secret(asking: "Contraseña: "),
        let second = Terminal.input.secret(asking: "Otra vez: ")
      else { throw Failure(.needsConfirmation, "sin contraseña no se cambió nada") }
      guard first == second else {
        throw Failure(.badData, "las dos contraseñas no son iguales: no se cambió nada")
      }
      return first
    case .standardInput:
      guard let line = readLine() else {
        throw Failure(.badData, "no llegó ninguna contraseña por la entrada")
      }
      return line
    }
  }
}
