internal import Inventory
internal import Wire

extension Instant {
  /// The moment of a timestamp, text or number, that counts so many milliseconds a unit; nil for anything else.
  init?(timestamp: JSON?, unit: Int64) {
    let count = timestamp?.string.flatMap { Int64($0) } ?? timestamp?.integer
    guard let count, (0...Self.farthest / unit).contains(count) else { return nil }
    self.init(milliseconds: count * unit)
  }

  /// The end of the year 9999.
  private static let farthest: Int64 = 253_402_300_799_999
}
