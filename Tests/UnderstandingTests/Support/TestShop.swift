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
    let prompts = folder.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "prompts/\(language.code)/understanding")
    let files = try FileManager.default.contentsOfDirectory(at: prompts, includingPropertiesForKeys: nil)
    return try LanguagePack(
      language: language,
      files: files.map { (name: $0.lastPathComponent, text: try String(contentsOf: $0, encoding: .utf8)) })
  }

  private static func catalogue() throws -> Catalogue {
    var named: [String: [Catalogue.Named]] = [:]
    var products: [Catalogue.Product] = []
    for line in try text("shop.txt").split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      try #require(fields.count == 4, "\(line)")
      let aliases = fields[3].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      if fields[0] == "product" {
        products.append(.init(name: fields[1], sku: fields[2], aliases: aliases))
      } else {
        named[fields[0], default: []].append(.init(name: fields[1], aliases: aliases))
      }
    }
    return Catalogue(
      version: 1, products: products, branches: named["branch"] ?? [], suppliers: named["supplier"] ?? [],
      categories: named["category"] ?? [], employees: named["employee"] ?? [],
      customers: named["customer"] ?? [])
  }
}
