internal import Inventory
internal import Shop
internal import Wire

/// A request that has passed every check, on whose behalf it is done.
struct Call: Sendable {
  let bearer: Bearer
  let path: Inputs
  let query: Inputs
  let body: Inputs
  /// Marks the operation, so that a request sent twice is done once; nil where the client sent no key.
  let key: IdempotencyKey?
  /// The version of the thing that the client knows; nil where it did not say.
  let expectedVersion: Int64?

  var session: Session { bearer.session }
  var viewer: Viewer { Viewer(session) }
}

/// A request of somebody who has not said yet who they are.
struct Visit: Sendable {
  let body: Inputs
  /// What the program or browser calls itself.
  let device: String
}
