import Assistant
import Foundation
import Inventory
import Store
import Testing

extension Voice {
  /// The voice of a Bolivian shop that says «vos», with the texts that the program ships.
  static func shipped(_ language: Language = .spanish) throws -> Voice {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "prompts").appending(path: language.code)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("replies") }.sorted()
    return Voice(
      try Phrasebook(
        language: language,
        files: try files.map { ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) }),
      address: .voseo, currency: try #require(Currency(code: "BOB")))
  }
}
