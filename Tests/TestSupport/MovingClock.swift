package import Inventory
internal import Synchronization

/// A clock that stands still until it is moved.
package final class MovingClock: Sendable {
  private let instant: Mutex<Instant>

  package init(_ instant: Instant) { self.instant = Mutex(instant) }

  package var now: Instant {
    get { instant.withLock { $0 } }
    set { instant.withLock { $0 = newValue } }
  }

  package func move(seconds: Int64) { instant.withLock { $0 = $0.adding(seconds: seconds) } }
}
