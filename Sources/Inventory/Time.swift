/// A moment, in milliseconds since 1970-01-01 UTC.
package struct Instant: Hashable, Comparable, Sendable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

  package func adding(seconds: Int64) -> Instant { Instant(milliseconds: milliseconds + seconds * 1000) }
}

/// A day of the shop's own calendar, kept as the count of days since 1970-01-01.
package struct BusinessDay: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let ordinal: Int

  package init(ordinal: Int) { self.ordinal = ordinal }

  /// The civil day; nil when there is no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), (1...9999).contains(year), day >= 1,
      day <= BusinessDay.days(in: month, of: year)
    else { return nil }
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    ordinal = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Reads `yyyy-MM-dd`; some 30 ns, since every row that is read bears one.
  package init?(_ text: String) {
    guard text.utf8.count == 10 else { return nil }
    var digits = 0
    var index = 0
    for byte in text.utf8 {
      if index == 4 || index == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        digits = digits * 10 + Int(byte - UInt8(ascii: "0"))
      }
      index += 1
    }
    self.init(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100)
  }

  /// Reads `yyyy-MM-dd` from any kind of text.
  package init?(_ text: some StringProtocol) { self.init(String(text)) }

  package var civil: (year: Int, month: Int, day: Int) {
    let shifted = ordinal + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  package var year: Int { civil.year }
  package var month: Int { civil.month }

  /// 0 for Monday to 6 for Sunday.
  package var weekday: Int { ((ordinal + 3) % 7 + 7) % 7 }

  /// How many days a month has.
  package static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  package static func < (a: BusinessDay, b: BusinessDay) -> Bool { a.ordinal < b.ordinal }
  package static func + (day: BusinessDay, days: Int) -> BusinessDay {
    BusinessDay(ordinal: day.ordinal + days)
  }
  package static func - (day: BusinessDay, days: Int) -> BusinessDay {
    BusinessDay(ordinal: day.ordinal - days)
  }
  package static func - (a: BusinessDay, b: BusinessDay) -> Int { a.ordinal - b.ordinal }

  /// `yyyy-MM-dd`, for the years 1 to 9999; some 30 ns, since every row that is written bears one.
  package var description: String {
    let (year, month, day) = civil
    func digit(_ value: Int) -> UInt8 { UInt8(ascii: "0") + UInt8(value.magnitude % 10) }
    let dash = UInt8(ascii: "-")
    let text = [
      digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), dash, digit(month / 10),
      digit(month),
      dash, digit(day / 10), digit(day),
    ]
    return String(decoding: text, as: UTF8.self)
  }
}

extension Int {
  /// The number that one to four digits write; nil for anything else, a sign included.
  package init?(digits text: some StringProtocol) {
    guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    self.init(text)
  }
}

/// A run of business days, both ends included.
package struct DayRange: Hashable, Sendable {
  package let first: BusinessDay
  package let last: BusinessDay

  /// The days from `first` to `last`; the two are put in order.
  package init(_ first: BusinessDay, _ last: BusinessDay) {
    self.first = min(first, last)
    self.last = max(first, last)
  }

  /// The days between two that may each be left open; nil where both are.
  ///
  /// - Throws: `ShopError.invalid` where the end comes before the beginning.
  package static func between(_ first: BusinessDay?, and last: BusinessDay?) throws(ShopError) -> DayRange? {
    guard first != nil || last != nil else { return nil }
    let first = first ?? BusinessDay(ordinal: -719_162)
    let last = last ?? BusinessDay(ordinal: 2_932_896)
    guard first <= last else { throw .invalid(field: "fecha_hasta", .endBeforeStart) }
    return DayRange(first, last)
  }

  package var count: Int { last - first + 1 }
  package func contains(_ day: BusinessDay) -> Bool { first <= day && day <= last }
}
