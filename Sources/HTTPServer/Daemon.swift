internal import CMicroHTTP
internal import Glibc

/// Starts the library's threads on `socket`; nil where it has no threads to give or the certificate is bad.
func startDaemon(_ service: Service, on socket: ListeningSocket) -> OpaquePointer? {
  let configuration = service.configuration
  func start(_ certificate: UnsafePointer<CChar>?, _ key: UnsafePointer<CChar>?) -> OpaquePointer? {
    unsafe cmicrohttp_start(
      cmicrohttp_settings(
        socket: socket.descriptor, threads: UInt32(configuration.threads),
        connection_limit: UInt32(configuration.connectionLimit),
        idle_seconds: UInt32(max(1, configuration.idleTime.components.seconds)),
        // Half of it holds the head, so that one a little too large is still answered by us.
        connection_memory: configuration.headLimit * 2, certificate: certificate, key: key,
        context: Unmanaged.passUnretained(service).toOpaque(), log: note, accept: admit,
        connection: followConnection, target: beginExchange, access: advanceExchange, completed: endExchange))
  }
  guard let certificate = configuration.certificate else { return unsafe start(nil, nil) }
  return unsafe certificate.chain.withCString { chain in
    unsafe certificate.key.withCString { key in unsafe start(chain, key) }
  }
}

private func service(_ context: UnsafeMutableRawPointer) -> Service {
  unsafe Unmanaged<Service>.fromOpaque(context).takeUnretainedValue()
}

private func note(
  _ context: UnsafeMutableRawPointer?, _ format: UnsafePointer<CChar>?, _ arguments: CVaListPointer?
) {
  guard let service = unsafe context.map({ unsafe service($0) }), let format = unsafe format,
    let arguments = unsafe arguments
  else { return }
  let text = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
    guard let start = buffer.baseAddress else { return "" }
    unsafe vsnprintf(start, buffer.count, format, arguments)
    return unsafe String(cString: start)
  }
  service.configuration.note(String(text.prefix { $0 != "\n" }))
}

private func admit(
  _ context: UnsafeMutableRawPointer?, _ address: UnsafePointer<sockaddr>?, _: socklen_t
) -> MHD_Result {
  guard let service = unsafe context.map({ unsafe service($0) }),
    let address = unsafe address.flatMap({ unsafe IPAddress($0) })
  else { return .NO }
  let limit = service.trust.contains(address) ? Int.max : service.configuration.connectionsPerAddress
  return service.clients.admits(address, limit: limit) ? .YES : .NO
}

private func followConnection(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ event: MHD_ConnectionNotificationCode
) {
  guard let service = unsafe context.map({ unsafe service($0) }), let connection = unsafe connection,
    let slot = unsafe slot
  else { return }
  switch event {
  case .CONNECTION_NOTIFY_STARTED:
    guard let address = unsafe cmicrohttp_address(connection).flatMap({ unsafe IPAddress($0) }) else {
      return
    }
    let client = unsafe ClientConnection(
      cmicrohttp_socket(connection), address, until: service.deadline(forBytes: 0))
    service.clients.insert(client)
    unsafe slot.pointee = Unmanaged.passRetained(client).toOpaque()
  case .CONNECTION_NOTIFY_CLOSED:
    guard let held = unsafe slot.pointee else { return }
    service.clients.remove(unsafe Unmanaged<ClientConnection>.fromOpaque(held).takeRetainedValue())
    unsafe slot.pointee = nil
  @unknown default: break
  }
}

/// The request line has come; `target` is as the client wrote it, which the library will not show again.
private func beginExchange(
  _ context: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?, _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
  guard let service = unsafe context.map({ unsafe service($0) }), let target = unsafe target,
    let connection = unsafe connection,
    let held = unsafe cmicrohttp_socket_context(connection)
  else { return nil }
  let client = unsafe Unmanaged<ClientConnection>.fromOpaque(held).takeUnretainedValue()
  client.receive(until: service.deadline(forBytes: 0))
  let rawTarget = unsafe String(cString: target)
  if service.isTooLong(rawTarget) { client.hangUp(saying: service.farewell(.tooManyParameters)) }
  let exchange = Exchange(service, client, rawTarget: rawTarget)
  return unsafe Unmanaged.passRetained(exchange).toOpaque()
}

private func advanceExchange(
  _: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _: UnsafePointer<CChar>?,
  _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ bytes: UnsafePointer<CChar>?,
  _ count: UnsafeMutablePointer<Int>?, _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let connection = unsafe connection, let method = unsafe method, let version = unsafe version,
    let count = unsafe count, let held = unsafe slot?.pointee
  else { return .NO }
  let upload = unsafe UnsafeRawBufferPointer(start: bytes, count: count.pointee)
  unsafe count.pointee = 0
  return unsafe Unmanaged<Exchange>.fromOpaque(held).takeUnretainedValue()
    .advance(connection, method: method, version: version, bytes: upload)
}

private func endExchange(
  _ context: UnsafeMutableRawPointer?, _: OpaquePointer?,
  _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _: MHD_RequestTerminationCode
) {
  guard let service = unsafe context.map({ unsafe service($0) }), let slot = unsafe slot,
    let held = unsafe slot.pointee
  else { return }
  let exchange = unsafe Unmanaged<Exchange>.fromOpaque(held).takeRetainedValue()
  exchange.client.rest(until: service.nextRequestDeadline)
  unsafe slot.pointee = nil
}
