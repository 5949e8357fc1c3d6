extension Instant {
  /// ISO 8601 in UTC: `2025-11-20T14:05:00Z`, with milliseconds where there are any.
  package var text: String {
    let days = milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds - 86_399_999) / 86_400_000
    let rest = milliseconds - days * 86_400_000
    let seconds = rest / 1000
    var text = Array(BusinessDay(ordinal: Int(days)).description.utf8)
    text.reserveCapacity(24)
    func append(_ separator: Unicode.Scalar, _ value: Int64, unit: Int64) {
      text.append(UInt8(ascii: separator))
      var unit = unit
      while unit > 0 {
        text.append(UInt8(ascii: "0") + UInt8(value / unit % 10))
        unit /= 10
      }
    }
    append("T", seconds / 3600, unit: 10)
    append(":", seconds / 60 % 60, unit: 10)
    append(":", seconds % 60, unit: 10)
    if rest % 1000 > 0 { append(".", rest % 1000, unit: 100) }
    text.append(UInt8(ascii: "Z"))
    return String(decoding: text, as: UTF8.self)
  }
}

extension ShopClock {
  /// Reads a date with or without a time: `2011-12-09`, `2011-12-09 08:26[:05]`, with `T`, `Z` or `±hh:mm`, and
  /// `9/12/2011 8:26` with the day first.
  ///
  /// Without an offset the time is the shop's own; a date alone is its end where `atEnd`, else its beginning.
  package func instant(parsing text: some StringProtocol, atEnd: Bool = false) -> Instant? {
    var bytes = Substring(text).utf8[...]
    guard let day = bytes.takeDate() else { return nil }
    guard bytes.takeOne(of: " T") else {
      return bytes.isEmpty ? instant(of: day, minute: 0, second: atEnd ? 86_399 : 0) : nil
    }
    guard let hour = bytes.takeNumber(), hour < 24, bytes.takeOne(of: ":"), let minute = bytes.takeNumber(),
      minute < 60
    else { return nil }
    var second = 0
    if bytes.takeOne(of: ":") {
      guard let value = bytes.takeNumber(), value < 61 else { return nil }
      second = min(value, 59)
      if bytes.takeOne(of: ".") { guard bytes.takeNumber() != nil else { return nil } }
    }
    if bytes.isEmpty { return instant(of: day, minute: hour * 60 + minute, second: second) }
    guard let offset = bytes.takeOffset(), bytes.isEmpty else { return nil }
    let local = Int64(day.ordinal) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    return Instant(milliseconds: (local - Int64(offset)) * 1000)
  }
}

extension Substring.UTF8View.SubSequence {
  /// At most nine digits.
  fileprivate mutating func takeNumber() -> Int? {
    var value = 0
    var count = 0
    while let byte = first, (48...57).contains(byte), count < 9 {
      value = value * 10 + Int(byte - 48)
      count += 1
      removeFirst()
    }
    return count > 0 ? value : nil
  }

  fileprivate mutating func takeOne(of characters: String) -> Bool {
    guard let byte = first, characters.utf8.contains(byte) else { return false }
    removeFirst()
    return true
  }

  /// `yyyy-MM-dd`, or `d/M/yyyy` with `/`, `-` or `.`, whose year may be the last two digits of one since 2000.
  fileprivate mutating func takeDate() -> BusinessDay? {
    guard let a = takeNumber(), takeOne(of: "-/."), let b = takeNumber(), takeOne(of: "-/."),
      let c = takeNumber()
    else { return nil }
    let (year, day) = a > 31 ? (a, c) : (c < 100 ? 2000 + c : c, a)
    return year < 1000 ? nil : BusinessDay(year: year, month: b, day: day)
  }

  /// Seconds east: `Z`, `+05:30`, `-0400`.
  fileprivate mutating func takeOffset() -> Int? {
    if takeOne(of: "Zz") { return 0 }
    let isWest = first == UInt8(ascii: "-")
    guard takeOne(of: "+-") else { return nil }
    let digits = count
    guard var hours = takeNumber() else { return nil }
    var minutes = 0
    if digits - count == 4 {
      (hours, minutes) = (hours / 100, hours % 100)
    } else if takeOne(of: ":") {
      guard let value = takeNumber() else { return nil }
      minutes = value
    }
    guard hours < 24, minutes < 60 else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return isWest ? -seconds : seconds
  }
}
