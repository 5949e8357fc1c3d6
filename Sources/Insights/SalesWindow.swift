package import Inventory

/// The business days over which the rates of sale are taken (requirements §24, “Sales windows”).
///
/// Both windows end on the same day: today once the closing hour has passed, else yesterday. In a shop whose first
/// sale is less than seven days old, and in one that has not sold yet, today always counts.
package struct SalesWindow: Hashable, Sendable {
  /// Seven days: what `sales_last_7` sums.
  package let week: DayRange
  /// Thirty days: what `sales_last_30` sums.
  package let month: DayRange

  /// The windows as they stand at `now` where the day closes at the minute `closing`; `firstSale` is the day of the
  /// shop's first sale ever.
  package init(clock: ShopClock, closing: Int, now: Instant, firstSale: BusinessDay?) {
    let today = clock.day(of: now)
    let isClosed = clock.minute(of: now) >= closing
    let isYoung = firstSale.map { today - $0 < 7 } ?? true
    let last = isClosed || isYoung ? today : today - 1
    week = DayRange(last - 6, last)
    month = DayRange(last - 29, last)
  }
}
