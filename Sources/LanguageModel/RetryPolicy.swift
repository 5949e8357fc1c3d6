internal import Foundation
package import Wire

/// When a request that failed is sent again: as OpenAI's own client does it.
package struct RetryPolicy: Sendable {
  /// How often it is sent again.
  package var attempts = 2
  /// A number from 0 up to 1, another one each time: it spreads those who wait for the same server.
  package var jitter: @Sendable () -> Double
  /// Milliseconds since 1970, for a server that names the moment.
  package var now: @Sendable () -> Int64

  package init(jitter: @escaping @Sendable () -> Double, now: @escaping @Sendable () -> Int64) {
    (self.jitter, self.now) = (jitter, now)
  }

  private static let longestStated: Int64 = 60_000
  private static let (shortest, longest) = (0.5, 8.0)

  /// What `attempt` comes to, which is made anew where that may help, while the deadline allows it.
  func trying<Outcome>(
    before deadline: ContinuousClock.Instant, _ attempt: () async throws(ModelFault) -> Outcome
  ) async throws(ModelFault) -> Outcome {
    var number = 0
    while true {
      let fault: ModelFault
      do throws(ModelFault) {
        return try await attempt()
      } catch {
        fault = error
      }
      guard let pause = self.pause(after: fault, attempt: number), .now + pause < deadline,
        (try? await Task.sleep(for: pause)) != nil
      else { throw fault }
      number += 1
    }
  }

  /// How long to wait before attempt `number`, counted from 0; nil to give up.
  private func pause(after fault: ModelFault, attempt number: Int) -> Duration? {
    guard number < attempts else { return nil }
    switch fault.retry {
    case .never: return nil
    case .after(let milliseconds): return .milliseconds(milliseconds)
    case .soon:
      let seconds = min(Self.shortest * Double(1 << min(number, 10)), Self.longest)
      return .seconds(seconds * (1 - 0.25 * jitter()))
    }
  }

  /// The fault with what the answer's header says of trying again: `x-should-retry`, `retry-after-ms`, then
  /// `Retry-After` in seconds or as a date, up to a minute.
  package func heeding(_ fields: HTTPFields, _ fault: ModelFault) -> ModelFault {
    let retry: ModelFault.Retry
    switch (fields["x-should-retry"], fault.retry) {
    case ("false", _): retry = .never
    // An account that is empty stays empty, whatever the server says.
    case (_, _) where fault.kind == .quota: retry = .never
    case ("true", _), (_, .soon), (_, .after):
      retry = stated(fields).map { .after(milliseconds: $0) } ?? .soon
    case (_, .never): retry = .never
    }
    return fault.with(retry)
  }

  private func stated(_ fields: HTTPFields) -> Int64? {
    let milliseconds =
      fields["retry-after-ms"].flatMap(Double.init)
      ?? fields["retry-after"].flatMap { text in
        Double(text).map { $0 * 1000 } ?? Self.moment(text).map { Double($0 - now()) }
      }
    guard let milliseconds, milliseconds > 0, milliseconds <= Double(Self.longestStated) else { return nil }
    return Int64(milliseconds.rounded(.up))
  }

  /// The moment of an HTTP date (RFC 9110 §5.6.7).
  private static func moment(_ text: String) -> Int64? {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(secondsFromGMT: 0)
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return format.date(from: text).map { Int64($0.timeIntervalSince1970 * 1000) }
  }
}
