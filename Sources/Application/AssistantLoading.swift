package import Assistant
internal import Foundation
internal import Inventory
internal import Panel
package import Shop
package import Understanding

extension Configuration {
  /// The assistant with the words of every language that has a folder under `prompts`; Spanish comes first.
  ///
  /// - Throws: `Failure` when the folders are missing, or a file in them is broken, with file and line.
  package func loadAssistant(_ shop: Shop) throws -> Assistant {
    let (home, texts) = try loadTexts()
    do {
      return try Assistant(shop: shop, first: texts[0], others: Array(texts.dropFirst()))
    } catch {
      throw Failure(.usage, "\(home): \(error)")
    }
  }

  /// The assistant of an open shop, whose codes lead to where `BODEGUERO_PUBLIC_URL` says that it is served.
  func loadAssistant(_ open: OpenShop) throws -> Assistant {
    let assistant = try loadAssistant(open.shop)
    guard let origin = try ServerSettings.publicURL(environment) else { return assistant }
    return assistant.showing(PageLinks(open.accounts, origin: origin))
  }

  /// What reads sentences, alone.
  package func loadInterpreter() throws -> Interpreter {
    let (home, texts) = try loadTexts()
    do {
      return try Interpreter(
        packs: texts.map { try LanguagePack(language: $0.language, files: $0.understanding) })
    } catch {
      throw Failure(.usage, "\(home): \(error)")
    }
  }

  /// The tools with their words, alone.
  func loadRegistry() throws -> ToolRegistry {
    let (home, texts) = try loadTexts()
    do {
      return try ToolRegistry(
        files: Dictionary(texts.map { ($0.language, $0.tools) }, uniquingKeysWith: { first, _ in first }))
    } catch {
      throw Failure(.usage, "\(home): \(error)")
    }
  }

  /// The web pages, which stand in the folder `pages` beside `prompts`.
  func loadPages() throws -> PageFiles {
    let folder = try home() + "/pages"
    var files: [String: String] = [:]
    for name in Panel.neededFiles {
      let path = "\(folder)/\(name)"
      guard let data = FileManager.default.contents(atPath: path),
        let text = String(data: data, encoding: .utf8)
      else { throw Failure.usage("\(path): falta o no es UTF-8") }
      files[name] = text
    }
    return PageFiles(files)
  }

  /// The words of Spanish and of every other language there is, and the folder they come from.
  private func loadTexts() throws -> (home: String, texts: [Assistant.Texts]) {
    let home = try home()
    let languages = try FileManager.default.contentsOfDirectory(atPath: home + "/prompts")
      .compactMap { Language($0) }.sorted {
        ($0 == .spanish ? "" : $0.code) < ($1 == .spanish ? "" : $1.code)
      }
    // Shops that speak a language which is not there are answered in the first.
    guard languages.first == .spanish else {
      throw Failure.usage("\(home)/prompts/es: falta, y sin el español no se contesta")
    }
    return (home, try languages.map { try texts($0, home: home) })
  }

  private func texts(_ language: Language, home: String) throws -> Assistant.Texts {
    let prompts = home + "/prompts/" + language.code
    return Assistant.Texts(
      language: language, understanding: try files(in: prompts + "/understanding") { _ in true },
      replies: try files(in: prompts) { $0.hasPrefix("replies") }.map {
        ("\(language.code)/\($0.name)", $0.text)
      },
      tools: try files(in: home + "/tools") {
        $0.hasPrefix(language.code + ".") || $0.hasPrefix(language.code + "-")
      },
      model: try files(in: prompts) { $0.hasPrefix("model") }.map { ("\(language.code)/\($0.name)", $0.text) }
    )
  }

  /// The wanted text files of a folder, by their names within it.
  private func files(in folder: String, _ isWanted: (String) -> Bool) throws -> [(name: String, text: String)]
  {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0.hasSuffix(".txt") && isWanted($0)
    }
    .sorted().map { name in
      let path = folder + "/" + name
      guard let data = FileManager.default.contents(atPath: path) else {
        throw Failure.usage("\(path): no se puede leer")
      }
      guard let text = String(data: data, encoding: .utf8) else {
        throw Failure.usage("\(path): no es UTF-8")
      }
      return (name, text)
    }
  }
}
