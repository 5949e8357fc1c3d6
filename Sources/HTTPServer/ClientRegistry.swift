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

  /// Whether one more connection of `address` is taken, where `limit` is the most its subscriber may have.
  func admits(_ address: IPAddress, limit: Int) -> Bool {
    state.withLock { !$0.isStopping && $0.counts[address.subscriber, default: 0] < limit }
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
    if let descriptor = client.end() { lingering.keep(descriptor) }
    state.withLock { state in
      state.clients[ObjectIdentifier(client)] = nil
      let count = state.counts[client.address.subscriber, default: 1] - 1
      state.counts[client.address.subscriber] = count > 0 ? count : nil
    }
  }

  var all: [ClientConnection] { state.withLock { Array($0.clients.values) } }

  /// Takes no connection and no request from now on.
  func stop() {
    let clients = state.withLock { state in
      state.isStopping = true
      return Array(state.clients.values)
    }
    for client in clients { client.stop() }
  }
}
