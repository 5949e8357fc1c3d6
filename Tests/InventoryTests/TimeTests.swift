import Inventory
import Testing

struct BusinessDayTests {
  @Test(arguments: [
    ("1970-01-01", 0, 3), ("2024-02-29", 19_782, 3), ("2025-10-15", 20_376, 2), ("1969-12-31", -1, 2),
    ("2000-03-01", 11_017, 2), ("0001-01-01", -719_162, 0), ("9999-12-31", 2_932_896, 4),
  ]) func `a day is counted from 1970`(text: String, ordinal: Int, weekday: Int) throws {
    let day = try #require(BusinessDay(text))
    #expect(day.ordinal == ordinal)
    #expect(day.weekday == weekday)
    #expect(day.description == text)
  }

  @Test(arguments: [
    "2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "2025-1-1", "25-01-01", "2025-01-01T", "",
    "2025-01",
    "+202-01-01", "2025-+1-01", "-025-01-01", "0000-01-01", "2025/01/01", "٢٠٢٥-01-01",
  ]) func `what is no day is refused`(text: String) {
    #expect(BusinessDay(text) == nil)
  }

  @Test func `every day of four centuries follows the one before`() throws {
    var day = try #require(BusinessDay("1999-12-31"))
    for _ in 0..<146_097 {
      let next = day + 1
      let (year, month, date) = next.civil
      #expect(BusinessDay(year: year, month: month, day: date) == next)
      day = next
    }
    #expect(day.description == "2399-12-31")
  }

  @Test func `a range puts its ends in order`() throws {
    let first = try #require(BusinessDay("2025-10-01"))
    let range = DayRange(first + 6, first)
    #expect(range.first == first)
    #expect(range.count == 7)
    #expect(range.contains(first + 6))
    #expect(!range.contains(first + 7))
  }
}

struct ShopClockTests {
  private func clock(_ zone: String) throws -> ShopClock { ShopClock(zone: try #require(TimeZoneName(zone))) }

  @Test(
    arguments: [
      // 2025-10-15T03:59:59.999Z and after, and before 1970
      ("America/La_Paz", 1_760_500_799_999, "2025-10-14", 1439),
      ("America/La_Paz", 1_760_500_800_000, "2025-10-15", 0),
      ("Asia/Tokyo", 1_760_500_800_000, "2025-10-15", 780), ("America/La_Paz", -1, "1969-12-31", 1199),
    ] as [(String, Int64, String, Int)])
  func `an instant falls on the shop's own day`(
    zone: String, milliseconds: Int64, day: String, minute: Int
  ) throws {
    let clock = try clock(zone)
    let instant = Instant(milliseconds: milliseconds)
    #expect(clock.day(of: instant).description == day)
    #expect(clock.minute(of: instant) == minute)
  }

  @Test(arguments: ["America/La_Paz", "America/Argentina/Buenos_Aires", "America/Santiago", "Europe/Madrid"])
  func `noon of every day comes back, through changes of the hour`(zone: String) throws {
    let clock = try clock(zone)
    let first = try #require(BusinessDay("2025-01-01"))
    for offset in 0..<365 {
      let noon = clock.instant(of: first + offset, minute: 12 * 60)
      #expect(clock.day(of: noon) == first + offset)
      #expect(clock.minute(of: noon) == 720)
    }
  }

  @Test(arguments: [
    ("America/Santiago", "2025-09-07"), ("America/Havana", "2025-03-09"), ("America/Asuncion", "2023-10-01"),
  ])
  func `a midnight that the clocks skip is the first moment of its day`(zone: String, text: String) throws {
    let clock = try clock(zone)
    let day = try #require(BusinessDay(text))
    let midnight = clock.instant(of: day, minute: 0)
    #expect(clock.day(of: midnight) == day)
    #expect(clock.minute(of: midnight) == 60)
    #expect(clock.day(of: Instant(milliseconds: midnight.milliseconds - 1)) == day - 1)
  }

  @Test(arguments: ["", "Mars/Olympus", "America/Lapaz"])
  func `a zone that does not exist is none`(name: String) {
    #expect(TimeZoneName(name) == nil)
  }
}
