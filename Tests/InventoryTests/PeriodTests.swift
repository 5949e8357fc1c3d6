import Inventory
import Testing

struct PeriodTests {
  /// Wednesday 15 October 2025.
  private static let today = BusinessDay(ordinal: 20_376)

  @Test(arguments: [
    ("today", "2025-10-15", "2025-10-15"), ("yesterday", "2025-10-14", "2025-10-14"),
    ("day_before_yesterday", "2025-10-13", "2025-10-13"), ("tomorrow", "2025-10-16", "2025-10-16"),
    ("this_week", "2025-10-13", "2025-10-19"), ("last_week", "2025-10-06", "2025-10-12"),
    ("next_week", "2025-10-20", "2025-10-26"), ("this_weekend", "2025-10-11", "2025-10-12"),
    ("this_month", "2025-10-01", "2025-10-31"), ("last_month", "2025-09-01", "2025-09-30"),
    ("this_quarter", "2025-10-01", "2025-12-31"), ("last_quarter", "2025-07-01", "2025-09-30"),
    ("this_year", "2025-01-01", "2025-12-31"), ("last_year", "2024-01-01", "2024-12-31"),
    ("last_7_days", "2025-10-09", "2025-10-15"), ("last_1_days", "2025-10-15", "2025-10-15"),
    ("next_3_days", "2025-10-16", "2025-10-18"), ("last_3_months", "2025-08-01", "2025-10-15"),
    ("last_12_months", "2024-11-01", "2025-10-15"), ("month:10", "2025-10-01", "2025-10-31"),
    ("month:11", "2024-11-01", "2024-11-30"), ("month:2024-02", "2024-02-01", "2024-02-29"),
    ("month:2999-12", "2999-12-01", "2999-12-31"), ("year:2024", "2024-01-01", "2024-12-31"),
    ("quarter:3", "2025-07-01", "2025-09-30"), ("quarter:4", "2025-10-01", "2025-12-31"),
    ("range:10-01..10-15", "2025-10-01", "2025-10-15"), ("range:11-01..11-15", "2024-11-01", "2024-11-15"),
    ("range:12-20..01-10", "2024-12-20", "2025-01-10"),
    ("range:2023-05-01..2023-05-31", "2023-05-01", "2023-05-31"),
    ("last_weekday:monday", "2025-10-13", "2025-10-13"),
    ("last_weekday:wednesday", "2025-10-08", "2025-10-08"),
    ("next_weekday:wednesday", "2025-10-22", "2025-10-22"),
    ("next_weekday:friday", "2025-10-17", "2025-10-17"),
    ("season:summer", "2024-12-21", "2025-03-20"), ("season:spring", "2025-09-21", "2025-12-20"),
    ("expired", "1970-01-01", "2025-10-14"), ("last_weekend", "2025-10-11", "2025-10-12"),
    ("half:1:month:10", "2025-10-01", "2025-10-15"), ("half:2:month:02", "2025-02-16", "2025-02-28"),
    ("half:2:last_month", "2025-09-16", "2025-09-30"), ("month:08~today", "2025-08-01", "2025-10-15"),
    ("day:01~day:10", "2025-10-01", "2025-10-10"), ("~yesterday", "2025-10-01", "2025-10-14"),
    ("~last_month", "2025-01-01", "2025-09-30"), ("week:day:10", "2025-10-06", "2025-10-12"),
    ("week:range:09-01..09-01", "2025-09-01", "2025-09-07"), ("ago:3:day", "2025-10-12", "2025-10-12"),
    ("ago:2:week", "2025-09-29", "2025-10-05"), ("ago:10:month", "2024-12-01", "2024-12-31"),
    ("month:12@last_year", "2024-12-01", "2024-12-31"), ("month:03@ago:2:year", "2023-03-01", "2023-03-31"),
    ("quarter:1@last_year", "2024-01-01", "2024-03-31"), ("quarter:4@year:2022", "2022-10-01", "2022-12-31"),
    ("range:02-29..02-29@last_year", "2024-02-29", "2024-02-29"),
    ("month:11@last_year~month:01", "2024-11-01", "2025-01-31"),
    ("ago:2:year", "2023-01-01", "2023-12-31"), ("ago:2:week~today", "2025-09-29", "2025-10-15"),
  ]) func `a period said today covers its days`(text: String, first: String, last: String) throws {
    let period = try #require(Period(text))
    let days = period.days(on: Self.today)
    #expect(days.first.description == first)
    #expect(days.last.description == last)
    #expect(period.text == text)
  }

  @Test(arguments: [
    ("month:2", "2026-02-01", "2026-02-28"), ("month:10", "2025-10-01", "2025-10-31"),
    ("season:summer", "2025-12-21", "2026-03-20"), ("quarter:3", "2026-07-01", "2026-09-30"),
    ("quarter:4", "2025-10-01", "2025-12-31"), ("this_weekend", "2025-10-18", "2025-10-19"),
    ("range:01-10..01-10", "2026-01-10", "2026-01-10"),
    ("range:10-10..10-20", "2025-10-10", "2025-10-20"), ("range:12-20..01-05", "2025-12-20", "2026-01-05"),
    ("range:2025-01-10..2025-01-10", "2025-01-10", "2025-01-10"),
  ]) func `looking ahead a name means the one to come`(text: String, first: String, last: String) throws {
    let days = try #require(Period(text)).days(on: Self.today, looking: .next)
    #expect(days.first.description == first)
    #expect(days.last.description == last)
  }

  @Test func `looking ahead a range that turns the year and has begun goes on`() throws {
    let third = try #require(BusinessDay("2026-01-03"))
    let days = try #require(Period("range:12-20..01-05")).days(on: third, looking: .next)
    #expect(days.first.description == "2025-12-20")
    #expect(days.last.description == "2026-01-05")
  }

  @Test func `in the north the seasons are the others`() throws {
    let days = try #require(Period("season:summer")).days(on: Self.today, southern: false)
    #expect(days.first.description == "2025-06-21")
  }

  @Test(arguments: [
    "", "todays", "this_", "last_0_days", "last_99999_days", "last_x_days", "last_-3_days", "month:13",
    "month:0",
    "month:-5", "month:9223372036854775807-12", "month:2025-10-01", "year:1", "year:99999999999999999999",
    "quarter:5", "range:10-01", "range:..", "range:13-01..14-01", "range:-10-01..10-15",
    "last_weekday:domingo",
    "season:monsoon", "half:3:month:10", "half:1:today", "week:month:10", "week:", "ago:0:day",
    "ago:2:quarter",
    "ago:2", "today@last_year", "month:10@today", "month:2024-10@last_year", "@", "month:10@", "~", "~~today",
    "today~", ":", "month:", "last_9223372036854775807_days",
  ]) func `what is no period is refused`(text: String) {
    #expect(Period(text) == nil)
  }
}
