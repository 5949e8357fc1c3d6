internal import Synchronization

/// Names requests, for the log and whoever asks about one: what this run of the server is called, and a number.
final class RequestIDs: Sendable {
  private let run = String(UInt32.random(in: .min ... .max), radix: 16)
  private let count = Atomic(0)

  func next() -> String {
    run + "-" + String(count.add(1, ordering: .relaxed).newValue, radix: 16)
  }
}
