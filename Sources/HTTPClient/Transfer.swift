internal import CCurl
internal import Synchronization
internal import Wire

/// What names a request from outside its loop, and says whether anybody still waits for it.
final class TransferTicket: Sendable {
  private let cancelled = Atomic(false)

  func cancel() { cancelled.store(true, ordering: .releasing) }
  var isCancelled: Bool { cancelled.load(ordering: .acquiring) }
}

/// A request under way; it is touched by its loop's thread alone, and answers its continuation once.
@safe final class Transfer {
  typealias Continuation = CheckedContinuation<Result<HTTPResponse, HTTPClient.Failure>, Never>
  typealias Receiver = @Sendable ([UInt8]) -> Void

  let ticket: TransferTicket
  let easy = EasyHandle()
  private let url: HTTPURL
  private let maximumSize: Int
  private let continuation: Continuation
  /// Who is given the body as it comes; nil where it is kept.
  private let receiver: Receiver?
  private var body: [UInt8] = []
  private var bodySize = 0
  private var fieldsSize = 0
  private var isTooLarge = false

  /// In bytes, for the fields of all the answers that a request leads through.
  private static let maximumFieldsSize = 300_000

  init(
    _ request: HTTPClient.Request, _ configuration: HTTPClient.Configuration, ticket: TransferTicket,
    receiver: Receiver?, continuation: Continuation
  ) {
    (self.ticket, self.receiver, self.continuation) = (ticket, receiver, continuation)
    (url, maximumSize) = (request.url, request.limits.responseSize)
    easy.setURL(request.url)
    easy.setMethod(request.method, body: request.body)
    easy.setFields(request.fields)
    easy.setUserAgent(configuration.userAgent)
    easy.setTimeouts(connecting: request.limits.connecting, whole: request.limits.whole)
    easy.setCertificateAuthorities(configuration.certificateAuthorities)
    easy.setProxy(configuration.proxy)
    // What a HEAD answer announces never comes.
    if request.method != .head { easy.setMaximumSize(maximumSize) }
    unsafe easy.setReceivers(
      fields: receiveField, body: receiveBody, Unmanaged.passUnretained(self).toOpaque())
  }

  /// The transfer of a handle that is still under way.
  static func of(_ easy: UnsafeMutableRawPointer) -> Transfer? {
    unsafe EasyHandle.context(of: easy).map {
      unsafe Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue()
    }
  }

  /// Counts what libcurl keeps of the fields; false where that becomes too much.
  fileprivate func takeField(_ bytes: UnsafeRawBufferPointer) -> Bool {
    fieldsSize += bytes.count
    isTooLarge = fieldsSize > Self.maximumFieldsSize
    return !isTooLarge
  }

  /// Takes a piece of the body; false where it is more than was allowed.
  fileprivate func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    isTooLarge = bytes.count > maximumSize - bodySize
    guard !isTooLarge else { return false }
    bodySize += bytes.count
    if let receiver {
      unsafe receiver(Array(bytes))
    } else {
      unsafe body.append(contentsOf: bytes)
    }
    return true
  }

  func finish(_ code: CURLcode) {
    if isTooLarge {
      fail(.tooLarge, "the answer has more than \(maximumSize) bytes or \(Self.maximumFieldsSize) of fields")
    } else if code == CURLE_OK {
      continuation.resume(returning: .success(HTTPResponse(easy.status, fields: easy.fields, body: body)))
    } else {
      continuation.resume(returning: .failure(.init(code, at: url, detail: easy.failureDetail)))
    }
  }

  func fail(_ kind: HTTPClient.Failure.Kind, _ message: String) {
    continuation.resume(returning: .failure(.init(kind, at: url, message)))
  }
}

/// libcurl's `CURLOPT_HEADERFUNCTION`.
private func receiveField(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  unsafe receive(bytes, size * count, context) { unsafe $0.takeField($1) }
}

/// libcurl's `CURLOPT_WRITEFUNCTION`.
private func receiveBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  unsafe receive(bytes, size * count, context) { unsafe $0.takeBody($1) }
}

/// Any count but the one given ends the transfer.
private func receive(
  _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
  _ take: (Transfer, UnsafeRawBufferPointer) -> Bool
) -> Int {
  guard let context = unsafe context else { return 0 }
  let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  return unsafe take(transfer, UnsafeRawBufferPointer(start: bytes, count: count)) ? count : count + 1
}
