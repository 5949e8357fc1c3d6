internal import Foundation
internal import Wire

extension Configuration {
  /// Reads the conversations of a file; a shop it names is a file beside it.
  ///
  /// - Throws: `Failure` with exit code 6 for a file that cannot be read or understood, with its line.
  package func conversations(in path: String) throws(Failure) -> [ConversationScript] {
    guard let text = Self.text(of: path) else {
      throw Failure(.badData, "\(path): no se puede leer, o no es UTF-8")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      return try ConversationReader.read(text, file: path) { name in
        for ending in ["tienda", "shop"] {
          let path = folder.appendingPathComponent("\(name).\(ending)").path
          if let text = Self.text(of: path) { return (path, text) }
        }
        return nil
      }
    } catch {
      throw Failure(.badData, "\(error)")
    }
  }

  private static func text(of path: String) -> String? {
    FileManager.default.contents(atPath: path).flatMap { String(data: $0, encoding: .utf8) }
  }

  /// Holds every conversation of the files, one after the other.
  package func testConversations(_ paths: [String]) async throws -> ConversationTest {
    let scripts = try paths.flatMap { path throws(Failure) in try conversations(in: path) }
    var test = ConversationTest()
    do {
      for script in scripts { test.outcomes.append(try await hold(script)) }
    } catch let fault as ScriptFault {
      throw Failure(.badData, "\(fault)")
    }
    return test
  }
}

/// What the conversations of some files came to.
package struct ConversationTest: Sendable {
  package internal(set) var outcomes: [ConversationOutcome] = []

  package var isClean: Bool { outcomes.allSatisfy(\.differences.isEmpty) }

  package var text: String {
    let turns = outcomes.reduce(0) { $0 + $1.script.turns.count }
    let failed = outcomes.filter { !$0.differences.isEmpty }
    let summary =
      failed.isEmpty
      ? "\(outcomes.count) conversaciones, \(turns) mensajes: todo como se esperaba."
      : "\(failed.count) de \(outcomes.count) conversaciones no van como se esperaba."
    return (failed.map(\.text) + [summary]).joined(separator: "\n\n")
  }

  package var json: String {
    let differences = outcomes.flatMap { outcome in
      outcome.differences.map { difference -> JSON in
        [
          "archivo": .string(outcome.script.file), "linea": JSON(difference.line),
          "conversacion": .string(outcome.script.title), "mensaje": .string(difference.said),
          "esperado": .string(difference.expected), "hallado": .string(difference.found),
        ]
      }
    }
    let result: JSON = [
      "ok": .bool(isClean), "conversaciones": JSON(outcomes.count), "diferencias": .array(differences),
    ]
    return result.text
  }
}

extension ConversationOutcome {
  /// The differences as a person reads them: what was said, expected and found.
  package var text: String {
    var lines = ["✗ \(script.title)"]
    for difference in differences {
      lines.append("  \(script.file):\(difference.line)")
      if !difference.said.isEmpty { lines.append("    > \(difference.said)") }
      lines.append("    se esperaba  \(difference.expected)")
      lines.append("    " + difference.found.split(separator: "\n").joined(separator: "\n      "))
    }
    return lines.joined(separator: "\n")
  }
}
