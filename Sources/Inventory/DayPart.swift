/// A stretch of every day, in minutes after local midnight, the end left out.
package struct DayPart: Hashable, Sendable {
  package let from: Int
  package let until: Int

  /// Nil where it ends before it begins or reaches into another day.
  package init?(from: Int, until: Int) {
    guard (0..<1440).contains(from), (1...1440).contains(until), from < until else { return nil }
    (self.from, self.until) = (from, until)
  }

  /// Reads `09:00-12:30`.
  package init?(_ text: String) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minute)
    guard ends.count == 2, let from = ends[0], let until = ends[1] else { return nil }
    self.init(from: from, until: until)
  }

  /// `09:00-12:30`.
  package var text: String { Self.text(from) + "-" + Self.text(until) }

  package func contains(_ minute: Int) -> Bool { from <= minute && minute < until }

  private static func minute(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int(digits: $0) }
    guard parts.count == 2, let hours = parts[0], let minutes = parts[1], minutes < 60 else { return nil }
    return hours * 60 + minutes
  }

  private static func text(_ minute: Int) -> String {
    func digits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return digits(minute / 60) + ":" + digits(minute % 60)
  }
}
