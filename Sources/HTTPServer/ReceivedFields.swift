internal import CMicroHTTP
internal import Wire

/// The fields of a request as the library lists them, until one is refused.
///
/// The library writes zeros over line ends and colons in the very bytes that came, and its names and values point
/// there. So it shows whether it has read every byte: between two fields there may be a line end and nothing else. It
/// skips what follows a NUL, loses the continuation of a folded line, and takes a line that begins with a colon for the
/// end of the head, so that what follows would be the next request.
@safe struct ReceivedFields {
  private var fields = HTTPFields()
  private var count = 0
  private var refusal: HTTPRefusal?
  /// Behind the last byte that is explained.
  private var position: UnsafePointer<CChar>

  private static let most = 100

  /// Lists the fields that stand from `start`, the end of the request line, to `end`.
  static func read(
    _ connection: OpaquePointer, from start: UnsafePointer<CChar>, to end: UnsafePointer<CChar>
  ) throws(HTTPRefusal) -> HTTPFields {
    var received = unsafe ReceivedFields(position: start)
    unsafe withUnsafeMutablePointer(to: &received) { received in
      _ = unsafe MHD_get_connection_values_n(
        connection, .HEADER_KIND,
        { context, _, name, nameCount, value, valueCount in
          guard let received = unsafe context?.assumingMemoryBound(to: ReceivedFields.self),
            let name = unsafe name, let value = unsafe value
          else { return .NO }
          return unsafe received.pointee.take(
            UnsafeBufferPointer(start: name, count: nameCount),
            UnsafeBufferPointer(start: value, count: valueCount)) ? .YES : .NO
        }, received)
    }
    if let refusal = received.refusal { throw refusal }
    // The last line end and the empty line.
    guard unsafe received.gap(to: end).map({ (2...4).contains($0) }) ?? false else { throw .malformedField }
    return received.fields
  }

  /// Adds a field; false where the request is refused for it.
  private mutating func take(_ name: UnsafeBufferPointer<CChar>, _ value: UnsafeBufferPointer<CChar>) -> Bool
  {
    let nameBytes = UnsafeRawBufferPointer(name)
    count += 1
    if count > Self.most {
      refusal = .headTooLarge
    } else if unsafe nameBytes.isEmpty || !nameBytes.allSatisfy(isTokenByte) || !follows(name) {
      refusal = .malformedField
    } else {
      unsafe fields.append(
        String(decoding: nameBytes, as: UTF8.self),
        String(decoding: UnsafeRawBufferPointer(value), as: UTF8.self))
      unsafe position = value.baseAddress.map { unsafe $0 + value.count } ?? position
    }
    return refusal == nil
  }

  private func follows(_ name: UnsafeBufferPointer<CChar>) -> Bool {
    guard let start = name.baseAddress else { return false }
    return unsafe gap(to: start).map { (1...2).contains($0) } ?? false
  }

  /// How many zeros there are from here to `place`; nil where it lies elsewhere or something else stands between.
  private func gap(to place: UnsafePointer<CChar>) -> Int? {
    let count = unsafe place - position
    guard (0...4).contains(count),
      unsafe UnsafeBufferPointer(start: position, count: count).allSatisfy({ $0 == 0 })
    else { return nil }
    return count
  }
}
