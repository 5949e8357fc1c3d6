import Foundation
import Inventory
import Testing

@testable import Understanding

/// The interpreter over the project's own prompts and the shop of the sentences beside the tests.
struct TestShop {
  let interpreter: Interpreter
  let index: CatalogueIndex

  /// Made once for all tests: compiling the packs takes longer than most of them.
  static let shared = Result { try TestShop() }

  init() throws {
    interpreter = try Interpreter(packs: [Self.pack(.spanish), Self.pack(.english)])
    index = interpreter.index(try Self.catalogue())
  }

  func read(_ text: String, after context: Context? = nil) -> Reading {
    interpreter.read(text, in: index, preferring: .spanish, context: context)
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ file: String) throws -> String {
    try String(contentsOf: folder.appending(path: "Sentences/" + file), encoding: .utf8)
  }

  static func pack(_ language: Language) throws -> LanguagePack {
    try LanguagePack(language: language, files: files(of: language))
  }

  static func files(of language: Language) throws -> [(name: String, text: String)] {
    let prompts = folder.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "prompts/\(language.code)/understanding")
    return try FileManager.default.contentsOfDirectory(at: prompts, includingPropertiesForKeys: nil).map {
      (name: $0.lastPathComponent, text: try String(contentsOf: $0, encoding: .utf8))
    }
  }

  private static func catalogue() throws -> Catalogue { try Catalogue(lines: text("shop.txt")) }
}
