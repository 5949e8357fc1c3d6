internal import CSQLite
internal import Dispatch

/// How long a connection has waited for another program's lock, and how long it may.
struct BusyWait {
  let limit: Duration
  /// Whether it waits at all.
  var isPatient = true
  private var startedAt = DispatchTime.now()

  init(limit: Duration) { self.limit = limit }

  /// Sleeps 1 to 5 ms; false when the limit is reached.
  mutating func sleep(attempt: Int32) -> Bool {
    guard isPatient else { return false }
    if attempt == 0 { startedAt = .now() }
    let waited = DispatchTime.now().uptimeNanoseconds - startedAt.uptimeNanoseconds
    guard .nanoseconds(waited) < limit else { return false }
    sqlite3_sleep(1 + attempt % 5)
    return true
  }
}

/// SQLite's busy handler; `context` is the connection's `BusyWait`.
func waitWhileBusy(_ context: UnsafeMutableRawPointer?, _ attempt: Int32) -> Int32 {
  guard let wait = unsafe context?.assumingMemoryBound(to: BusyWait.self) else { return 0 }
  return unsafe wait.pointee.sleep(attempt: attempt) ? 1 : 0
}
