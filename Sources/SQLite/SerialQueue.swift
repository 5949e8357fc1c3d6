internal import Dispatch

/// The thread of one connection: an actor on it may block without holding a thread of Swift's shared pool.
final class SerialQueue: SerialExecutor {
  private let queue: DispatchQueue

  init(label: String) { queue = DispatchQueue(label: label) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  /// Runs `work` as if its actor had called it.
  func async(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }

  /// Runs `work` as if its actor had called it, on the caller's thread once it is its turn.
  func sync<T>(_ work: () throws -> T) rethrows -> T { try queue.sync(execute: work) }

  func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
