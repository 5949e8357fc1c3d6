internal import CZlib
internal import Wire

extension HTTPResponse {
  /// Bodies below this gain nothing: they fit one packet as they are.
  private static let compressedFrom = 1400

  /// The response compressed, where it is text, long enough, there already, and the client takes it so.
  ///
  /// An `ETag` stays as it is: it names what is shown, not its bytes.
  func compressed(for request: HTTPRequest) -> HTTPResponse {
    guard case .whole(let bytes) = body, bytes.count >= Self.compressedFrom,
      fields["Content-Encoding"] == nil,
      let type = fields["Content-Type"], isText(type)
    else { return self }
    var response = self
    response.fields.append("Vary", "Accept-Encoding")
    guard acceptsGzip(request.fields), let compressed = gzip(bytes), compressed.count < bytes.count else {
      return response
    }
    response.body = .whole(compressed)
    response.fields["Content-Encoding"] = "gzip"
    return response
  }
}

private func isText(_ type: String) -> Bool {
  let name = type.prefix { $0 != ";" && $0 != " " }.lowercased()
  return name.hasPrefix("text/") || name.hasSuffix("json") || name.hasSuffix("xml")
    || name == "application/javascript" || name == "application/x-ndjson"
}

/// Whether `gzip`, or failing that `*`, is named without a weight of 0 (RFC 9110 §12.5.3).
private func acceptsGzip(_ fields: HTTPFields) -> Bool {
  var wildcard = false
  for value in fields.values(of: "Accept-Encoding") {
    for coding in value.lowercased().split(separator: ",") {
      let parts = coding.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      let isWanted = !parts.dropFirst().contains { $0.hasPrefix("q=") && Double($0.dropFirst(2)) == 0 }
      if parts.first == "gzip" || parts.first == "x-gzip" { return isWanted }
      if parts.first == "*" { wildcard = isWanted }
    }
  }
  return wildcard
}

/// The bytes in gzip's format; nil where zlib has no memory for it.
private func gzip(_ bytes: [UInt8]) -> [UInt8]? {
  let (level, gzipWindow, memory): (Int32, Int32, Int32) = (5, 15 + 16, 8)
  var stream = unsafe z_stream()
  guard
    unsafe deflateInit2_(
      &stream, level, Z_DEFLATED, gzipWindow, memory, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size)) == Z_OK
  else { return nil }
  defer { unsafe deflateEnd(&stream) }
  var input = bytes
  let bound = Int(unsafe deflateBound(&stream, UInt(bytes.count)))
  var isWhole = false
  let output = unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
    unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe stream.next_in = input.baseAddress
      unsafe stream.avail_in = UInt32(input.count)
      unsafe stream.next_out = output.baseAddress
      unsafe stream.avail_out = UInt32(bound)
      isWhole = unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END
    }
    count = bound - Int(unsafe stream.avail_out)
  }
  return isWhole ? output : nil
}
