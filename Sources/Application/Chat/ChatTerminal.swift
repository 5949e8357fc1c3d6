internal import CMalloc
internal import Assistant
internal import Console
internal import Foundation
internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

/// A person and the shop, or a script and the shop, line by line.
@MainActor final class ChatTerminal {
  private let assistant: Assistant
  private let open: OpenShop
  private var session: Session
  private var options: ChatOptions
  private var language: Language?
  private var recall: TurnOptions.Recall
  private var basket = ScanBasket()
  /// How many of the next product that is scanned, where that was said ahead.
  private var times: Multiplier?
  /// What the assistant waits for.
  private var pending = Turn.Pending.nothing
  private let output = Terminal.output
  /// Whether all that was written so far has arrived.
  private var isHeard = true
  private var writes = TurnOptions.Writes.propose

  init(assistant: Assistant, open: OpenShop, options: ChatOptions) {
    (self.assistant, self.open, self.options) = (assistant, open, options)
    session = open.session
    recall = options.recall
  }

  func run() async throws -> ExitCode {
    guard let editor = LineEditor(history: History.standard) else {
      throw Failure(.internalError, "no se puede usar esta terminal")
    }
    greet()
    completeLazily(in: editor)
    // Beside the conversation; what is not forgotten today is the next time.
    let (shop, session) = (open.shop, session)
    async let _ = try? shop.forgetExpired(session)
    while true {
      switch editor.nextLine(prompt: prompt, .bold) {
      case .end:
        write("")
        return .ok
      case .interrupted: await dropWhatWaits()
      case .line(let line, let scanned):
        try await assistant.ready()
        do {
          guard try await take(line, scanned: scanned, editor) else { return .ok }
        } catch {
          say(Failure(error, store: open.path).message)
        }
        // A report takes more while it is made than all that is kept; the person reads it now.
        cmalloc_trim()
      }
    }
  }

  /// Takes standard input as a script, a line a turn; a line that begins with `/` is for the terminal here too.
  ///
  /// - Throws: `Failure` when nobody takes the answers any more.
  func runScript() async throws -> ExitCode {
    writes = options.writes ? .propose : .refuse
    while let line = readLine() {
      let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
      if text.isEmpty { continue }
      if text.hasPrefix("/") {
        guard try await command(text) else { return .ok }
      } else {
        try await answer(assistant.turn(line, session, turnOptions))
      }
      guard isHeard else { throw Failure.unwritable }
    }
    return .ok
  }

  /// Drops what is proposed or asked, and says so: a yes to whatever comes next is none to that.
  private func dropWhatWaits() async {
    guard pending != .nothing else { return }
    var refusal = Request(intent: .deny)
    refusal.slots[.refAll] = "all"
    do {
      try await answer(assistant.turn("", taking: refusal, session, turnOptions))
    } catch {
      say(Failure(error, store: open.path).message)
    }
  }

  /// The branch, how many of what is scanned next, and whether a proposal waits for a yes.
  private var prompt: String {
    var parts = [session.scope?.name, times.map { "\($0.units) ×" }].compactMap { $0 }
    if case .confirmation = pending { parts.append(voice.say(TerminalPhrase.waits)) }
    return (parts + ["› "]).joined(separator: " ")
  }

  private func greet() {
    let shop = session.shop.name
    say(
      open.isDemo
        ? voice.say(TerminalPhrase.welcomeDemo, ["shop": shop])
        : voice.say(TerminalPhrase.welcome, ["shop": shop, "person": session.person.name]))
  }

  private var voice: Voice { assistant.voice(language ?? session.shop.language, session) }

  /// False to leave.
  private func take(_ line: String, scanned: Bool, _ editor: LineEditor) async throws -> Bool {
    let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty else { return true }
    if let code = ScannedCode(text, scanned: scanned, open: !basket.isEmpty || times != nil),
      try await take(ScannedCode(code.text, units: code.units * (times?.units ?? 1)))
    {
      times = nil
      return true
    }
    times = pending == .nothing ? Multiplier(text) : nil
    if times != nil { return true }
    if let word = BasketWord(text) {
      if !basket.isEmpty {
        try await follow(word, in: text)
        return true
      }
      if word == .checkout(saying: ""), pending == .nothing {
        say(voice.say(TerminalPhrase.nothingScanned))
        return true
      }
    }
    if ChatCommand(name: "/" + text) == .quit { return false }
    if text.hasPrefix("/") { return try await command(text) }
    try await ask(text, editor)
    return true
  }

  /// Shows what a model says line by line while it still speaks, and the rest at the end.
  ///
  /// Whoever no longer waits for the model, and presses Ctrl-C, is answered without it.
  private func ask(_ text: String, _ editor: LineEditor) async throws {
    let heard = HeardLines(ReplyPrinter(output), output)
    var options = turnOptions
    if !self.options.isJSON { options.hearing = { heard.show($0) } }
    let (assistant, session, settled) = (assistant, session, options)
    let turn: Turn
    do {
      turn = try await heard.waiting {
        try await editor.interruptible { try await assistant.turn(text, session, settled) }
      }
    } catch is CancellationError {
      turn = try await assistant.led(by: nil).turn(text, session, turnOptions)
    }
    try await answer(turn, heard: heard.lines)
  }

  /// Puts the product of that code into the basket; false when the line may mean something else.
  private func take(_ code: ScannedCode) async throws -> Bool {
    if let product = try await open.shop.product(called: code.text, session) {
      let stock = try await open.shop.stock(of: product.id, branch: session.home.id, session)
      let left = stock.branches.first?.balance.available ?? .zero
      guard left >= Quantity(basket.units(of: product) + code.units) else {
        say(shortage(of: product, left: left))
        return true
      }
      basket.add(product, units: code.units)
      try show(scanned: product, left: left)
      return true
    }
    guard code.isUnmistakable else { return false }
    say(voice.say(TerminalPhrase.unknownCode, ["code": code.text]))
    return true
  }

  private func follow(_ word: BasketWord, in text: String) async throws {
    switch word {
    case .checkout(let saying):
      let turn = try await assistant.checkOut(basket.items, text, saying: saying, session, turnOptions)
      if case .confirmation = turn.pending { basket = ScanBasket() }
      try await answer(turn)
    case .takeBack:
      guard let product = basket.takeBack() else { return }
      say(
        voice.say(
          TerminalPhrase.takenBack,
          [
            "product": product.name, "count": voice.number(Int(basket.count)),
            "total": voice.money(try basket.total()),
          ]))
    case .empty:
      basket = ScanBasket()
      say(voice.say(TerminalPhrase.basketEmptied))
    }
  }

  private var turnOptions: TurnOptions {
    TurnOptions(writes: writes, recall: recall, language: language)
  }

  private func answer(_ turn: Turn, heard: [String] = []) async throws {
    (recall, pending) = (.own(turn.memory), turn.pending)
    guard !options.isJSON else { return write(turn.json.text) }
    let printer = ReplyPrinter(output)
    // What was heard and then replaced is followed by the whole of what replaces it.
    let rest = turn.replies.flatMap(printer.lines).unheard(after: heard)
    if !rest.isEmpty { write(rest.joined(separator: "\n")) }
  }

  private func shortage(of product: Product, left: Quantity) -> String {
    let words = ["product": product.name, "left": voice.quantity(left, product.unit)]
    return left > .zero
      ? voice.say(TerminalPhrase.scannedTooMany, words)
      : voice.say(TerminalPhrase.scannedNone, ["product": product.name])
  }

  private func show(scanned product: Product, left: Quantity) throws {
    let units = Quantity(basket.units(of: product))
    let price = product.prices.unitPrice(for: units)
    say(
      voice.say(
        TerminalPhrase.scanned,
        [
          "product": product.name, "price": voice.money(price), "left": voice.number(left),
          "count": voice.number(Int(basket.count)), "total": voice.money(try basket.total()),
        ]))
  }

  /// Lets Tab complete commands and what the shop has names for, which are read when Tab is first pressed.
  private func completeLazily(in editor: LineEditor) {
    var index: PhraseIndex?
    editor.completer = { [open, session] typed in
      if let index { return index.completions(of: typed) }
      let (names, codes) = open.phrases(session)
      let phrases = PhraseIndex(ChatCommand.allNames + names, codes: codes)
      index = phrases
      return phrases.completions(of: typed)
    }
  }

  private func command(_ text: String) async throws -> Bool {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    let argument = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
    switch ChatCommand(name: parts[0]) {
    case .quit: return false
    case .help:
      try await answer(assistant.turn(text, taking: Request(intent: .help), session, turnOptions))
      say(voice.say(TerminalPhrase.commands, ["commands": allCommands]))
    case .undo: try await answer(assistant.turn(text, taking: Request(intent: .undo), session, turnOptions))
    case .json:
      options.isJSON.toggle()
      say(voice.say(options.isJSON ? TerminalPhrase.answersInJSON : .answersInText))
    case .language: setLanguage(argument)
    case .branch: try await setBranch(argument)
    case .history: History.standard?.load().suffix(20).forEach { write($0.harmless()) }
    case nil:
      say(voice.say(TerminalPhrase.unknownCommand, ["command": parts[0], "commands": allCommands]))
    }
    return true
  }

  private var allCommands: String { ChatCommand.allNames.joined(separator: " ") }

  private func setLanguage(_ code: String) {
    let spoken = assistant.languages
    guard let chosen = spoken.first(where: { $0.code == code.lowercased() }) else {
      let codes = spoken.map { "/idioma \($0.code)" }.joined(separator: ", ")
      return say(voice.say(TerminalPhrase.whichLanguage, ["codes": codes]))
    }
    language = chosen
    say(voice.say(TerminalPhrase.language))
  }

  /// Works in the branch of that name from now on, or in all of them for no name.
  private func setBranch(_ name: String) async throws {
    guard !name.isEmpty else {
      session.scope = nil
      return say(voice.say(TerminalPhrase.inAllBranches))
    }
    let branches = try await open.shop.names(session).branches
    guard let branch = branches.first(called: name) else {
      let names = branches.map(\.name).joined(separator: ", ")
      return say(voice.say(TerminalPhrase.unknownBranch, ["branch": name, "branches": names]))
    }
    session.home = branch
    session.scope = branch
    say(voice.say(TerminalPhrase.inBranch, ["branch": branch.name]))
  }

  /// Writes a text of our own with foreign names in it, wrapped to the terminal.
  private func say(_ text: String) {
    guard !options.isJSON else { return write(JSON.object(["reply": .string(text)]).text) }
    write(text.harmless(keepingLines: true).wrapped(to: output.width).joined(separator: "\n"))
  }

  /// A terminal that is gone ends the conversation at the next prompt.
  private func write(_ text: String) { isHeard = output.write(text + "\n") && isHeard }
}
