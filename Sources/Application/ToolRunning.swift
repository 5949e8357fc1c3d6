internal import Assistant
internal import Inventory
internal import Shop
internal import Store
internal import Wire

extension Configuration {
  /// The definitions of every tool, as programs and models are told of them: in the shop's language, or in Spanish
  /// where there is no shop to ask.
  package func toolDefinitions() async throws -> String {
    let language = try? await open(door: "terminal").session.shop.language
    return try loadRegistry().definitions(language ?? .spanish).pretty
  }

  /// Runs one tool with JSON arguments; a writing one only when `agrees`.
  package func runTool(_ name: String, arguments: String, agrees: Bool, isJSON: Bool) async throws -> ToolRun
  {
    let open = try await open(door: "terminal")
    let assistant = try loadAssistant(open)
    let json: JSON
    do {
      json = try JSON(parsing: arguments)
    } catch {
      throw Failure.usage("los argumentos no son JSON: dejan de serlo en el byte \(error.offset)")
    }
    do {
      let call = try await assistant.call(name, arguments: json, agrees: agrees, open.session)
      return ToolRun(
        text: isJSON ? call.result.json.text : call.result.reply.text, isProposal: call.isProposal)
    } catch let fault as ArgumentFault {
      let voice = assistant.voice(open.session.shop.language, open.session)
      throw Failure.usage(voice.refusal(fault).text)
    } catch let refusal as Refusal {
      throw Failure.usage(refusal.description)
    }
  }
}

/// What a tool answered, ready to print.
package struct ToolRun: Sendable {
  package let text: String
  /// Whether it waits for a yes.
  package let isProposal: Bool
}
