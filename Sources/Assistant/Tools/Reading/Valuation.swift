internal import Insights
internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum ValuePhrase: String, Phrase {
  case lead = "value.lead(cost,sale)"
  case leadAtSale = "value.lead_at_sale(sale,cost)"
  case leadAt = "value.lead_at(branch,cost,sale)"
  case none = "value.none"
  case of = "value.of(name,text)"
  case units = "value.units(units,n)"
  case part = "value.part(name,value,pct)"
  case uncategorised = "value.uncategorised"
  case potential = "value.potential(margin)"
}

extension Tool {
  /// What the stock is worth at cost and at sale price, in all and by category, supplier or branch.
  package static let getInventoryValue = Tool(
    "getInventoryValue",
    [
      Parameter(.basis, .choice(["cost", "sale"])),
      Parameter(.by, .choice(["category", "supplier", "branch"])),
      Parameter(.branch, .branch), Parameter(.category, .category), Parameter(.supplier, .supplier),
    ],
    needing: [.seeCosts],
    .reads { slots, desk in
      let branch = try desk.branch(slots)
      let (goods, name) = try desk.goodsAsked(slots)
      let whole = try await desk.shop.inventoryValue(branch: branch?.id, of: goods, desk.session)
      let currency = desk.session.currency
      let none = desk.voice.say(ValuePhrase.uncategorised)
      let categories = whole.categories.map { (name: $0.category?.name, value: $0.value) }
      let suppliers = whole.suppliers.map { (name: $0.supplier?.name, value: $0.value) }
      var branches: [(name: String?, value: InventoryValue)] = []
      if slots[.by] == "branch" {
        for each in desk.names.branches where branch == nil || branch == each {
          branches.append(
            (
              each.name,
              try await desk.shop.inventoryValue(
                branch: each.id, of: goods, desk.session
              ).total
            ))
        }
      }
      var json = whole.total.fields(currency)
      json["categorias"] = .array(
        categories.filter(\.value.isHeld).map { $0.value.part("categoria", $0.name, currency) })
      json["proveedores"] = .array(
        suppliers.filter(\.value.isHeld).map { $0.value.part("proveedor", $0.name, currency) })
      if !branches.isEmpty {
        json["sucursales"] = .array(branches.map { $0.value.part("sucursal", $0.name, currency) })
      }
      let parts =
        switch slots[.by] {
        case "branch": branches
        case "supplier": suppliers
        default: categories
        }
      var reply = desk.words(
        for: whole.total, parts: parts.map { ($0.name ?? none, $0.value) }, branch, slots)
      if let name {
        reply.lead = desk.voice.say(ValuePhrase.of, ["name": name, "text": reply.lead])
      }
      return ToolResult(json: .object(json), reply: reply)
    })
}

extension InventoryValue {
  fileprivate var isHeld: Bool { units > .zero }

  fileprivate func fields(_ currency: Currency) -> JSON.Object {
    [
      "total_productos": JSON(products), "total_unidades": JSON(units),
      "valor_compra": JSON(atCost, in: currency),
      "valor_venta": JSON(atPrice, in: currency), "margen_potencial": JSON(potentialMargin, in: currency),
    ]
  }

  fileprivate func part(_ kind: String, _ name: String?, _ currency: Currency) -> JSON {
    var part: JSON.Object = [kind: JSON(name)]
    part.merge(fields(currency))
    return .object(part)
  }
}

extension Desk {
  fileprivate func words(
    for total: InventoryValue, parts: [(name: String, value: InventoryValue)], _ branch: Branch?,
    _ slots: Slots
  ) -> Reply {
    guard total.units > .zero else { return Reply(voice.say(ValuePhrase.none)) }
    let isAtSale = slots[.basis] == "sale"
    func worth(_ value: InventoryValue) -> Money { isAtSale ? value.atPrice : value.atCost }
    let money = ["cost": voice.money(total.atCost), "sale": voice.money(total.atPrice)]
    let lead =
      if let branch {
        voice.say(ValuePhrase.leadAt, money.merging(["branch": branch.name]) { $1 })
      } else {
        voice.say(isAtSale ? ValuePhrase.leadAtSale : ValuePhrase.lead, money)
      }
    let held = parts.filter(\.value.isHeld).sorted { worth($0.value) > worth($1.value) }
    let lines = (held.count > 1 ? held : []).prefix(Self.mostParts).map { part in
      voice.say(
        ValuePhrase.part,
        [
          "name": part.name, "value": voice.money(worth(part.value)),
          "pct": Percent(worth(part.value), of: worth(total)).map(voice.percent) ?? "–",
        ])
    }
    let count = voice.say(
      ValuePhrase.units, ["units": voice.quantity(total.units, .unit), "n": voice.number(total.products)])
    return Reply(
      lead.then(count), lines: lines,
      closing: [
        voice.more(than: Self.mostParts, of: held.count),
        voice.say(ValuePhrase.potential, ["margin": voice.money(total.potentialMargin)]),
      ].asSentences)
  }

  private static let mostParts = 10
}
