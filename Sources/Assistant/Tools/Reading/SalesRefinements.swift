internal import Inventory
internal import Shop
internal import Understanding

extension Desk {
  /// The goods of a name: a category, a supplier's, or one product.
  ///
  /// - Throws: `ShopError.notFound` where nothing is called so.
  func goods(named name: String?) throws(ShopError) -> GoodsGroup? {
    guard let name else { return nil }
    if let category = names.categories.first(where: { $0.isCalled(name) }) { return .category(category.id) }
    if let supplier = names.suppliers.first(where: { $0.isCalled(name) }) { return .supplier(supplier.id) }
    guard let product = names.product(named: name) else { throw .notFound(kind: "producto", name: name) }
    return .product(product.id)
  }

  /// The days that `days` are compared with: those that were named, of a whole year the same days in it, or else those
  /// before.
  func daysCompared(with days: DayRange, _ slots: Slots) -> DayRange {
    guard let against = slots[.against] else { return days.before(on: today) }
    let named = against.days(on: today)
    let isOfYear = named.count > 360 && days.count < 360
    return (isOfYear ? days.inYear(of: named) ?? named : named).cut(to: days, on: today)
  }
}

extension DayRange {
  /// The same days of the calendar in the year in which `other` begins; nil where it has none such.
  fileprivate func inYear(of other: DayRange) -> DayRange? {
    let (from, to, year) = (first.civil, last.civil, other.first.civil.year)
    guard
      let start = BusinessDay(year: year, month: from.month, day: from.day),
      let end = BusinessDay(
        year: year + to.year - from.year, month: to.month,
        day: to.month == 2 && to.day == 29 ? 28 : to.day)
    else { return nil }
    return start <= end ? DayRange(start, end) : nil
  }
}
