internal import CMicroHTTP
internal import Dispatch
internal import Glibc
internal import Synchronization
package import Wire

/// Serves HTTP/1.1, or HTTPS, on threads of its own until it is told to stop.
///
/// Sendable though it holds a pointer: the pointer never changes, the library lets any thread stop it, and that happens
/// once, guarded by `isStopping`.
@safe package final class HTTPServer: @unchecked Sendable {
  /// The port that it listens on.
  package let port: UInt16

  private let service: Service
  private let daemon: OpaquePointer
  private let reaper: any DispatchSourceTimer
  private let isStopping = Atomic(false)

  /// Listens, and answers every request with what `handle` makes of it.
  ///
  /// `handle` is called on one of the server's threads, on which it may compute for a moment but not wait; HEAD is to
  /// be answered as GET would be, the body is left out here. It is cancelled, and a 503 answered, when it takes longer
  /// than `answerTime`.
  package init(
    _ configuration: HTTPServerConfiguration, handle: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
  ) throws(HTTPServerError) {
    makeRoomForDescriptors(configuration.connectionLimit)
    service = Service(configuration, handle)
    let socket = try ListeningSocket(configuration.address, port: configuration.port)
    guard let daemon = unsafe startDaemon(service, on: socket) else {
      guard configuration.certificate == nil else { throw .badCertificate }
      throw .system("\(configuration.address):\(configuration.port)", errno)
    }
    unsafe self.daemon = daemon
    port = unsafe cmicrohttp_port(daemon)
    reaper = DispatchSource.makeTimerSource()
    reaper.schedule(deadline: .now(), repeating: .milliseconds(250), leeway: .milliseconds(50))
    reaper.setEventHandler { [service] in service.enforceDeadlines() }
    reaper.activate()
    // The library's threads use all of this until `stop`, whoever forgets it before.
    _ = unsafe Unmanaged.passRetained(self)
  }

  /// Takes no new work, lets what runs finish within `grace`, tells the rest that the server stops, and ends.
  ///
  /// A connection that waits for its next request is ended without a reset, though that request may be on its way. A
  /// second call does nothing.
  package func stop(grace: Duration = .seconds(10)) async {
    guard !isStopping.exchange(true, ordering: .relaxed) else { return }
    // Not `MHD_quiesce_daemon`: while it takes the listening socket away, a thread that does the same aborts the
    // process. Who connects now is answered that the server stops.
    service.clients.stop()
    let end = ContinuousClock.now + grace
    while ContinuousClock.now < end, service.clients.all.contains(where: \.isBusy) { await pause() }
    // The library aborts the process if it is stopped while a connection is suspended.
    let lastCall = ContinuousClock.now + .seconds(1)
    while true {
      let busy = service.clients.all.filter(\.isBusy)
      for client in busy { client.giveUp(service.configuration.refuse(.stopping)) }
      guard busy.contains(where: \.mayBeSuspended) || (!busy.isEmpty && ContinuousClock.now < lastCall) else {
        break
      }
      await pause()
    }
    reaper.cancel()
    await withCheckedContinuation { continuation in
      // It waits for the library's threads.
      DispatchQueue.global().async {
        unsafe MHD_stop_daemon(self.daemon)
        self.service.clients.farewells.finish(within: self.service.configuration.lastLinger)
        unsafe Unmanaged.passUnretained(self).release()
        continuation.resume()
      }
    }
  }

  private func pause() async { try? await Task.sleep(for: .milliseconds(5)) }
}
