package import Inventory
internal import Store

/// What was sold in one hour of some days.
package struct HourSales: Hashable, Sendable {
  /// 0 to 23.
  package let hour: Int
  package fileprivate(set) var count = 0
  package fileprivate(set) var income = Money.zero
}

/// What was sold by the time of day.
package struct HourlySales: Sendable {
  /// The hours in which something was sold or came back, in order.
  package let hours: [HourSales]
  /// What was sold within the part of the day that was asked about; all where none was.
  package let part: (count: Int, income: Money)
  package let total: (count: Int, income: Money)
  /// Whether the sales bear the time at which they were made: past ones may only bear their day.
  package let isTimed: Bool
}

extension Shop {
  /// What was sold in `days` by the hour, less what came back in them, each at its own time, on one day of
  /// the week (0 for Monday) or on all.
  package func hourlySales(
    _ days: DayRange, within part: DayPart? = nil, on weekday: Int? = nil, branch: BranchID? = nil,
    _ session: Session
  ) async throws -> HourlySales {
    try await read(.seeReports, in: branch, session) { books, branch in
      var hours: [Int: HourSales] = [:]
      var counts: [Int: Int] = [:]
      var within = (count: 0, income: Money.zero)
      try books.eachSaleMoment(in: days, branch: branch) { moment, isSale, amount in
        if let weekday, session.clock.day(of: moment).weekday != weekday { return }
        let minute = session.clock.minute(of: moment)
        hours[minute / 60, default: HourSales(hour: minute / 60)].count += isSale ? 1 : 0
        hours[minute / 60, default: HourSales(hour: minute / 60)].income += amount
        if isSale { counts[minute, default: 0] += 1 }
        if part?.contains(minute) ?? true {
          within = (within.count + (isSale ? 1 : 0), within.income + amount)
        }
      }
      let sorted = hours.values.sorted { $0.hour < $1.hour }
      let count = counts.values.reduce(0, +)
      return HourlySales(
        hours: sorted, part: within,
        total: (count, sorted.reduce(Money.zero) { $0 + $1.income }),
        isTimed: count < 4 || counts.values.allSatisfy { $0 * 2 <= count })
    }
  }
}
