internal import CMicroHTTP
internal import Wire

extension HTTPResponse {
  /// Hands the response to the library, which adds `Date` and `Content-Length` and, for HEAD, leaves the body out.
  func queue(on connection: OpaquePointer, closing: Bool) -> MHD_Result {
    let bytes = allowsBody ? body : []
    guard
      let response = unsafe bytes.withUnsafeBytes({ bytes in
        // The library only reads from it, to copy it.
        unsafe MHD_create_response_from_buffer(
          bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
      })
    else { return .NO }
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
    text += "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
    return Array(text.utf8) + body
  }

  private var allowsBody: Bool { status != .noContent && status != .notModified }

  private static func isLibraryField(_ name: String) -> Bool {
    switch name.utf8.count {
    case 14: name.lowercased() == "content-length"
    case 17: name.lowercased() == "transfer-encoding"
    default: false
    }
  }
}
