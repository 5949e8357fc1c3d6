package import Assistant
internal import Foundation
package import Inventory
internal import SQLite
package import Shop
internal import Store
internal import Synchronization

extension Assistant {
  /// The assistant with the words that the program ships, over `shop`.
  package static func shipped(over shop: Shop) async throws -> Assistant {
    try await shipped.value.serving(shop)
  }

  /// Compiled once.
  private static let shipped = Task {
    let nowhere = Shop(
      store: try await Store(SQLiteDatabase.memory()), now: { Instant(milliseconds: 0) }, makeID: { "" })
    return try Assistant(shop: nowhere, first: try .shipped(.spanish), others: [try .shipped(.english)])
  }
}

extension Assistant.Texts {
  /// The words of one language that the program ships.
  package static func shipped(_ language: Language) throws -> Assistant.Texts {
    let prompts = "prompts/\(language.code)"
    return Assistant.Texts(
      language: language, understanding: try textFiles(in: prompts + "/understanding"),
      replies: try textFiles(in: prompts, startingWith: "replies"),
      tools: try textFiles(in: "tools", startingWith: language.code),
      model: try textFiles(in: prompts, startingWith: "model"))
  }
}

extension Phrasebook {
  /// The replies in one language that the program ships.
  package static func shipped(_ language: Language) throws -> Phrasebook {
    try shipped.withLock { books in
      if let book = books[language] { return book }
      let files = try textFiles(in: "prompts/\(language.code)", startingWith: "replies")
      let book = try Phrasebook(language: language, files: files)
      books[language] = book
      return book
    }
  }

  /// Compiled once each.
  private static let shipped = Mutex<[Language: Phrasebook]>([:])
}

/// The texts of a folder of the checkout, by their names.
private func textFiles(
  in folder: String, startingWith prefix: String = ""
) throws -> [(name: String, text: String)] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: folder)
  return try FileManager.default.contentsOfDirectory(atPath: folder.path)
    .filter { $0.hasPrefix(prefix) && $0.hasSuffix(".txt") }.sorted()
    .map { ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) }
}
