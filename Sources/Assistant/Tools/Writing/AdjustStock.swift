internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum AdjustPhrase: String, Phrase {
  case add = "adjust.add(quantity,product)"
  case remove = "adjust.remove(quantity,product,reason)"
  case set = "adjust.set(quantity,product)"
  case difference = "adjust.difference(difference)"
  case reason = "adjust.reason(reason)"
  case done = "adjust.done(product,quantity,number)"
  case count = "adjust_reason.count"
  case broken = "adjust_reason.broken"
  case expired = "adjust_reason.expired"
  case waste = "adjust_reason.waste"
  case theft = "adjust_reason.theft"
  case serviceUse = "adjust_reason.service_use"
  case supplierReturn = "adjust_reason.supplier_return"
  case other = "adjust_reason.other"

  init(_ reason: AdjustmentDraft.Reason) {
    self =
      switch reason {
      case .count: .count
      case .broken: .broken
      case .expired: .expired
      case .waste: .waste
      case .theft: .theft
      case .serviceUse: .serviceUse
      case .supplierReturn: .supplierReturn
      case .other: .other
      }
  }
}

extension Tool {
  /// A correction of what is on hand, or an exit that is no sale.
  static let adjustStock = Tool(
    "adjustStock",
    [
      Parameter(.product, .product, required: true),
      Parameter(.mode, .choice(["set", "increase", "decrease"]), required: true),
      Parameter(.quantity, .quantity, required: true),
      Parameter(.reason, .choice(AdjustmentDraft.Reason.allCases.map(\.rawValue))),
      Parameter(.branch, .branch),
    ],
    needing: [.adjustStock, .useInService],
    .writes(
      propose: { slots, desk in
        let plan = try AdjustPlan(slots, desk)
        let (before, after) = try await desk.shop.quote(plan.draft, desk.session)
        var settled = slots
        settled[.branch] = plan.branch.name
        return Proposal(
          ToolResult(json: plan.json(before, after, nil), reply: plan.proposal(before, after)),
          settled: settled)
      },
      perform: { slots, desk, key in
        let plan = try AdjustPlan(slots, desk)
        let document = try await desk.shop.adjust(plan.draft, desk.session, key: key)
        let movement = document.movements.last
        let (before, after) = (movement?.before ?? .zero, movement?.after ?? .zero)
        return ToolResult(
          json: plan.json(before, after, document.number), reply: plan.receipt(after, document.number))
      }))
}

private struct AdjustPlan {
  let desk: Desk
  let product: Product
  let branch: Branch
  let draft: AdjustmentDraft
  private let quantity: Quantity
  /// Why, where that was said and the change alone does not tell.
  private let said: AdjustmentDraft.Reason?

  private var voice: Voice { desk.voice }

  init(_ slots: Slots, _ desk: Desk) throws(ShopError) {
    self.desk = desk
    product = try desk.requiredProduct(slots)
    branch = try desk.branch(slots) ?? desk.session.home
    quantity = Quantity(thousandths: slots[.quantity]?.thousandths ?? 0)
    let reason = slots[.reason].flatMap(AdjustmentDraft.Reason.init(rawValue:))
    let change: AdjustmentDraft.Change =
      switch slots[.mode] {
      case "increase": .add(quantity)
      case "decrease": .remove(quantity)
      default: .set(quantity)
      }
    var implied = AdjustmentDraft.Reason.other
    if case .set = change { implied = .count }
    said = reason == implied ? nil : reason
    draft = AdjustmentDraft(product: product.id, change: change, reason: reason ?? implied, branch: branch.id)
  }

  func proposal(_ before: Quantity, _ after: Quantity) -> Reply {
    var words = ["quantity": voice.number(quantity), "product": product.name]
    let lead: String
    switch draft.change {
    case .add: lead = voice.say(AdjustPhrase.add, words)
    case .set: lead = voice.say(AdjustPhrase.set, words)
    case .remove:
      words["reason"] = voice.say(AdjustPhrase(draft.reason))
      lead = voice.say(AdjustPhrase.remove, words)
    }
    var line = product.name + desk.change(from: before, to: after)
    if case .set = draft.change {
      let difference = after - before
      let signed = (difference > .zero ? "+" : "") + voice.number(difference)
      line += " " + voice.say(AdjustPhrase.difference, ["difference": signed])
    }
    var lines = [line]
    if let said, words["reason"] == nil {
      lines.append(voice.say(AdjustPhrase.reason, ["reason": voice.say(AdjustPhrase(said))]))
    }
    return Reply([lead, desk.place(branch)].compactMap { $0 }.joined(separator: " "), lines: lines)
  }

  func receipt(_ after: Quantity, _ number: String) -> Reply {
    Reply(
      voice.say(
        AdjustPhrase.done,
        ["product": product.name, "quantity": voice.quantity(after, product.unit), "number": number]),
      closing: voice.say(LinePhrase.undo))
  }

  func json(_ before: Quantity, _ after: Quantity, _ number: String?) -> JSON {
    var object: JSON.Object = [
      "sku": JSON(product.sku), "nombre": .string(product.name), "sucursal": .string(branch.name),
      "stock_antes": JSON(before), "stock_despues": JSON(after), "motivo": .string(draft.reason.rawValue),
    ]
    object["documento"] = number.map(JSON.string)
    return .object(object)
  }
}
