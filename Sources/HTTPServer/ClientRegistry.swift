internal import Synchronization

/// The connections that are open.
final class ClientRegistry: Sendable {
  private struct State {
    var clients: [ObjectIdentifier: ClientConnection] = [:]
    /// By subscriber.
    var counts: [IPAddress: Int] = [:]
    var isStopping = false
  }

  private let state = Mutex(State())
  private let lingering = LingeringClose()
  /// Those that end while the server stops.
  let farewells = Farewells()

  /// Whether one more connection of `address` is taken, where `limit` is the most its subscriber may have.
  func admits(_ address: IPAddress, limit: Int) -> Bool {
    state.withLock { $0.counts[address.subscriber, default: 0] < limit }
  }

  func insert(_ client: ClientConnection) {
    state.withLock { state in
      state.clients[ObjectIdentifier(client)] = client
      state.counts[client.address.subscriber, default: 0] += 1
      if state.isStopping { client.stop() }
    }
  }

  /// To be called before the connection is closed.
  func remove(_ client: ClientConnection) {
    let isStopping = state.withLock(\.isStopping)
    if let descriptor = client.end() {
      if isStopping { farewells.keep(descriptor) } else { lingering.keep(descriptor) }
    }
    state.withLock { state in
      state.clients[ObjectIdentifier(client)] = nil
      let count = state.counts[client.address.subscriber, default: 1] - 1
      state.counts[client.address.subscriber] = count > 0 ? count : nil
    }
  }

  var all: [ClientConnection] { state.withLock { Array($0.clients.values) } }

  /// Takes no request from now on: those that still come are told so, and each connection ends with its next answer.
  func stop() {
    let clients = state.withLock { state in
      state.isStopping = true
      return Array(state.clients.values)
    }
    for client in clients { client.stop() }
  }
}
