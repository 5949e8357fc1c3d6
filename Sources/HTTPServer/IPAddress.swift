internal import CMicroHTTP
internal import Glibc

/// An address of the internet protocol; one of version 4 is held in its version 6 form.
package struct IPAddress: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  private static let version4Prefix: UInt64 = 0xFFFF_0000_0000

  /// Reads `192.0.2.7` or `2001:db8::7`; nil for anything else.
  package init?(_ text: some StringProtocol) {
    var (old, new) = (in_addr(), in6_addr())
    if unsafe inet_pton(AF_INET, String(text), &old) == 1 {
      self.init(old)
    } else if unsafe inet_pton(AF_INET6, String(text), &new) == 1 {
      self.init(new)
    } else {
      return nil
    }
  }

  /// The address of a socket; nil where it is not one of the internet.
  init?(_ address: UnsafePointer<sockaddr>) {
    let raw = unsafe UnsafeRawPointer(address)
    switch unsafe Int32(address.pointee.sa_family) {
    case AF_INET: self.init(unsafe raw.loadUnaligned(as: sockaddr_in.self).sin_addr)
    case AF_INET6: self.init(unsafe raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr)
    default: return nil
    }
  }

  private init(_ address: in_addr) {
    (high, low) = (0, Self.version4Prefix | UInt64(UInt32(bigEndian: address.s_addr)))
  }

  private init(_ address: in6_addr) {
    (high, low) = unsafe withUnsafeBytes(of: address) {
      unsafe (
        UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)),
        UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      )
    }
  }

  /// What the addresses of one household or machine have in common: the whole of a version 4 one, the first 64 bits of
  /// version 6, of which whoever has one has all (RFC 4291 §2.5.1).
  package var subscriber: IPAddress { isVersion4 ? self : IPAddress(high: high, low: 0) }

  private init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

  var isVersion4: Bool { high == 0 && low & ~0xFFFF_FFFF == Self.version4Prefix }

  /// As it is commonly written.
  var text: String {
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    if isVersion4 {
      var address = in_addr(s_addr: UInt32(truncatingIfNeeded: low).bigEndian)
      unsafe inet_ntop(AF_INET, &address, &buffer, socklen_t(buffer.count))
    } else {
      var address = (high.bigEndian, low.bigEndian)
      unsafe inet_ntop(AF_INET6, &address, &buffer, socklen_t(buffer.count))
    }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
  }

  /// Whether the first `bits` of both are the same.
  func agrees(with other: IPAddress, bits: Int) -> Bool {
    (high ^ other.high) & Self.mask(bits) == 0 && (low ^ other.low) & Self.mask(bits - 64) == 0
  }

  private static func mask(_ bits: Int) -> UInt64 {
    bits <= 0 ? 0 : bits >= 64 ? .max : ~(UInt64.max >> UInt64(bits))
  }
}

/// The addresses that begin alike, such as `10.0.0.0/8`; a single one is a network too.
package struct IPNetwork: Hashable, Sendable {
  private let address: IPAddress
  private let bits: Int

  /// Reads an address, or one with the count of its leading bits; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = IPAddress(parts[0]) else { return nil }
    let width = address.isVersion4 ? 32 : 128
    guard let bits = parts.count == 2 ? Int(parts[1]) : width, (0...width).contains(bits) else { return nil }
    (self.address, self.bits) = (address, bits + 128 - width)
  }

  package func contains(_ other: IPAddress) -> Bool { address.agrees(with: other, bits: bits) }
}
