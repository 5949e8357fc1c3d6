/// What the tools and their arguments are called and mean in one language (`tools/<language>*.txt`).
///
/// `getKardex.title = …` names a tool, `getKardex = …` describes it, `getKardex.product = …` gives the meaning of one
/// of its arguments, and `argument.product = …` that of the argument wherever no tool says otherwise.
package struct ToolWords: Sendable {
  private let texts: [String: String]

  /// - Throws: the first `Phrasebook.Fault`: a broken line, a word for nothing, or a tool or argument without words.
  init(files: [(name: String, text: String)], tools: [Tool]) throws(Phrasebook.Fault) {
    var known: Set<String> = []
    for tool in tools {
      known.formUnion([tool.name, tool.name + ".title"])
      for parameter in tool.parameters {
        known.formUnion(["\(tool.name).\(parameter.name)", "argument.\(parameter.name)"])
      }
    }
    var texts: [String: String] = [:]
    for file in files {
      for entry in try WordFile.entries(of: file) {
        guard known.contains(entry.key) else {
          throw entry.fault("no tool or argument is called «\(entry.key)»")
        }
        guard texts.updateValue(entry.text, forKey: entry.key) == nil else {
          throw entry.fault("«\(entry.key)» stands twice")
        }
      }
    }
    self.texts = texts
    for tool in tools {
      let wanted = [tool.name, tool.name + ".title"] + tool.parameters.map { "\(tool.name).\($0.name)" }
      let missing = wanted.first { key in
        texts[key] == nil
          && !tool.parameters.contains { key == "\(tool.name).\($0.name)" && hasMeaning($0.name) }
      }
      if let missing {
        throw Phrasebook.Fault(file: files.first?.name ?? "tools", line: 0, reason: "«\(missing)» is missing")
      }
    }
  }

  private func hasMeaning(_ argument: String) -> Bool { texts["argument.\(argument)"] != nil }

  /// The few words by which people know a tool; its name where there are none.
  package func title(of tool: String) -> String { texts[tool + ".title"] ?? tool }

  /// What a model chooses the tool by.
  package func description(of tool: String) -> String { texts[tool] ?? "" }

  /// What an argument means in that tool, or where the tool says nothing of its own, in any.
  package func meaning(of argument: String, in tool: String) -> String {
    texts["\(tool).\(argument)"] ?? texts["argument.\(argument)"] ?? ""
  }
}
