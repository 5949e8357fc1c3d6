internal import Inventory
internal import Shop
internal import Store
internal import Understanding

/// The sales that goods may be of which come back without a folio.
extension Desk {
  /// The newest returnable sales of the goods that `request` names, of the days that it says or else of the last thirty.
  func salesOfGoods(in request: Request) async throws -> [Sale] {
    var filter = SaleFilter()
    filter.products = request.slots.goodsMeant.compactMap { names.product(named: $0)?.id }
    guard !filter.products.isEmpty else { return [] }
    filter.days =
      request.slots[.period]?.days(on: today) ?? DayRange(today - Self.daysOfReturns, today)
    let page = try await shop.sales(matching: filter, page: Page(size: Self.mostLookedAt), session)
    return page.items.map(\.sale).filter { sale in
      sale.isReturnable && sale.mayBe(of: request.slots[.customer]) && request.meaning(sale).slots.isOf(sale)
    }
  }

  private static let daysOfReturns = 30
  private static let mostLookedAt = 20
  private static let mostOffered = 5

  /// Which of several sales a return without a folio is of; nil where there are no such sales.
  func questionAboutSale(of request: Request) async throws -> Question? {
    guard request.slots[.folio] == nil else { return nil }
    let sales = try await salesOfGoods(in: request).prefix(Self.mostOffered)
    guard !sales.isEmpty else { return nil }
    let folios = sales.map(\.folio.text)
    return Question(
      Reply(
        voice.say(AskPhrase.whichSaleToReturn),
        lines: sales.enumerated().map { "\($0 + 1). " + words(for: $1, with: request.slots.goodsMeant) },
        choices: folios),
      awaiting: .slot(.folio), shown: folios)
  }

  /// «POS-2025-10365 · hoy · 2 Shampoo Neutro · Bs 80 · Marta Quispe», of the goods in question.
  private func words(for sale: Sale, with meant: [String]) -> String {
    let goods = sale.lines.filter { meant.contains($0.item.name) }.map {
      voice.say(
        LinePhrase.product, ["quantity": voice.number($0.item.quantity), "product": $0.item.name])
    }
    let day = voice.period(DayRange(sale.day, sale.day), today: today)
    return [sale.folio.text, day, voice.list(goods), voice.money(sale.totals.total), sale.customer]
      .compactMap(\.self).joined(separator: " · ")
  }
}

extension Slots {
  /// The names of all goods that their lines may be of.
  fileprivate var goodsMeant: [String] {
    (self[.items] ?? []).flatMap { item in
      switch item.product {
      case .known(let name): [name]
      case .ambiguous(let names): names
      case .unknown: [String]()
      }
    }
  }
}
