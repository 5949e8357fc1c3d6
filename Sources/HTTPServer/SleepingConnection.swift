internal import CMicroHTTP

/// A connection that the library has suspended.
///
/// Sendable though it holds a pointer: the library lets any thread resume a connection, and one that is suspended stays
/// alive until it is resumed, which whoever holds this does once.
@safe struct SleepingConnection: @unchecked Sendable {
  private let connection: OpaquePointer

  /// Suspends the connection; to be called on its own thread of the library.
  init(suspending connection: OpaquePointer) {
    unsafe MHD_suspend_connection(connection)
    unsafe self.connection = connection
  }

  func wake() { unsafe MHD_resume_connection(connection) }
}
