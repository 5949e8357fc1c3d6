internal import Inventory

/// What is said of a customer, a supplier or a product that is being added.
extension Followup {
  /// The rule of what is spoken of.
  ///
  /// Something new keeps its name until another is said to be its name: whatever is typed could be one.
  var spokenRule: IntentRules.Rule? {
    guard var rule = rules[context.intent] else { return nil }
    if rule.intent.createsSomething, context.slots[.name] != nil, !namesAnew {
      rule.slots.removeAll { $0 == SlotKey.name.name }
    }
    if rule.intent == .changePrice, context.slots[.items] != nil { rule.slots.append(SlotKey.items.name) }
    // «no, 25», of a minimum.
    let fields = ChangedField.roles.map(\.rawValue)
    if rule.intent == .changeProduct, case let changed = fields.filter({ context.slots[$0] != nil }),
      changed.count == 1,
      !ChangedField.isNamed(in: analysis)
    {
      rule.slots.removeAll { fields.contains($0) && !changed.contains($0) }
    }
    return rule
  }

  /// «se llama Juana», «no, Juana Ríos», «perdón, Juana».
  private var namesAnew: Bool {
    guard !isQuestion, bestIntent?.createsSomething != true else { return false }
    if analysis.sentence.words.indices.contains(where: { analysis.bears(.named, $0) }) { return true }
    let takesBack = analysis.words(saying: [.deny, .rather, .repair]) & 1 != 0
    return takesBack && (bestIntent == nil || bestIntent == .deny || bestIntent == .undo)
  }

  /// «se llama Pil Andina», of what is to be created.
  var renames: Bool { context.intent.createsSomething && namesAnew }

  /// «el precio es 6», «categoría golosinas», of a new product: of any other the message would have to name it.
  var tellsOfNew: Bool {
    guard context.intent == .createProduct, !isQuestion else { return false }
    let telling: [Intent] = [
      .changePrice, .changeProduct, .productPrice, .registerStockEntry, .createProduct,
    ]
    return namesGroupOfNew
      || namesNoGoods && namesNumber
        && [bestIntent, likeliest].allSatisfy { $0.map(telling.contains) ?? true }
  }

  /// «categoría golosinas», «proveedor Pil», «sku GEL-001», of a new product.
  private var namesGroupOfNew: Bool {
    guard context.intent == .createProduct, !isQuestion else { return false }
    let first = analysis.sentence.words.indices.first { !analysis.free.contains($0) } ?? 0
    return analysis.bears([.categoryWord, .supplierWord, .codeWord, .barcodeWord], first)
  }

  /// Whether a slot holds the name of somebody or something that is no goods.
  func isOfPeople(_ slot: String) -> Bool {
    slot == "customer"
      || slot == "name" && (context.intent == .createCustomer || context.intent == .createSupplier)
  }

  /// «¿y su teléfono?», of the customer or the supplier spoken of.
  var contact: Request? {
    guard says(.phoneWord), context.pending != .confirmation, analysis.names.isEmpty,
      isOnly([.phoneWord, .goesOn, .which, .have, .show, .it])
    else { return nil }
    var slots = Slots()
    switch context.intent {
    case .supplierOfProduct where context.slots[.product] != nil:
      return Request(intent: .supplierOfProduct, slots: context.slots)
    case .createCustomer: slots[.customer] = context.slots[.name]
    case .createSupplier: slots[.supplier] = context.slots[.name]
    default: (slots[.customer], slots[.supplier]) = (context.slots[.customer], context.slots[.supplier])
    }
    if slots[.supplier] != nil { return Request(intent: .suppliers, slots: slots) }
    return slots[.customer] != nil ? Request(intent: .customers, slots: slots) : nil
  }
}
