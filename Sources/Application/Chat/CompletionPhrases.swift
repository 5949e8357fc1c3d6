internal import Dispatch
internal import Inventory
internal import Shop
internal import Synchronization

extension OpenShop {
  /// Everything of the shop that may be typed: the names of products and branches, SKUs and the newest folios; none on
  /// failure.
  ///
  /// Blocks its thread while the store is read, as readline's completion must.
  func phrases(_ session: Session) -> (names: [String], codes: [String]) {
    let reading = PhraseReading()
    Task.detached { [shop] in
      let names = try? await shop.names(session)
      let folios = try? await shop.folios(startingWith: "", limit: 500, session)
      let products = names?.products ?? []
      reading.finish(
        names: products.map(\.name) + (names?.branches.map(\.name) ?? []),
        codes: products.compactMap(\.sku) + (folios ?? []))
    }
    return reading.wait()
  }
}

/// Phrases that another thread is reading.
private final class PhraseReading: Sendable {
  private let phrases = Mutex<(names: [String], codes: [String])>(([], []))
  private let isDone = DispatchSemaphore(value: 0)

  func finish(names: [String], codes: [String]) {
    phrases.withLock { $0 = (names, codes) }
    isDone.signal()
  }

  func wait() -> (names: [String], codes: [String]) {
    isDone.wait()
    return phrases.withLock { $0 }
  }
}
