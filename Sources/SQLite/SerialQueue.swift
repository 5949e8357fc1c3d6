internal import Dispatch

/// The thread of one connection: an actor on it may block without holding a thread of Swift's shared pool.
///
/// A task that prefers it stays on it between the actor's calls.
final class SerialQueue: SerialExecutor, TaskExecutor {
  private let queue: DispatchQueue
  private static let running = DispatchSpecificKey<ObjectIdentifier>()

  init(label: String) {
    queue = DispatchQueue(label: label)
    queue.setSpecific(key: Self.running, value: ObjectIdentifier(self))
  }

  /// Whether the caller runs on it.
  var isCurrent: Bool { DispatchQueue.getSpecific(key: Self.running) == ObjectIdentifier(self) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async {
      unsafe job.runSynchronously(
        isolatedTo: self.asUnownedSerialExecutor(), taskExecutor: self.asUnownedTaskExecutor())
    }
  }

  /// Runs `work` as if its actor had called it.
  func async(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }

  /// Runs `work` as if its actor had called it, on the caller's thread once it is its turn.
  func sync<T>(_ work: () throws -> T) rethrows -> T { try queue.sync(execute: work) }

  func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
