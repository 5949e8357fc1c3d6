internal import Foundation
internal import Inventory
internal import Wire

/// What a line of a conversation may begin with, beside those that describe its shop.
enum ConversationKey: String, ScriptKey {
  case shop = "tienda|shop"
  case clock = "reloj|clock"
  case speaker = "habla|speaks"
  case tool = "herramienta|tool"
  case says = "dice|says"
  case leavesUnsaid = "no dice|does not say"
  case offers = "ofrece|offers"
  case waits = "espera|waits for"
  case changes = "cambia|changes"
}

/// What a line without a colon may say.
enum ConversationStatement: String, ScriptKey {
  case noTool = "ninguna herramienta|no tool"
  case noChanges = "sin cambios|no changes"
}

/// Reads the conversations of a file.
///
/// What stands before the first `== title` holds for all of them; a file without titles is one conversation.
package struct ConversationReader {
  /// The text of the shop file of that name, beside the file that is read, with its path; nil where there is none.
  package typealias ShopFile = (String) -> (path: String, text: String)?

  private let file: String
  private let shopFile: ShopFile
  private var common = Draft()
  private var draft: Draft?
  private var conversations: [ConversationScript] = []

  private init(file: String, shopFile: @escaping ShopFile) { (self.file, self.shopFile) = (file, shopFile) }

  /// - Throws: `ScriptFault` with the first line that cannot be understood.
  package static func read(
    _ text: String, file: String, shopFile: @escaping ShopFile
  ) throws(ScriptFault) -> [ConversationScript] {
    var reader = ConversationReader(file: file, shopFile: shopFile)
    for line in ScriptLine.lines(of: text, file: file) { try reader.take(line) }
    try reader.finishConversation()
    guard !reader.conversations.isEmpty else {
      throw ScriptFault(
        file: file, line: 1, reason: "no hay ninguna conversación: falta una línea que empiece con «>»")
    }
    return reader.conversations
  }

  private mutating func take(_ line: ScriptLine) throws(ScriptFault) {
    if line.text.hasPrefix("==") {
      try finishConversation()
      draft = common
      draft?.title = (line.text.drop { $0 == "=" }.trimmingCharacters(in: .whitespaces), line)
    } else if draft == nil, line.text.hasPrefix(">") {
      draft = common
      draft?.title = ((file as NSString).lastPathComponent, line)
      try draft?.take(line, shopFile)
    } else if draft == nil {
      try common.take(line, shopFile)
    } else {
      try draft?.take(line, shopFile)
    }
  }

  private mutating func finishConversation() throws(ScriptFault) {
    guard let draft else { return }
    conversations.append(try draft.conversation())
    self.draft = nil
  }
}

/// A conversation while it is being read.
private struct Draft {
  var title: (text: String, line: ScriptLine)?
  private var isDemo = false
  private var shop = ShopScriptReader()
  private var start: ScriptLine?
  /// Where the clock moves before what is said next.
  private var moved: ScriptLine?
  private var speaker: String?
  private var turns: [(line: ScriptLine, clock: ScriptLine?, expectations: [(ScriptLine, Expectation)])] = []

  init() {}

  mutating func take(_ line: ScriptLine, _ shopFile: ConversationReader.ShopFile) throws(ScriptFault) {
    if line.text.hasPrefix(">") {
      turns.append((line, moved, []))
      moved = nil
    } else if let statement = ConversationStatement(word: line.text) {
      try expect(statement == .noTool ? .callsNothing : .changesNothing, line)
    } else if let (word, value) = line.field, let key = ConversationKey(word: word) {
      guard !value.isEmpty else { throw line.fault("falta lo que va detrás de «\(word):»") }
      try take(key, value, line, shopFile)
    } else if turns.isEmpty, try shop.take(line) {
      if isDemo { throw line.fault("la tienda de demostración no se puede cambiar desde aquí") }
    } else {
      throw line.fault(
        "no entiendo «\(line.text)»: se espera «>», \(ConversationKey.spanishNames), "
          + "\(ConversationStatement.spanishNames)" + (turns.isEmpty ? ", \(ShopKey.spanishNames)" : ""))
    }
  }

  private mutating func take(
    _ key: ConversationKey, _ value: String, _ line: ScriptLine, _ shopFile: ConversationReader.ShopFile
  ) throws(ScriptFault) {
    switch key {
    case .shop: try choose(value, line, shopFile)
    case .clock where turns.isEmpty: start = line
    case .clock: moved = line
    case .speaker: speaker = value
    case .tool: try expect(try call(value, line), line)
    case .says: try expect(.says(value), line)
    case .leavesUnsaid: try expect(.leavesUnsaid(value), line)
    case .offers: try expect(.offers(value), line)
    case .waits:
      guard let waiting = Expectation.Waiting(word: value) else {
        throw line.fault("«\(value)»: se espera una de \(Expectation.Waiting.spanishNames)")
      }
      try expect(.waits(waiting), line)
    case .changes: try expect(try line.change(value), line)
    }
  }

  private mutating func choose(
    _ name: String, _ line: ScriptLine, _ shopFile: ConversationReader.ShopFile
  ) throws(ScriptFault) {
    guard turns.isEmpty else { throw line.fault("la tienda se dice antes de lo primero que se habla") }
    isDemo = name == "demo"
    guard !isDemo else { return }
    guard let (path, text) = shopFile(name) else {
      throw line.fault(
        "no encuentro la tienda «\(name)»: se busca \(name).tienda o \(name).shop junto a este archivo")
    }
    shop = try ShopScriptReader.read(text, file: path)
  }

  private func call(_ value: String, _ line: ScriptLine) throws(ScriptFault) -> Expectation {
    let brace = value.firstIndex(of: "{") ?? value.endIndex
    let name = value[..<brace].trimmingCharacters(in: .whitespaces)
    guard brace < value.endIndex else { return .calls(name, arguments: JSON.Object()) }
    guard let arguments = (try? JSON(parsing: String(value[brace...])))?.object else {
      throw line.fault("los argumentos deben ser un objeto JSON, como {\"product\": \"Shampoo\"}")
    }
    return .calls(name, arguments: arguments)
  }

  private mutating func expect(_ expectation: Expectation, _ line: ScriptLine) throws(ScriptFault) {
    guard !turns.isEmpty else { throw line.fault("falta lo que se dice: una línea que empiece con «>»") }
    turns[turns.count - 1].expectations.append((line, expectation))
  }

  func conversation() throws(ScriptFault) -> ConversationScript {
    guard let title else { throw ScriptFault(file: "", line: 0, reason: "falta el título") }
    guard !turns.isEmpty else { throw title.line.fault("en «\(title.text)» no se dice nada") }
    guard let zone = isDemo ? TimeZoneName("America/La_Paz") : shop.script.zone, let start else {
      throw title.line.fault("falta el reloj, como «reloj: 2025-11-20T21:00»")
    }
    let shopClock = ShopClock(zone: zone)
    func instant(_ line: ScriptLine) throws(ScriptFault) -> Instant {
      guard let instant = line.field.flatMap({ shopClock.instant(parsing: $0.value, atEnd: true) }) else {
        throw line.fault("el reloj debe ser una fecha con su hora, como 2025-11-20T21:00")
      }
      return instant
    }
    var scripted: [ScriptedTurn] = []
    for turn in turns {
      scripted.append(
        ScriptedTurn(
          line: turn.line, said: turn.line.text.dropFirst().trimmingCharacters(in: .whitespaces),
          at: try turn.clock.map(instant), expectations: turn.expectations.map { ($0.0, $0.1) }))
    }
    return ConversationScript(
      title: title.text, file: title.line.file, line: title.line.number,
      shop: isDemo ? .demo : .described(shop.script), start: try instant(start), speaker: speaker,
      turns: scripted)
  }
}
