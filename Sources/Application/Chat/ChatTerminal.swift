internal import Assistant
internal import Console
internal import Foundation
internal import Inventory
internal import Shop
internal import Store
internal import Wire

/// A person and the shop, line by line.
@MainActor final class ChatTerminal {
  private let assistant: Assistant
  private let open: OpenShop
  private var session: Session
  private var options: ChatOptions
  private var language: Language?
  private var isFresh: Bool
  private var basket = ScanBasket()
  private let editor: LineEditor?
  private let output = Terminal.output

  init(assistant: Assistant, open: OpenShop, options: ChatOptions) {
    (self.assistant, self.open, self.options) = (assistant, open, options)
    session = open.session
    isFresh = !options.continues
    editor = LineEditor(history: History.standard)
  }

  func run() async throws -> ExitCode {
    guard let editor else { throw Failure(.internalError, "no se puede usar esta terminal") }
    greet()
    completeLazily(in: editor)
    while true {
      switch editor.nextLine(prompt: prompt, .bold) {
      case .end:
        write("")
        return .ok
      case .interrupted: continue
      case .line(let line, let scanned):
        guard try await take(line, scanned: scanned) else { return .ok }
      }
    }
  }

  private var prompt: String { session.scope.map { "\($0.name) › " } ?? "› " }

  private func greet() {
    if open.isDemo {
      let welcome =
        "Tienda de demostración «\(session.shop.name)»: datos inventados, se rehace cada día.\nPara la suya: "
        + "bodeguero init --name \"Mi tienda\" --currency BOB --time-zone America/La_Paz"
      write(welcome.wrapped(to: output.width).joined(separator: "\n"))
    } else {
      write("\(session.shop.name) · \(session.person.name) · /ayuda")
    }
  }

  /// False to leave.
  private func take(_ line: String, scanned: Bool) async throws -> Bool {
    let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty else { return true }
    if text.hasPrefix("/") { return try await command(text) }
    if scanned, let product = try await open.shop.product(called: text, session) {
      try await show(scanned: product)
      return true
    }
    if !basket.isEmpty, ScanBasket.isCheckout(text) {
      let request = basket.request
      basket = ScanBasket()
      try await answer(assistant.turn(text, taking: request, session, turnOptions))
      return true
    }
    try await answer(assistant.turn(text, session, turnOptions))
    return true
  }

  private var turnOptions: TurnOptions {
    TurnOptions(writes: .propose, isFresh: isFresh, language: language)
  }

  private func answer(_ turn: Turn) async throws {
    isFresh = false
    guard !options.isJSON else { return write(turn.json.text) }
    let printer = ReplyPrinter(width: output.width, palette: output.palette)
    write(turn.replies.flatMap(printer.lines).joined(separator: "\n"))
  }

  private func show(scanned product: Product) async throws {
    basket.add(product)
    let total = try basket.total()
    write(
      "\(product.name) · \(session.currency.symbol) \(session.currency.decimal(product.prices.sale)) · "
        + "van \(basket.count): \(session.currency.symbol) \(session.currency.decimal(total)) · «cobrar» para vender"
    )
  }

  /// Lets Tab complete commands and what the shop has names for, which are read when Tab is first pressed.
  private func completeLazily(in editor: LineEditor) {
    var index: PhraseIndex?
    editor.completer = { [open, session] typed in
      let phrases = index ?? PhraseIndex(ChatCommand.allNames + open.phrases(session))
      index = phrases
      return phrases.completions(of: typed)
    }
  }

  private func command(_ text: String) async throws -> Bool {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    let argument = parts.count > 1 ? parts[1] : ""
    switch ChatCommand(name: parts[0]) {
    case .quit: return false
    case .help: try await answer(assistant.turn("ayuda", session, turnOptions))
    case .undo: try await answer(assistant.turn("deshacer", session, turnOptions))
    case .json:
      options.isJSON.toggle()
      write(options.isJSON ? "Respuestas en JSON." : "Respuestas en texto.")
    case .language: setLanguage(argument)
    case .branch: try await setBranch(argument)
    case .history: History.standard?.load().suffix(20).forEach { write($0.harmless()) }
    case nil: write("No conozco \(parts[0].harmless()). Hay: \(ChatCommand.allNames.joined(separator: " "))")
    }
    return true
  }

  private func setLanguage(_ code: String) {
    guard let chosen = Language(code) else { return write("Diga qué idioma: /idioma es o /idioma en") }
    language = chosen
    write(chosen == .english ? "I will answer in English." : "Respondo en «\(chosen.code)».")
  }

  private func setBranch(_ name: String) async throws {
    let branches = try await open.shop.names(session).branches
    if name.isEmpty {
      session.scope = nil
    } else if let branch = branches.first(where: { $0.isCalled(name) }) {
      session = Session(
        shop: session.shop, person: session.person, home: branch, scope: branch, door: session.door)
    } else {
      write("No hay una sucursal «\(name.harmless())». Hay: \(branches.map(\.name).joined(separator: ", "))")
      return
    }
    write(session.scope.map { "Ahora en «\($0.name)»." } ?? "Ahora en todas las sucursales.")
  }

  private func write(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
}
