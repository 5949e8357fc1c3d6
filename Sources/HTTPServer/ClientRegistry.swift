internal import Synchronization

/// The connections that are open.
final class ClientRegistry: Sendable {
  private struct State {
    var clients: [ObjectIdentifier: ClientConnection] = [:]
    /// By subscriber.
    var counts: [IPAddress: Int] = [:]
    /// How long the clients of a server that stops may still send; nil while it goes on.
    var lastLinger: Duration?
  }

  private static let linger = Duration.seconds(2)
  private static let mostLingering = 64

  private let state = Mutex(State())
  private let lingering = LingeringClose()

  /// Whether one more connection of `address` is taken, where `limit` is the most its subscriber may have.
  func admits(_ address: IPAddress, limit: Int) -> Bool {
    state.withLock { $0.counts[address.subscriber, default: 0] < limit }
  }

  func insert(_ client: ClientConnection) {
    state.withLock { state in
      state.clients[ObjectIdentifier(client)] = client
      state.counts[client.address.subscriber, default: 0] += 1
      if state.lastLinger != nil { client.stop() }
    }
  }

  /// To be called before the connection is closed.
  func remove(_ client: ClientConnection) {
    let last = state.withLock(\.lastLinger)
    if let descriptor = client.end() {
      lingering.keep(descriptor, for: last ?? Self.linger, most: last == nil ? Self.mostLingering : .max)
    }
    state.withLock { state in
      state.clients[ObjectIdentifier(client)] = nil
      let count = state.counts[client.address.subscriber, default: 1] - 1
      state.counts[client.address.subscriber] = count > 0 ? count : nil
    }
  }

  var all: [ClientConnection] { state.withLock { Array($0.clients.values) } }

  /// Whether nothing is left of any connection.
  var isDone: Bool { lingering.isEmpty }

  /// Takes no request from now on: those that still come are told so, and each connection ends with its next answer.
  func stop(lingering: Duration) {
    let clients = state.withLock { state in
      state.lastLinger = lingering
      return Array(state.clients.values)
    }
    for client in clients { client.stop() }
  }
}
