internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum TransferPhrase: String, Phrase {
  case propose = "transfer.propose(items,from,to)"
  case line = "transfer.line(quantity,product,from,from_before,from_after,to,to_before,to_after)"
  case done = "transfer.done(folio,items,to)"
  case oneBranch = "transfer.one_branch"
}

extension Tool {
  /// Goods carried from one branch to another.
  static let transferStock = Tool(
    "transferStock",
    [
      Parameter(.items, .items, required: true), Parameter(.from, .branch),
      // «mandame 3 de Norte»: goods that come from elsewhere come here.
      Parameter(
        .to, .branch, unless: { slots, desk in slots[.from].map { $0 != desk.session.home.name } ?? false }),
    ],
    needing: [.transferStock],
    .writes(
      propose: { slots, desk in
        try desk.session.require(.transferStock)
        let plan = try TransferPlan(slots, desk)
        let (reply, rows) = try await plan.proposal()
        var settled = slots.settling(plan.lines, in: desk.session.currency)
        (settled[.from], settled[.to]) = (plan.origin.name, plan.destination.name)
        return Proposal(ToolResult(json: plan.json(rows, folio: nil), reply: reply), settled: settled)
      },
      perform: { slots, desk, key in
        let plan = try TransferPlan(slots, desk)
        let transfer = try await desk.shop.move(plan.draft, desk.session, key: key)
        let remains = try await desk.remains(of: plan.lines, in: plan.origin)
        let lead = desk.voice.say(
          TransferPhrase.done,
          ["folio": transfer.folio, "items": desk.summary(plan.lines), "to": plan.destination.name])
        return ToolResult(
          json: plan.json(plan.rows, folio: transfer.folio),
          reply: Reply(lead, lines: remains, closing: desk.voice.say(LinePhrase.undo)))
      }))
}

private struct TransferPlan {
  let desk: Desk
  let lines: [Line]
  let origin: Branch
  let destination: Branch

  init(_ slots: Slots, _ desk: Desk) throws {
    self.desk = desk
    guard desk.names.branches.count > 1 else {
      throw Refusal(Reply(desk.voice.say(TransferPhrase.oneBranch)))
    }
    lines = try desk.lines(slots)
    let to = try desk.branch(slots, .to) ?? desk.session.home
    destination = to
    let elsewhere = desk.names.branches.filter { $0.id != to.id }
    let home = to.id == desk.session.home.id && elsewhere.count == 1 ? elsewhere.first : desk.session.home
    origin = try desk.branch(slots, .from) ?? home ?? desk.session.home
    guard origin.id != to.id else {
      throw ShopError.invalid(field: "to", .sameBranch)
    }
  }

  var draft: TransferDraft {
    TransferDraft(
      lines: lines.map { TransferDraft.Line(product: $0.product.id, quantity: $0.quantity) }, from: origin.id,
      to: destination.id)
  }

  var rows: [JSON] {
    lines.map { line in
      ["sku": JSON(line.product.sku), "nombre": .string(line.product.name), "cantidad": JSON(line.quantity)]
    }
  }

  func proposal() async throws -> (Reply, [JSON]) {
    var texts: [String] = []
    var rows: [JSON] = []
    for (product, quantity) in desk.summed(lines) {
      let here = try await desk.balance(product, in: origin)
      let there = try await desk.balance(product, in: destination)
      guard here.available >= quantity else {
        throw ShopError.insufficientStock(
          product: product.id, name: product.name, available: here.available, required: quantity)
      }
      let voice = desk.voice
      texts.append(
        voice.say(
          TransferPhrase.line,
          [
            "quantity": voice.number(quantity), "product": product.name, "from": origin.name,
            "from_before": voice.number(here.onHand), "from_after": voice.number(here.onHand - quantity),
            "to": destination.name, "to_before": voice.number(there.onHand),
            "to_after": voice.number(there.onHand + quantity),
          ]))
      rows.append([
        "sku": JSON(product.sku), "nombre": .string(product.name), "cantidad": JSON(quantity),
        "stock_antes": JSON(here.onHand), "stock_despues": JSON(here.onHand - quantity),
      ])
    }
    let lead = desk.voice.say(
      TransferPhrase.propose,
      ["items": desk.summary(lines), "from": origin.name, "to": destination.name])
    return (Reply(lead, lines: texts), rows)
  }

  func json(_ rows: [JSON], folio: String?) -> JSON {
    var object = JSON.Object()
    object["folio"] = folio.map(JSON.string)
    object["origen"] = .string(origin.name)
    object["destino"] = .string(destination.name)
    object["items"] = .array(rows)
    return .object(object)
  }
}
