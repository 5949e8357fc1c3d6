import Insights
import Inventory
import Testing

struct SalesWindowTests {
  /// 2025-10-15 in La Paz (UTC−4, no summer time) at `time`.
  private func moment(_ hour: Int, _ minute: Int, _ second: Int = 0) throws -> (ShopClock, Instant) {
    let clock = ShopClock(zone: try #require(TimeZoneName("America/La_Paz")))
    let day = try #require(BusinessDay("2025-10-15"))
    return (clock, clock.instant(of: day, minute: hour * 60 + minute, second: second))
  }

  @Test(arguments: [
    (0, 0, "2025-10-08", "2025-10-14", "2025-09-15"), (11, 30, "2025-10-08", "2025-10-14", "2025-09-15"),
    (19, 59, "2025-10-08", "2025-10-14", "2025-09-15"), (20, 0, "2025-10-09", "2025-10-15", "2025-09-16"),
    (23, 59, "2025-10-09", "2025-10-15", "2025-09-16"),
  ]) func `today counts once the shop has closed`(
    hour: Int, minute: Int, first: String, last: String, monthFirst: String
  ) throws {
    let (clock, now) = try moment(hour, minute)
    let window = SalesWindow(clock: clock, closing: 1200, now: now, firstSale: BusinessDay("2024-01-01"))
    #expect("\(window.week.first)" == first)
    #expect("\(window.week.last)" == last)
    #expect("\(window.month.first)" == monthFirst)
    #expect(window.month.last == window.week.last)
    #expect(window.week.count == 7)
    #expect(window.month.count == 30)
  }

  @Test(
    arguments: [
      (nil, "2025-10-15"), ("2025-10-15", "2025-10-15"), ("2025-10-09", "2025-10-15"),
      ("2025-10-08", "2025-10-14"), ("2025-10-20", "2025-10-15"),
    ] as [(String?, String)])
  func `in a shop younger than seven days today always counts`(firstSale: String?, last: String) throws {
    let (clock, now) = try moment(9, 0)
    let window = SalesWindow(
      clock: clock, closing: 1200, now: now, firstSale: firstSale.flatMap { BusinessDay($0) })
    #expect("\(window.week.last)" == last)
  }

  @Test func `the closing hour is the shop's own`() throws {
    let (clock, now) = try moment(18, 0)
    let window = SalesWindow(
      clock: clock, closing: 17 * 60 + 30, now: now, firstSale: BusinessDay("2024-01-01"))
    #expect("\(window.week.last)" == "2025-10-15")
  }
}
