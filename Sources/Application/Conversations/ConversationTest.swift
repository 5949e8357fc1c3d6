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
    let tester = try await ConversationTester(self)
    var test = ConversationTest()
    do {
      for script in scripts { test.outcomes.append(try await tester.hold(script)) }
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
      ? "Todo como se esperaba: conversaciones \(outcomes.count), mensajes \(turns)."
      : "Conversaciones que no van como se esperaba: \(failed.count) de \(outcomes.count)."
    return (failed.map(\.text) + [summary]).joined(separator: "\n\n")
  }

  package var json: String {
    let differences = outcomes.flatMap { outcome in
      outcome.differences.map { difference -> JSON in
        [
          "archivo": .string(outcome.script.file), "linea": JSON(difference.line),
          "conversacion": .string(outcome.script.title), "mensaje": JSON(difference.said),
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
  /// The differences as a person reads them, message by message: what was expected, and what came instead.
  package var text: String {
    var lines = ["✗ \(script.title)"]
    for (index, difference) in differences.enumerated() {
      if index == 0 || differences[index - 1].said != difference.said {
        lines.append("  > \(difference.said ?? "al final")")
      }
      lines.append("    \(script.file):\(difference.line): se esperaba «\(difference.expected)»")
      let next = index + 1 < differences.count ? differences[index + 1] : nil
      if next?.said != difference.said || next?.found != difference.found {
        lines.append("    pero " + difference.found.split(separator: "\n").joined(separator: "\n         "))
      }
    }
    return lines.joined(separator: "\n")
  }
}
