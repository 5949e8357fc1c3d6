internal import Inventory

/// What customers ask for day by day, and how much of it the shop expects.
struct DemoDemand {
  /// Days past the end of the year for which orders still reckon.
  private static let horizon = 21

  private let start: BusinessDay
  private let items: [DemoCatalogue.Item]
  /// By item, what a shelf of pace 1 has been asked for before each day of the year.
  private let courses: [[Double]]

  init(_ items: [DemoCatalogue.Item], _ calendar: DemoCalendar) {
    start = calendar.start
    self.items = items
    let days = (0..<DemoCalendar.length + Self.horizon).map { calendar.start + $0 }
    let bustle = days.map(calendar.bustle)
    courses = items.map { item in
      var sum = 0.0
      return [0]
        + zip(days, bustle).map { day, bustle in
          sum += bustle * calendar.appetite(for: item, on: day)
          return sum
        }
    }
  }

  /// Units of `item` that a branch expects to be asked for on the days of `range`.
  func units(of item: Int, at branch: BranchID, on range: Range<BusinessDay>) -> Double {
    let course = courses[item]
    let last = course.count - 1
    let (first, next) = (range.lowerBound - start, range.upperBound - start)
    let asked = course[min(max(0, next), last)] - course[min(max(0, first), last)]
    return items[item].pace(at: branch) * asked
  }
}
