internal import Inventory
internal import Shop
internal import Wire

/// A request that has passed every check, on whose behalf it is done.
struct Call: Sendable {
  let session: Session
  let path: Inputs
  let query: Inputs
  let body: Inputs
  /// Marks the operation, so that a request sent twice is done once; nil where the client sent no key.
  let key: IdempotencyKey?
  /// The version of the thing that the client knows; nil where it did not say.
  let expectedVersion: Int64?

  var viewer: Viewer { Viewer(session) }
}
