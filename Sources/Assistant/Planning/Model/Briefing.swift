internal import Inventory
internal import LanguageModel
internal import Wire

extension ModelPlanner {
  /// What every turn in a language begins with, made once.
  struct Briefing: Sendable {
    let prompt: ModelPrompt
    let tools: ToolList
    /// The words that the prompt and the tools are described in.
    let told: Set<FoldedText>
    let words: GroundingWords

    init(_ prompt: ModelPrompt, _ registry: ToolRegistry, _ book: Phrasebook) {
      let tools = registry.modelTools(prompt.language)
      self.prompt = prompt
      self.tools = ToolList(tools)
      told = prompt.words.union(FoldedText(JSON.array(tools).text).words)
      words = GroundingWords(book)
    }
  }
}

extension ToolRegistry {
  /// The tools as a model is told of them; to undo is for people alone.
  fileprivate func modelTools(_ language: Language) -> [JSON] {
    (definitions(language).array ?? []).compactMap { definition in
      guard let name = definition["name"], name.string != Tool.reverseLast.name else { return nil }
      let title = definition["title"]?.string ?? ""
      let description = definition["description"]?.string ?? ""
      return [
        "type": "function",
        "function": [
          "name": name, "description": .string("\(title). \(description)"),
          "parameters": definition["parameters"] ?? ["type": "object", "properties": [:]],
        ],
      ]
    }
  }
}
