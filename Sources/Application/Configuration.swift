internal import Foundation

/// The version of the program.
package let version = "0.1.0"

/// What a command was told about where to work: its own words first, then the environment.
package struct Configuration: Sendable {
  package var store: String?
  package var shop: String?
  package var branch: String?
  package var user: String?
  /// The fixed moment, as it was written.
  package var now: String?
  /// Whether to work in the demo shop's own file.
  package var isDemo = false
  package let environment: [String: String]
  /// The program's own path, beside which its data may lie.
  package let executable: String

  package init(environment: [String: String], executable: String) {
    (self.environment, self.executable) = (environment, executable)
    store = environment["BODEGUERO_STORE"].flatMap { $0.isEmpty ? nil : $0 }
    now = environment["BODEGUERO_NOW"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// `$XDG_DATA_HOME/bodeguero`, by default under `~/.local/share`.
  var dataFolder: String {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/bodeguero" }
    return (environment["HOME"] ?? NSHomeDirectory()) + "/.local/share/bodeguero"
  }

  /// The store of one's own shop.
  var storePath: String { store ?? dataFolder + "/tienda.sqlite" }

  /// The folder that holds `prompts` and `tools`: `BODEGUERO_HOME`, else `../share/bodeguero` beside the program,
  /// else the checkout it was built in.
  ///
  /// - Throws: `Failure.usage` when none of them does.
  func home() throws(Failure) -> String {
    if let home = environment["BODEGUERO_HOME"], !home.isEmpty {
      guard isHome(home) else {
        throw .usage("BODEGUERO_HOME=\(home): no hay carpetas «prompts» y «tools» ahí")
      }
      return home
    }
    let program = URL(fileURLWithPath: executable).resolvingSymlinksInPath()
    let shared = program.deletingLastPathComponent().appendingPathComponent("../share/bodeguero").standardized
      .path
    if isHome(shared) { return shared }
    var folder = program.deletingLastPathComponent()
    while folder.path != "/" {
      if isHome(folder.path) { return folder.path }
      folder.deleteLastPathComponent()
    }
    throw .usage(
      "no encuentro las carpetas «prompts» y «tools»; indique dónde están con BODEGUERO_HOME=/ruta")
  }

  private func isHome(_ folder: String) -> Bool {
    ["prompts", "tools"].allSatisfy { name in
      (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + name)) != nil
    }
  }
}
