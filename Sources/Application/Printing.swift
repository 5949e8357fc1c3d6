internal import Barcodes
internal import Console
internal import Foundation

/// Prints a line on standard output as it is: for programs, and for text that has been laid out already.
///
/// - Throws: `Failure` when the output takes no more, as on a full disk.
package func printLine(_ text: String) throws(Failure) {
  guard Terminal.output.write(text + "\n") else {
    throw Failure.unwritable
  }
}

extension Failure {
  static let unwritable = Failure(
    .internalError, "no se puede escribir la respuesta: la salida está llena o cerrada")
}

/// Prints text for people on standard output, with nothing in it that a terminal would obey.
///
/// - Throws: as `printLine`.
package func say(_ text: String) throws(Failure) { try printLine(text.harmless(keepingLines: true)) }

/// Prints why the program stops on standard error, harmless as well.
package func complain(_ failure: Failure) { warn(failure.message) }

/// Prints on standard error what is amiss, though the program goes on.
func warn(_ text: String) {
  Terminal.errors.write("bodeguero: " + text.harmless(keepingLines: true) + "\n")
}

/// Writes a line of the log on standard error as it is; one that nobody takes is lost.
package func logLine(_ text: String) { Terminal.errors.write(text + "\n") }

extension TerminalBackground {
  /// What this process's terminal says that it writes on.
  static var ofTerminal: TerminalBackground {
    TerminalBackground(colorFGBG: ProcessInfo.processInfo.environment["COLORFGBG"])
  }
}
