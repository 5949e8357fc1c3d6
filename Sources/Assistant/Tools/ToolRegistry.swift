package import Inventory
package import Wire

/// Every tool of the assistant, in a fixed order, with its words.
package struct ToolRegistry: Sendable {
  package let tools: [Tool]
  private let byName: [String: Tool]
  private let words: [Language: ToolWords]
  /// By the tool's name.
  private let schemas: [Language: [String: JSONSchema]]

  /// Takes the words from the contents of `tools/<language>*.txt`, by language.
  ///
  /// - Throws: `Phrasebook.Fault` for a missing or surplus word.
  package init(
    tools: [Tool] = Tool.all, files: [Language: [(name: String, text: String)]]
  ) throws(Phrasebook.Fault) {
    self.tools = tools
    byName = Dictionary(tools.map { ($0.name, $0) }) { first, _ in first }
    var words: [Language: ToolWords] = [:]
    for (language, files) in files { words[language] = try ToolWords(files: files, tools: tools) }
    self.words = words
    schemas = words.mapValues { words in
      Dictionary(tools.map { ($0.name, $0.schema(words)) }) { first, _ in first }
    }
  }

  package subscript(name: String) -> Tool? { byName[name] }

  /// The words of that language; the Spanish ones for a language that has none.
  package func words(_ language: Language) -> ToolWords? { words[language] ?? words[.spanish] }

  /// The tools as programs and models are told of them: name, title, description, effect and parameters.
  package func definitions(_ language: Language) -> JSON {
    guard let words = words(language) else { return [] }
    return .array(
      tools.map { tool in
        [
          "name": .string(tool.name), "title": .string(words.title(of: tool.name)),
          "description": .string(words.description(of: tool.name)),
          "effect": tool.writes ? "writes" : "reads",
          "parameters": schema(of: tool, language)?.json ?? ["type": "object"],
        ]
      })
  }

  /// What the arguments of `tool` must look like.
  package func schema(of tool: Tool, _ language: Language) -> JSONSchema? {
    (schemas[language] ?? schemas[.spanish])?[tool.name]
  }
}
