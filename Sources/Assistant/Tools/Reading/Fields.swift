internal import Insights
package import Inventory
package import Wire

// The values of the house as the wire writes them: exact decimals, days as yyyy-MM-dd, null where there is nothing.
extension JSON {
  init(_ quantity: Quantity) { self.init(decimal: quantity.decimal) }
  init(_ percent: Percent?) { self.init(decimal: percent?.text) }
  init(_ cover: Cover?) { self.init(decimal: cover?.decimal) }
  init(_ day: BusinessDay?) { self.init(day?.description) }

  /// ISO 8601 in UTC, to the second.
  package init(_ instant: Instant) {
    let seconds = instant.milliseconds / 1000 - (instant.milliseconds % 1000 < 0 ? 1 : 0)
    let ofDay = (seconds % 86_400 + 86_400) % 86_400
    let day = BusinessDay(ordinal: Int((seconds - ofDay) / 86_400))
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    self.init("\(day)T\(two(ofDay / 3600)):\(two(ofDay / 60 % 60)):\(two(ofDay % 60))Z")
  }

  init(_ days: DayRange) { self = ["desde": JSON(days.first), "hasta": JSON(days.last)] }

  init(_ money: Money?, in currency: Currency) { self.init(decimal: money.map(currency.decimal)) }

  /// A list result: the window it looked at where it has one, the rows, and how many there are in all.
  static func list(
    _ plural: String, _ rows: [JSON], total: Int, window: DayRange? = nil, with more: JSON.Object = [:]
  ) -> JSON {
    var object = JSON.Object()
    if let window { object["ventana"] = JSON(window) }
    object[plural] = .array(rows)
    object["total"] = JSON(total)
    for member in more.members { object[member.key] = member.value }
    return .object(object)
  }
}

extension JSON.Object {
  /// What a row says first: which product, and where.
  init(_ product: Product, in branch: Branch?) {
    self = ["sku": JSON(product.sku), "nombre": JSON(product.name), "sucursal": JSON(branch?.name)]
  }

  /// The same members with `more` behind them.
  func with(_ more: JSON.Object) -> JSON.Object {
    var object = self
    object.merge(more)
    return object
  }

  mutating func merge(_ other: JSON.Object) {
    for member in other.members { self[member.key] = member.value }
  }
}
