import Assistant
import LanguageModel
import ScriptedModel
import Synchronization
import Testing

/// A shop whose turns a scripted model plans.
struct ModelShop {
  let chat: ChatShop
  let model: ScriptedModel
  private let log: Lines

  private final class Lines: Sendable {
    let lines = Mutex<[String]>([])
  }

  init(
    _ chat: ChatShop, _ script: [ScriptedModel.Line], _ change: (inout ModelRoad) -> Void = { _ in }
  ) throws {
    let log = Lines()
    model = try ScriptedModel(script)
    var road = ModelRoad(try #require(model.client())) { line in log.lines.withLock { $0.append(line) } }
    road.preference = .modelFirst
    road.deadline = .seconds(3600)
    change(&road)
    self.chat = chat.led(by: road)
    self.log = log
  }

  /// Why the model was of no use, turn by turn.
  var complaints: [String] { log.lines.withLock { $0 } }
}

extension ScriptedModel.Line {
  static func call(_ name: String, _ arguments: String = "{}") -> Self { .calls([(name, arguments)]) }
}
