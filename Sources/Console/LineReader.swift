internal import Dispatch
internal import Glibc
internal import Synchronization

/// Reads a file of the process line by line, on a thread of its own.
package final class LineReader: Sendable {
  package enum Line: Sendable, Hashable {
    /// Without the end of the line.
    case text([UInt8])
    /// Longer than is read; what stood there is lost.
    case tooLong
  }

  private struct State {
    var buffer: [UInt8] = []
    /// Up to where the buffer holds no end of a line.
    var searched = 0
    var isSkipping = false
    var isEnded = false
  }

  private let descriptor: Int32
  private let longest: Int
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "bodeguero.lines")

  /// Reads lines of at most `longest` bytes; in memory is one line, and a block.
  package init(_ terminal: Terminal, longest: Int) {
    (descriptor, self.longest) = (terminal.descriptor, longest)
  }

  /// The next line; nil at the end, before which a last line may lack its own.
  package func next() async -> Line? {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: self.read()) }
    }
  }

  private func read() -> Line? {
    state.withLock { state in
      while true {
        if let line = takeLine(&state) { return line }
        guard !state.isEnded else { return takeRest(&state) }
        if state.buffer.count > longest {
          state.isSkipping = true
          state.buffer.removeAll(keepingCapacity: true)
          state.searched = 0
        }
        fill(&state)
      }
    }
  }

  private func takeLine(_ state: inout State) -> Line? {
    guard let end = state.buffer[state.searched...].firstIndex(of: UInt8(ascii: "\n")) else {
      state.searched = state.buffer.count
      return nil
    }
    let line = Array(state.buffer[..<end])
    state.buffer.removeSubrange(...end)
    state.searched = 0
    defer { state.isSkipping = false }
    return state.isSkipping || line.count > longest ? .tooLong : .text(line)
  }

  private func takeRest(_ state: inout State) -> Line? {
    defer {
      state.buffer = []
      state.searched = 0
      state.isSkipping = false
    }
    if state.isSkipping { return .tooLong }
    return state.buffer.isEmpty ? nil : .text(state.buffer)
  }

  private func fill(_ state: inout State) {
    let size = 65_536
    let held = state.buffer.count
    state.buffer.append(contentsOf: repeatElement(0, count: size))
    let count = unsafe state.buffer.withUnsafeMutableBytes { bytes in
      while true {
        let count = unsafe Glibc.read(descriptor, bytes.baseAddress.map { unsafe $0 + held }, size)
        if count >= 0 || errno != EINTR { return count }
      }
    }
    state.buffer.removeLast(size - max(0, count))
    if count <= 0 { state.isEnded = true }
  }
}
