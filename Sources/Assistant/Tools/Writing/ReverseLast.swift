internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

/// What an undone operation is called.
enum UndonePhrase: String, Phrase {
  case sale = "undone.venta"
  case layaway = "undone.apartado"
  case entry = "undone.entrada"
  case adjustment = "undone.ajuste"
  case transfer = "undone.traspaso"
  case payment = "undone.pago"
  case productCreation = "undone.alta_producto"
  case productChange = "undone.cambio_producto"
  case supplierCreation = "undone.alta_proveedor"
  case customerCreation = "undone.alta_cliente"
  case priceChange = "undone.cambio_precio"
  case alias = "undone.alias"
}

extension Tool {
  /// Undoes what this conversation did last.
  static let reverseLast = Tool(
    "reverseLast", [],
    .writes(
      propose: { slots, desk in
        guard desk.lastPerformed != nil else {
          throw Refusal(Reply(desk.voice.say(TakeBackPhrase.nothingToUndo)))
        }
        let words =
          desk.lastDeed.map { desk.voice.say(TakeBackPhrase.undoOf, ["what": $0]) }
          ?? desk.voice.say(TakeBackPhrase.undo)
        return Proposal(
          ToolResult(json: ["deshace": JSON(desk.lastDeed)], reply: Reply(words)), settled: slots)
      },
      perform: { _, desk, _ in
        guard let key = desk.lastPerformed else {
          throw Refusal(Reply(desk.voice.say(TakeBackPhrase.nothingToUndo)))
        }
        let reversal = try await desk.shop.reverse(key, desk.session)
        return ToolResult(
          json: ["operacion": .string(reversal.kind.rawValue), "referencia": .string(reversal.reference)],
          reply: Reply(desk.words(reversal)))
      }))
}

extension Desk {
  /// What is asked of whoever says no more than that something is wrong.
  var whatWasWrong: Reply {
    let words = lastDeed.map { voice.say(TakeBackPhrase.whatWasWrong, ["what": $0]) }
    return Reply(
      words ?? voice.say(TakeBackPhrase.whatWasWrongBare), choices: [voice.say(TakeBackPhrase.undoWord)])
  }

  fileprivate func words(_ reversal: Reversal) -> String {
    switch reversal.kind {
    case .sale: undone(.sale, reversal.reference)
    case .layaway: undone(.layaway, reversal.reference)
    case .entry: undone(.entry, reversal.reference)
    case .adjustment: undone(.adjustment, reversal.reference)
    case .transfer: undone(.transfer, reversal.reference)
    case .payment: undone(.payment, reversal.reference)
    case .productCreation: undone(.productCreation)
    case .productChange: undone(.productChange)
    case .supplierCreation: undone(.supplierCreation)
    case .customerCreation: undone(.customerCreation)
    case .priceChange: undone(.priceChange)
    case .aliasTaught: undone(.alias)
    case .completion, .settingAside, .addition, .cancellation, .customerReturn, .movement, .transferReceipt,
      .transferCancellation, .batchCreation, .categoryCreation, .branchCreation, .personCreation:
      reversal.reference
    }
  }

  private func undone(_ what: UndonePhrase) -> String {
    voice.say(TakeBackPhrase.undoneBare, ["what": voice.say(what)])
  }

  private func undone(_ what: UndonePhrase, _ reference: String) -> String {
    voice.say(TakeBackPhrase.undone, ["what": voice.say(what), "reference": reference])
  }
}
