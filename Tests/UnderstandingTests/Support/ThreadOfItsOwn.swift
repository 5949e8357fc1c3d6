internal import Dispatch
import Testing

/// Runs the tests of a suite, which compute for seconds, on a thread of their own: those of other rooms, which talk
/// to servers, find the shared pool free.
struct ThreadOfItsOwn: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(SerialThread()) { try await function() }
  }
}

extension Trait where Self == ThreadOfItsOwn {
  static var threadOfItsOwn: Self { Self() }
}

/// A serial queue has a thread beside the pool's; a concurrent one would share theirs.
private final class SerialThread: TaskExecutor {
  private let queue = DispatchQueue(label: "computing tests")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
