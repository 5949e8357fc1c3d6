internal import Dispatch
internal import Inventory
internal import Shop
internal import Synchronization

extension OpenShop {
  /// Everything of the shop that may be typed: products, SKUs, branches and the newest folios; none on failure.
  ///
  /// Blocks its thread while the store is read, as readline's completion must.
  func phrases(_ session: Session) -> [String] {
    let reading = PhraseReading()
    Task.detached { [shop] in
      let names = try? await shop.names(session)
      let folios = try? await shop.folios(startingWith: "", limit: 500, session)
      let products = names?.products ?? []
      reading.finish(
        products.map(\.name) + products.compactMap(\.sku) + (folios ?? [])
          + (names?.branches.map(\.name) ?? []))
    }
    return reading.wait()
  }
}

/// Phrases that another thread is reading.
private final class PhraseReading: Sendable {
  private let phrases = Mutex<[String]>([])
  private let isDone = DispatchSemaphore(value: 0)

  func finish(_ found: [String]) {
    phrases.withLock { $0 = found }
    isDone.signal()
  }

  func wait() -> [String] {
    isDone.wait()
    return phrases.withLock { $0 }
  }
}
