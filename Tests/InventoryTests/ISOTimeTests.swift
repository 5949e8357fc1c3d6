import Inventory
import Testing

@Suite struct `A moment in text` {
  @Test(arguments: [
    ("2025-11-20T10:00:00Z", "2025-11-20T10:00:00Z"),
    ("2025-11-20T10:00", "2025-11-20T14:00:00Z"),
    ("2025-11-20 10:00:05", "2025-11-20T14:00:05Z"),
    ("2025-11-20T10:00:00+05:30", "2025-11-20T04:30:00Z"),
    ("2025-11-20T10:00:00-0400", "2025-11-20T14:00:00Z"),
    ("2025-11-20T10:00:00+0010", "2025-11-20T09:50:00Z"),
    ("2025-11-20", "2025-11-20T04:00:00Z"),
    ("20/11/2025 8:26", "2025-11-20T12:26:00Z"),
    ("9.3.2025", "2025-03-09T04:00:00Z"),
    ("20/11/25", "2025-11-20T04:00:00Z"),
    ("1-2-07 8:26", "2007-02-01T12:26:00Z"),
  ])
  func `is read with the shop's own offset where it names none`(text: String, instant: String) throws {
    let zone = try #require(TimeZoneName("America/La_Paz"))
    #expect(ShopClock(zone: zone).instant(parsing: text)?.text == instant)
  }

  @Test(arguments: [
    "", "ayer", "2025-02-30", "2025-11-20T25:00", "2025-11-20T10:61", "2025-11-20T10:00+9999",
    "2025-11-20T10:00 tarde", "20/11/202", "99-11-20", "99999999999999999999-1-1", "2025-11-20T",
  ])
  func `is refused where there is no such moment`(text: String) throws {
    let zone = try #require(TimeZoneName("America/La_Paz"))
    #expect(ShopClock(zone: zone).instant(parsing: text) == nil)
  }
}
