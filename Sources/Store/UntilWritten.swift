package import Synchronization

/// Values read from a store, each right until anyone writes to it, and kept for a second at most.
///
/// A second, since the clock changes what a store says too: a day begins, a token expires. It is inlined where it is
/// used, since unspecialised it costs more than what it saves.
package final class UntilWritten<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  @usableFromInline let kept = Mutex(Kept())
  @usableFromInline let limit: Int
  @usableFromInline let size: @Sendable (Value) -> Int

  @usableFromInline struct Kept {
    @usableFromInline var mark: Int64?
    @usableFromInline var entries: [Key: Entry] = [:]
    @usableFromInline var size = 0

    @inlinable init(mark: Int64? = nil) { self.mark = mark }
  }

  @usableFromInline struct Entry {
    @usableFromInline let value: Value
    @usableFromInline let until: ContinuousClock.Instant

    @inlinable init(value: Value, until: ContinuousClock.Instant) {
      (self.value, self.until) = (value, until)
    }
  }

  /// Keeps values whose sizes come to no more than `limit`; when one more would, it begins anew.
  @inlinable package init(limit: Int, size: @escaping @Sendable (Value) -> Int) {
    (self.limit, self.size) = (limit, size)
  }

  /// The value of `key`; nil where none was kept at this very `mark` of the store (`Database.changeMark`).
  @inlinable package func value(
    _ key: Key, at mark: Int64?, moment: ContinuousClock.Instant = .now
  ) -> Value? {
    guard let mark else { return nil }
    let entry = kept.withLock { $0.mark == mark ? $0.entries[key] : nil }
    return entry.flatMap { moment < $0.until ? $0.value : nil }
  }

  /// Keeps what was read once the store had shown `mark`; nothing where it shows none.
  @inlinable package func keep(
    _ value: Value, _ key: Key, at mark: Int64?, moment: ContinuousClock.Instant = .now
  ) {
    guard let mark else { return }
    let size = size(value)
    kept.withLock { kept in
      if kept.mark != mark { kept = Kept(mark: mark) }
      if let before = kept.entries.removeValue(forKey: key) { kept.size -= self.size(before.value) }
      if kept.size + size > limit { kept = Kept(mark: mark) }
      kept.entries[key] = Entry(value: value, until: moment + .seconds(1))
      kept.size += size
    }
  }
}
