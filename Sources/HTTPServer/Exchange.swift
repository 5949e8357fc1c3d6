internal import CMicroHTTP
internal import Wire

/// One request and its answer, on the thread of the library that its connection belongs to.
final class Exchange {
  let client: ClientConnection
  private let service: Service
  private let rawTarget: String
  private var progress = Progress.head
  private var wantsBody = true

  private enum Progress {
    case head
    case body(HTTPRequest, limit: Int)
    /// The rest is read and thrown away, since an answer can be queued only when it has come.
    case tooLargeBody(limit: Int)
    case answer(PendingAnswer)
  }

  init(_ service: Service, _ client: ClientConnection, rawTarget: String) {
    (self.service, self.client, self.rawTarget) = (service, client, rawTarget)
  }

  /// Takes the next step: the head has come, or a piece of the body, or (with no bytes) its end, or the answer.
  func advance(
    _ connection: OpaquePointer, method: UnsafePointer<CChar>, version: UnsafePointer<CChar>,
    bytes: UnsafeRawBufferPointer
  ) -> MHD_Result {
    switch progress {
    case .head:
      return unsafe begin(connection, method: method, version: version)
    case .body(var request, let limit):
      guard unsafe !bytes.isEmpty else { return unsafe answer(request, connection) }
      guard request.body.count + bytes.count <= limit else {
        progress = .tooLargeBody(limit: limit)
        return .YES
      }
      progress = .head  // lets go of the request, so that its body grows in place
      unsafe request.body.append(contentsOf: bytes)
      progress = .body(request, limit: limit)
      return .YES
    case .tooLargeBody(let limit):
      return unsafe bytes.isEmpty ? refuse(.bodyTooLarge(limit: limit), connection) : .YES
    case .answer(let answer):
      return answer.made.map { unsafe send($0, connection) } ?? .YES
    }
  }

  private func begin(
    _ connection: OpaquePointer, method: UnsafePointer<CChar>, version: UnsafePointer<CChar>
  ) -> MHD_Result {
    let configuration = service.configuration
    do throws(HTTPRefusal) {
      let head = try unsafe RequestHead(
        connection, method: method, target: rawTarget, version: version, limit: configuration.headLimit)
      let limit = configuration.bodyLimit(head.target)
      var request = HTTPRequest(
        head.method, head.target, fields: head.fields, peer: client.peer,
        scheme: configuration.certificate == nil ? .http : .https)
      if case .known(let length) = head.body {
        guard length <= limit else { throw .bodyTooLarge(limit: limit) }
        request.body.reserveCapacity(min(length, Service.reservedBody))
        client.receive(until: service.deadline(forBytes: length))
      }
      service.trust.resolve(&request, from: client.address)
      progress = .body(request, limit: limit)
      return .YES
    } catch {
      client.cutShort()
      return unsafe refuse(error, connection)
    }
  }

  private func answer(_ request: HTTPRequest, _ connection: OpaquePointer) -> MHD_Result {
    guard client.mayStart() else { return unsafe refuse(.stopping, connection) }
    wantsBody = request.method != .head
    let handle = service.handle
    let answer = unsafe PendingAnswer({ await handle(request).compressed(for: request) }, from: connection)
    progress = .answer(answer)
    if let response = answer.made { return unsafe send(response, connection) }
    client.wait(for: answer, until: .now + service.configuration.answerTime)
    return .YES
  }

  /// Answers in the handler's place; before the body has come, the library closes the connection afterwards.
  private func refuse(_ refusal: HTTPRefusal, _ connection: OpaquePointer) -> MHD_Result {
    unsafe send(service.configuration.refuse(refusal), connection)
  }

  private func send(_ response: HTTPResponse, _ connection: OpaquePointer) -> MHD_Result {
    switch response.allowedBody {
    case .whole(let bytes):
      let isLast = client.send(until: service.deadline(forBytes: bytes.count))
      return unsafe response.queue(bytes, on: connection, closing: isLast)
    case .stream(let body):
      let stream = unsafe OutgoingStream(body, on: connection, service.configuration)
      let isLast = client.send(stream)
      return unsafe response.queue(stream, isWanted: wantsBody, on: connection, closing: isLast)
    }
  }
}
