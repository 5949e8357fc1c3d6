internal import CMicroHTTP
internal import Synchronization
internal import Wire

/// An answer that a handler is making, and the connection that sleeps until it is there.
final class PendingAnswer: Sendable {
  private enum State {
    case making
    case awaited(SleepingConnection, Task<Void, Never>)
    case made(HTTPResponse)
  }

  private let state = Mutex(State.making)

  /// Runs `work` here up to its first suspension, so that an answer without one costs no change of threads.
  init(_ work: @escaping @Sendable () async -> HTTPResponse, from connection: OpaquePointer) {
    let task = Task.immediate { _ = self.give(await work()) }
    state.withLock { state in
      guard case .making = state else { return }
      // Under the lock, so that nobody can wake it before it sleeps.
      state = .awaited(unsafe SleepingConnection(suspending: connection), task)
    }
  }

  /// The answer, once it is made.
  var made: HTTPResponse? {
    state.withLock { if case .made(let response) = $0 { response } else { nil } }
  }

  /// Answers in the handler's place, which is told to stop; an answer that is made already stays.
  func giveUp(_ response: HTTPResponse) {
    give(response)?.cancel()
  }

  private func give(_ response: HTTPResponse) -> Task<Void, Never>? {
    state.withLock { state in
      switch state {
      case .made: return nil
      case .making:
        state = .made(response)
        return nil
      case .awaited(let sleeper, let task):
        state = .made(response)
        // Under the lock, so that once `giveUp` has returned no connection sleeps: the library cannot stop with one.
        sleeper.wake()
        return task
      }
    }
  }
}
