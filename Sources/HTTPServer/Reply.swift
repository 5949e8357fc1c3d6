internal import CMicroHTTP
internal import Wire

extension HTTPResponse {
  /// Hands the response with `bytes` to the library, which adds `Date` and `Content-Length` and, for HEAD, leaves the
  /// body out.
  func queue(_ bytes: [UInt8], on connection: OpaquePointer, closing: Bool) -> MHD_Result {
    unsafe queue(
      bytes.withUnsafeBytes { bytes in
        // The library only reads from it, to copy it.
        unsafe MHD_create_response_from_buffer(
          bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
      }, on: connection, closing: closing)
  }

  /// Hands the response to the library, which takes the body from `stream` until the end of one or the other.
  ///
  /// Where it is not wanted, nothing of it is taken.
  func queue(
    _ stream: OutgoingStream, isWanted: Bool, on connection: OpaquePointer, closing: Bool
  ) -> MHD_Result {
    let held = unsafe Unmanaged.passRetained(stream)
    let response = unsafe MHD_create_response_from_callback(
      cmicrohttp_size_unknown, Self.streamBlock, takeFromStream, held.toOpaque(), endStream)
    if unsafe response == nil { unsafe held.release() }
    if !isWanted, let response = unsafe response { unsafe cmicrohttp_leave_chunks_out(response) }
    return unsafe queue(response, on: connection, closing: closing)
  }

  /// Bytes that the library makes room for where it cannot send chunks.
  private static let streamBlock = 4096

  private func queue(
    _ response: OpaquePointer?, on connection: OpaquePointer, closing: Bool
  ) -> MHD_Result {
    guard let response = unsafe response else { return .NO }
    defer { unsafe MHD_destroy_response(response) }
    for field in fields.fields where !Self.isLibraryField(field.name) {
      _ = unsafe MHD_add_response_header(response, field.name, field.value)
    }
    if closing { _ = unsafe MHD_add_response_header(response, "Connection", "close") }
    return unsafe MHD_queue_response(connection, UInt32(status.code), response)
  }

  /// The whole message as it goes over the wire of a connection that ends with it.
  var farewell: [UInt8] {
    var text =
      "HTTP/1.1 \(status.code) \(unsafe String(cString: MHD_get_reason_phrase_for(UInt32(status.code))))\r\n"
    for field in fields.fields { text += "\(field.name): \(field.value)\r\n" }
    text += "Content-Length: \(body.bytes.count)\r\nConnection: close\r\n\r\n"
    return Array(text.utf8) + body.bytes
  }

  /// The body, where the status leaves room for one.
  var allowedBody: HTTPBody { status == .noContent || status == .notModified ? .whole([]) : body }

  private static func isLibraryField(_ name: String) -> Bool {
    switch name.utf8.count {
    case 14: name.lowercased() == "content-length"
    case 17: name.lowercased() == "transfer-encoding"
    default: false
    }
  }
}

private func takeFromStream(
  _ context: UnsafeMutableRawPointer?, _: UInt64, _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int
) -> Int {
  guard let context = unsafe context else { return cmicrohttp_end_with_error }
  let stream = unsafe Unmanaged<OutgoingStream>.fromOpaque(context).takeUnretainedValue()
  switch unsafe stream.take(into: UnsafeMutableRawBufferPointer(start: buffer, count: size)) {
  case .bytes(let count): return count
  case .nothing: return 0
  case .end: return cmicrohttp_end_of_stream
  case .breakingOff: return cmicrohttp_end_with_error
  }
}

/// The library is done with the stream, which may have been cut in the middle.
private func endStream(_ context: UnsafeMutableRawPointer?) {
  guard let context = unsafe context else { return }
  unsafe Unmanaged<OutgoingStream>.fromOpaque(context).takeRetainedValue().cut()
}
