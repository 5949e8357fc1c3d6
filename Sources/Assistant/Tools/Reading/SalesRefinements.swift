internal import Inventory
internal import Shop
internal import Understanding

/// What a question about what was sold leaves out.
enum LeftOut {
  case goods(GoodsGroup)
  case seller(Person)
  case branch(Branch)

  var branch: Branch? { if case .branch(let branch) = self { branch } else { nil } }
}

extension Desk {
  /// What of the shop is called so: a category, a supplier's goods, one product, a branch or a seller; nil for nothing
  /// that sales can be told without.
  func leftOut(named name: String) -> LeftOut? {
    if let category = names.categories.first(called: name) {
      return .goods(.category(category.id))
    }
    if let supplier = names.suppliers.first(called: name) {
      return .goods(.supplier(supplier.id))
    }
    if let product = names.product(named: name) { return .goods(.product(product.id)) }
    if let branch = names.branches.first(called: name) { return .branch(branch) }
    return names.people.first { $0.name == name }.map(LeftOut.seller)
  }

  /// The goods that a question leaves out.
  ///
  /// - Throws: a refusal where it leaves out something else, `besideBranches` other than a branch.
  func goodsLeftOut(_ slots: Slots, besideBranches: Bool = false) throws(Refusal) -> [GoodsGroup] {
    var groups: [GoodsGroup] = []
    for name in slots.leftOut {
      let found = leftOut(named: name)
      if besideBranches, found?.branch != nil { continue }
      guard case .goods(let group) = found else {
        throw Refusal(Reply(voice.say(LackingPhrase.without, ["what": name])))
      }
      groups.append(group)
    }
    return groups
  }

  /// The goods that a question is about, without those that it leaves out.
  ///
  /// - Throws: as `goodsAsked` and `goodsLeftOut`.
  func goods(_ slots: Slots, besideBranches: Bool = false) throws -> GoodsSelection {
    var goods = try goodsAsked(slots).goods
    goods.except = try goodsLeftOut(slots, besideBranches: besideBranches)
    return goods
  }

  /// The product, category or supplier that a question is limited to, and its name.
  func goodsAsked(_ slots: Slots) throws(ShopError) -> (goods: GoodsSelection, name: String?) {
    let (product, category, supplier) = (try product(slots), try category(slots), try supplier(slots))
    return (
      GoodsSelection(product: product?.id, category: category?.id, supplier: supplier?.id),
      product?.name ?? category?.name ?? supplier?.name
    )
  }

  /// The products that a question sets against each other; nil where it compares none.
  func goodsCompared(_ slots: Slots) throws(ShopError) -> Set<ProductID>? {
    guard !slots.compared.isEmpty else { return nil }
    var products: Set<ProductID> = []
    for name in slots.compared {
      guard let product = names.product(named: name) else { throw .notFound(.product, name: name) }
      products.insert(product.id)
    }
    return products
  }

  /// What is left out, as it is read: «Tintes y Shampoo».
  func namesLeftOut(_ slots: Slots) -> String? {
    slots.leftOut.isEmpty ? nil : voice.list(slots.leftOut)
  }

  /// What is left out, as a sentence: «Sin contar Tintes».
  func withoutSome(_ slots: Slots) -> String? {
    namesLeftOut(slots).map { voice.say(ListPhrase.without, ["except": $0]) }
  }

  /// «Es un 5 % más que octubre (Bs 300).»: what was sold beside what was sold in other days.
  func comparison(of income: Money, with earlier: Money, in before: DayRange) -> String {
    let days =
      before.count == 1
      ? voice.say(SalesPhrase.singleDay, ["day": voice.day(before.first)])
      : voice.period(before, today: today)
    guard let change = Percent(income - earlier, of: earlier) else {
      return voice.say(SalesPhrase.nothingBefore, ["period": days])
    }
    if change.tenths == 0 { return voice.say(SalesPhrase.same, ["period": days]) }
    return voice.say(
      change.tenths > 0 ? SalesPhrase.more : SalesPhrase.less,
      [
        "pct": voice.percent(Percent(tenths: abs(change.tenths))), "period": days,
        "income": voice.money(earlier),
      ])
  }

  /// The days that `days` are compared with: those that were named, of a whole year the same days in it, or else those
  /// before.
  func daysCompared(with days: DayRange, _ slots: Slots) -> DayRange {
    guard let against = slots[.against] else { return days.before(on: today) }
    let named = against.days(on: today)
    let isOfYear = named.count > 360 && days.count < 360
    return (isOfYear ? days.inYear(of: named) : named).cut(to: days, on: today)
  }
}

extension DayRange {
  /// The same days of the calendar in the year in which `other` begins.
  fileprivate func inYear(of other: DayRange) -> DayRange {
    let years = other.first.year - first.year
    return DayRange(first.later(byYears: years), last.later(byYears: years))
  }
}

extension BusinessDay {
  /// The same day of another year; of a 29 February the last of that month.
  fileprivate func later(byYears years: Int) -> BusinessDay {
    let (year, month, day) = civil
    let last = BusinessDay.days(in: month, of: year + years)
    return BusinessDay(year: year + years, month: month, day: min(day, last)) ?? self
  }
}
