internal import Insights
internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum ExpiryPhrase: String, Phrase {
  case lead = "expiry.lead(n)"
  case none = "expiry.none(day)"
  case noneExpired = "expiry.none_expired"
  case expires = "expiry.expires(product,day,n,quantity)"
  case today = "expiry.today(product,quantity)"
  case expired = "expiry.expired(product,day,quantity)"
  case lot = "expiry.lot(lot)"
  case sellSoon = "expiry.sell_soon"
  case withdraw = "expiry.withdraw(n)"
}

extension Tool {
  /// Lots with stock that have expired or soon will: within 30 days unless a horizon is named; `expired` for those past.
  package static let getExpiringProducts = Tool(
    "getExpiringProducts",
    [
      Parameter(.period, .period), Parameter(.horizon, .period), Parameter(.branch, .branch),
      Parameter(.product, .product), Parameter(.limit, .count),
    ],
    .reads { slots, desk in
      let asked = slots[.horizon] ?? slots[.period]
      let until =
        asked.map { $0.days(on: desk.today, looking: .next).last } ?? desk.today + RuleSettings().expiryNotice
      let product = try desk.product(slots)
      let lots = try await desk.shop.expiringLots(
        until: until, branch: try desk.branch(slots)?.id, desk.session
      )
      .filter { product == nil || $0.product.id == product?.id }
      let answer = ExpiryAnswer(lots: lots, until: until, asked: asked, slots: slots, desk: desk)
      return ToolResult(json: answer.json, reply: answer.reply, shown: answer.shown.map(\.product.name))
    })
}

private struct ExpiryAnswer {
  typealias ShelfLot = (product: Product, branch: Branch, lot: Lot)

  let lots: [ShelfLot]
  let until: BusinessDay
  let asked: Period?
  let slots: Slots
  let desk: Desk

  private var voice: Voice { desk.voice }
  private var listing: Listing { Listing(slots) }
  var shown: [ShelfLot] { Array(listing.shown(lots)) }

  /// Below zero for what has expired.
  private func daysLeft(_ lot: ShelfLot) -> Int { lot.lot.expires.map { $0 - desk.today } ?? 0 }

  var json: JSON {
    .list(
      "productos",
      listing.rows(lots).map { lot in
        let rule: StockRule = daysLeft(lot) < 0 ? .expired : .expiringSoon
        return .object(
          JSON.Object(lot.product, in: lot.branch).with([
            "lote": JSON(lot.lot.code), "fecha_vencimiento": JSON(lot.lot.expires),
            "dias": JSON(daysLeft(lot)),
            "cantidad": JSON(lot.lot.quantity), "regla": JSON(rule.rawValue),
          ]))
      }, total: lots.count)
  }

  var reply: Reply {
    guard !lots.isEmpty else {
      return Reply(
        asked == .expired
          ? voice.say(ExpiryPhrase.noneExpired) : voice.say(ExpiryPhrase.none, ["day": voice.day(until)]))
    }
    let expired = lots.count { daysLeft($0) < 0 }
    let closing = [
      listing.rest(of: lots.count, voice),
      expired > 0 ? voice.say(ExpiryPhrase.withdraw, ["n": voice.number(expired)]) : nil,
      expired < lots.count ? voice.say(ExpiryPhrase.sellSoon) : nil,
    ]
    return Reply(
      voice.say(ExpiryPhrase.lead, ["n": voice.number(lots.count)]), lines: shown.map(line), table: table,
      closing: closing.asSentences)
  }

  private func line(_ lot: ShelfLot) -> String {
    let quantity = voice.quantity(lot.lot.quantity, lot.product.unit)
    let product =
      desk.namesBranches(slots)
      ? voice.say(ListPhrase.place, ["product": lot.product.name, "branch": lot.branch.name])
      : lot.product.name
    let day = lot.lot.expires.map(voice.day) ?? "–"
    let left = daysLeft(lot)
    let fact =
      if left < 0 {
        voice.say(ExpiryPhrase.expired, ["product": product, "day": day, "quantity": quantity])
      } else if left == 0 {
        voice.say(ExpiryPhrase.today, ["product": product, "quantity": quantity])
      } else {
        voice.say(
          ExpiryPhrase.expires,
          ["product": product, "day": day, "n": voice.number(left), "quantity": quantity])
      }
    return fact.then(lot.lot.code.isEmpty ? nil : voice.say(ExpiryPhrase.lot, ["lot": lot.lot.code]))
  }

  private var table: Reply.Table {
    Reply.Table(
      columns: [
        .init(voice, .product), .init(voice, .branch), .init(voice, .lot), .init(voice, .date),
        .init(numeric: .days, voice), .init(numeric: .quantity, voice),
      ],
      rows: shown.map {
        [
          $0.product.name, $0.branch.name, $0.lot.code, $0.lot.expires.map(voice.shortDay) ?? "–",
          voice.number(daysLeft($0)), voice.number($0.lot.quantity),
        ]
      })
  }
}
