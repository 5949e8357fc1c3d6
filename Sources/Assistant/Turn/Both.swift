internal import Dispatch
internal import Synchronization

/// What both come to, worked out at once where the machine has two cores; the caller waits.
func both<First: Sendable, Second: Sendable>(
  _ first: @Sendable () throws -> First, and second: @Sendable () throws -> Second
) throws -> (First, Second) {
  let made = Mutex<(first: Result<First, any Error>?, second: Result<Second, any Error>?)>((nil, nil))
  DispatchQueue.concurrentPerform(iterations: 2) { place in
    if place == 0 {
      let result = Result(catching: first)
      made.withLock { $0.first = result }
    } else {
      let result = Result(catching: second)
      made.withLock { $0.second = result }
    }
  }
  let (one, other) = made.withLock { $0 }
  guard let one, let other else { preconditionFailure("both have run") }
  return (try one.get(), try other.get())
}
