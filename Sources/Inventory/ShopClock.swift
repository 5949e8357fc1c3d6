internal import Foundation

/// The shop's own reckoning of time.
package struct ShopClock: Hashable, Sendable {
  package let zone: TimeZoneName

  /// When a shop closes that has not said otherwise: at 20:00 (requirements §24), in minutes after local midnight.
  package static let usualClosingMinute = 20 * 60

  package init(zone: TimeZoneName) { self.zone = zone }

  /// The business day on which `instant` falls, in about 30 ns.
  package func day(of instant: Instant) -> BusinessDay {
    BusinessDay(ordinal: Int(local(instant).floorDivided(by: 86_400_000)))
  }

  /// Minutes since local midnight.
  package func minute(of instant: Instant) -> Int {
    let milliseconds = local(instant)
    return Int((milliseconds - milliseconds.floorDivided(by: 86_400_000) * 86_400_000) / 60_000)
  }

  /// The moment at which `day` reaches `minute` minutes after its local midnight.
  ///
  /// A time that the clocks skip is as much later as they skip, so that it stays on its day.
  package func instant(of day: BusinessDay, minute: Int, second: Int = 0) -> Instant {
    let local = Int64(day.ordinal) * 86_400 + Int64(minute) * 60 + Int64(second)
    var utc = local - Int64(zone.offset(at: Instant(milliseconds: local * 1000)))
    utc = local - Int64(zone.offset(at: Instant(milliseconds: utc * 1000)))
    let shown = self.local(Instant(milliseconds: utc * 1000)) / 1000
    return Instant(milliseconds: (utc + max(local - shown, 0)) * 1000)
  }

  private func local(_ instant: Instant) -> Int64 {
    instant.milliseconds + Int64(zone.offset(at: instant)) * 1000
  }
}

extension ShopClock {
  /// A minute of the day as people write it: `20:00`.
  package static func text(minute: Int) -> String {
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    return "\(padded(minute / 60)):\(padded(minute % 60))"
  }

  /// The minute at which a day closes, of `20:00`, `9:05` or, for its very end, `24:00`; nil for what is no such time.
  package static func closingMinute(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      let hour = Int(digits: parts[0]), let minute = Int(digits: parts[1]), minute < 60
    else { return nil }
    let whole = hour * 60 + minute
    return whole <= 1440 ? whole : nil
  }
}

extension Int64 {
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : (self - divisor + 1) / divisor
  }
}

/// An IANA time zone that exists on this machine.
package struct TimeZoneName: Hashable, Sendable {
  package let identifier: String
  private let zone: TimeZone

  /// The zone of that name; nil (never UTC) when the machine does not know it.
  package init?(_ identifier: String) {
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    self.identifier = identifier
    self.zone = zone
  }

  /// Seconds east of Greenwich at `instant`.
  package func offset(at instant: Instant) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000))
  }
}
