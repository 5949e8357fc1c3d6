internal import Dispatch

/// The one place of a process where pictures are drawn: one at a time, on a queue of its own, since a large one holds
/// its thread for a tenth of a second and sixteen megabytes.
package final class DrawingQueue: Sendable {
  private let queue = DispatchQueue(label: "drawing.pictures")

  package init() {}

  /// Runs `draw` after what came before.
  ///
  /// - Throws: what `draw` throws.
  package func run<T: Sendable>(_ draw: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: draw)) }
    }
  }
}
