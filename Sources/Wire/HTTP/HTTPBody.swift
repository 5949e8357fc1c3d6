/// What a response carries: bytes that are there already, or a stream that is made while it is sent.
package enum HTTPBody: Hashable, Sendable {
  case whole([UInt8])
  case stream(HTTPStream)

  /// The bytes that are there already; none of a stream.
  package var bytes: [UInt8] { if case .whole(let bytes) = self { bytes } else { [] } }

  /// How many bytes it has; nil where nobody knows yet.
  package var size: Int? { if case .whole(let bytes) = self { bytes.count } else { nil } }
}

/// A body that is made while it is sent.
///
/// Two are equal where they are the same one.
package final class HTTPStream: Sendable {
  /// Adds bytes to the body; it waits while much of what was added is still on the way.
  ///
  /// - Throws: `CancellationError` once nobody takes any more.
  package typealias Send = @Sendable ([UInt8]) async throws -> Void

  /// Makes the body and returns at its end.
  ///
  /// It is called when the first byte is wanted, at most once, and never where only the header is. It is cancelled when
  /// the client goes; where it throws, the body breaks off, so that the client sees that it is not whole.
  package let make: @Sendable (@escaping Send) async throws -> Void

  package init(_ make: @escaping @Sendable (@escaping Send) async throws -> Void) { self.make = make }
}

extension HTTPStream: Hashable {
  package static func == (a: HTTPStream, b: HTTPStream) -> Bool { a === b }
  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
