package import Inventory
internal import Understanding
internal import Wire

/// Why something was not done, in a person's words.
enum RefusalPhrase: String, Phrase {
  case percentUnread = "refusal.percent"
  case negativeUnread = "refusal.negative"
  case unclearFigure = "refusal.unclear_figure(text)"
  case packedFigure = "refusal.packed_figure(text)"
  case priceOfPackage = "refusal.price_of_package(text)"
  case piecesFigure = "refusal.pieces_figure(text,product)"
  case noDay = "refusal.no_day(text)"
  case strayFigure = "refusal.stray_figure(text)"
  case doubtful = "refusal.doubtful(text)"
  case otherMoney = "refusal.other_money(text,currency)"
  case lucas = "refusal.lucas(text)"
  case eachOrAll = "refusal.each_or_all(text)"
  case notThere = "refusal.not_there(text)"
  case paidOrCalledOff = "refusal.paid_or_called_off(text)"
  case zeroQuantity = "refusal.zero_quantity"
  case unknownTool = "refusal.unknown_tool(name)"
  case amountTooLarge = "refusal.amount_too_large"
  case notFound = "refusal.not_found(kind,name)"
  case duplicate = "refusal.duplicate(value)"
  case insufficientStock = "refusal.insufficient_stock(product,available,required)"
  case noStock = "refusal.no_stock(product,required)"
  case denied = "refusal.denied(role)"
  case beyondToken = "refusal.beyond_token"
  case withoutScope = "refusal.without_scope(scope)"
  case belowRole = "refusal.below_role(role)"
  case keyReused = "refusal.key_reused"
  case outdated = "refusal.outdated"
  case writesOff = "refusal.writes_off"
  case unknownProduct = "refusal.unknown_product(name)"
  case unknownProductNearest = "refusal.unknown_product_nearest(name,nearest)"
  case unknownName = "refusal.unknown_name(name)"
  case unknownNameNearest = "refusal.unknown_name_nearest(name,nearest)"
  case missingArgument = "refusal.missing_argument(argument)"
  case unknownArgument = "refusal.unknown_argument(argument,known)"
  case noArguments = "refusal.no_arguments(argument)"
  case badArgument = "refusal.bad_argument(argument,found,wanted)"
  case badPeriod = "refusal.bad_period(text)"
  case owner = "role.propietario"
  case manager = "role.gerente"
  case cashier = "role.cajero"
  case receptionist = "role.recepcionista"
  case professional = "role.profesional"
  case readOnly = "role.solo_lectura"
}

/// What an argument may be.
enum WantedPhrase: String, Phrase {
  case text = "wanted.text"
  case choice = "wanted.choice(choices)"
  case yesOrNo = "wanted.yes_or_no"
  case wholeNumber = "wanted.whole_number"
  case number = "wanted.number"
  case shortNumber = "wanted.short_number"
  case list = "wanted.list"
  case object = "wanted.object"
}

/// What kinds of thing are called that a refusal speaks of, by the names that the shop gives them.
enum KindPhrase: String, Phrase {
  case shop = "kind.comercio"
  case branch = "kind.sucursal"
  case person = "kind.usuario"
  case product = "kind.producto"
  case sale = "kind.venta"
  case transfer = "kind.traspaso"
  case supplier = "kind.proveedor"
  case category = "kind.categoría"
  case customer = "kind.cliente"
  case operation = "kind.operación"
  case document = "kind.documento"
  case priceChange = "kind.cambio de precio"
}

extension Voice {
  /// The refusal, with what would let the request go on: fewer units where there are not enough.
  func refusal(_ error: ShopError, _ request: Request) -> Refusal {
    var reply = refusal(error)
    guard case .insufficientStock(_, let name, let available, _) = error, available > .zero,
      let items = request.slots[.items], items.count == 1
    else { return Refusal(reply) }
    reply.closing = say(AskPhrase.quantityOf, ["product": name])
    reply.choices = [number(available)]
    return Refusal(reply, awaiting: .slot(.quantity))
  }

  /// The refusal in a person's words.
  package func refusal(_ error: ShopError) -> Reply {
    switch error {
    case .amountTooLarge: Reply(say(RefusalPhrase.amountTooLarge))
    case .invalid(let field, let fault): Reply(sentence(words(fault, field)))
    case .notFound(let kind, let name):
      Reply(say(RefusalPhrase.notFound, ["kind": words(kind), "name": name]))
    case .duplicate(_, let value): Reply(say(RefusalPhrase.duplicate, ["value": value]))
    case .insufficientStock(_, let name, let available, let required) where available <= .zero:
      Reply(say(RefusalPhrase.noStock, ["product": name, "required": number(required)]))
    case .insufficientStock(_, let name, let available, let required):
      Reply(
        say(
          RefusalPhrase.insufficientStock,
          ["product": name, "available": number(available), "required": number(required)]))
    case .conflict(let obstacle): Reply(words(obstacle))
    case .outdated: Reply(say(RefusalPhrase.outdated))
    case .denied(let role): Reply(say(RefusalPhrase.denied, ["role": name(of: role)]))
    case .beyondToken(nil): Reply(say(RefusalPhrase.beyondToken))
    case .beyondToken(.scope(let scope)): Reply(say(RefusalPhrase.withoutScope, ["scope": scope]))
    case .beyondToken(.role(let role)): Reply(say(RefusalPhrase.belowRole, ["role": name(of: role)]))
    case .keyReused: Reply(say(RefusalPhrase.keyReused))
    }
  }

  /// The fault in the shop's language.
  package func refusal(_ fault: ArgumentFault) -> Reply {
    switch fault {
    case .mismatch(let mismatch): Reply(words(mismatch))
    case .unknown(.product, let name, let nearest) where nearest.isEmpty:
      Reply(say(RefusalPhrase.unknownProduct, ["name": name]))
    case .unknown(.product, let name, let nearest):
      Reply(
        say(RefusalPhrase.unknownProductNearest, ["name": name, "nearest": list(nearest)]), choices: nearest)
    case .unknown(_, let name, let nearest) where nearest.isEmpty:
      Reply(say(RefusalPhrase.unknownName, ["name": name]))
    case .unknown(_, let name, let nearest):
      Reply(
        say(RefusalPhrase.unknownNameNearest, ["name": name, "nearest": list(nearest)]), choices: nearest)
    case .period(_, let text): Reply(say(RefusalPhrase.badPeriod, ["text": text]))
    }
  }

  private func words(_ mismatch: JSONSchema.Mismatch) -> String {
    let argument = mismatch.path.isEmpty ? "JSON" : mismatch.path
    switch mismatch.wanted {
    case .only([]): return say(RefusalPhrase.noArguments, ["argument": argument])
    case .only(let known):
      return say(
        RefusalPhrase.unknownArgument, ["argument": argument, "known": known.joined(separator: ", ")])
    case .value(let kind):
      guard let found = mismatch.found else {
        return say(RefusalPhrase.missingArgument, ["argument": argument])
      }
      return say(
        RefusalPhrase.badArgument, ["argument": argument, "found": found, "wanted": words(kind)])
    }
  }

  private func words(_ kind: JSONSchema.Kind) -> String {
    switch kind {
    case .string, .anything: say(WantedPhrase.text)
    case .choice(let choices): say(WantedPhrase.choice, ["choices": choices.joined(separator: ", ")])
    case .boolean: say(WantedPhrase.yesOrNo)
    case .integer: say(WantedPhrase.wholeNumber)
    case .number(_, _, _, decimals: _?): say(WantedPhrase.shortNumber)
    case .number: say(WantedPhrase.number)
    case .array: say(WantedPhrase.list)
    case .object: say(WantedPhrase.object)
    }
  }

  private func words(_ kind: ShopError.Kind) -> String {
    KindPhrase(rawValue: "kind." + kind.rawValue).map { say($0) } ?? kind.rawValue
  }

  private func name(of role: Role) -> String {
    switch role {
    case .owner: say(RefusalPhrase.owner)
    case .manager: say(RefusalPhrase.manager)
    case .cashier: say(RefusalPhrase.cashier)
    case .receptionist: say(RefusalPhrase.receptionist)
    case .professional: say(RefusalPhrase.professional)
    case .readOnly: say(RefusalPhrase.readOnly)
    }
  }
}
