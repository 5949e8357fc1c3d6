internal import Inventory
internal import LanguageModel
internal import Synchronization
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

/// The briefing of each language, made when a model is first asked.
final class Briefings: Sendable {
  private let made: Mutex<[Language: ModelPlanner.Briefing]?> = Mutex(nil)
  private let prompts: [Language: ModelPrompt]
  private let registry: ToolRegistry
  private let books: [Language: Phrasebook]

  init(_ prompts: [Language: ModelPrompt], _ registry: ToolRegistry, _ books: [Language: Phrasebook]) {
    (self.prompts, self.registry, self.books) = (prompts, registry, books)
  }

  var all: [Language: ModelPlanner.Briefing] {
    made.withLock { made in
      if let made { return made }
      var briefings: [Language: ModelPlanner.Briefing] = [:]
      for (language, book) in books {
        briefings[language] = prompts[language].map { ModelPlanner.Briefing($0, registry, book) }
      }
      made = briefings
      return briefings
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
