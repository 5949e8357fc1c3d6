internal import Glibc

/// The address by which this machine's network knows it; nil where it is in none.
///
/// The system is asked from where it would reach an address elsewhere (one for documentation, RFC 5737); nothing is
/// sent.
func localNetworkAddress() -> String? {
  let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = UInt16(9).bigEndian
  address.sin_addr.s_addr = UInt32(0xC000_0201).bigEndian
  var size = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isKnown = unsafe withUnsafeMutableBytes(of: &address) { bytes in
    guard let address = unsafe bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
    return unsafe connect(descriptor, address, size) == 0 && getsockname(descriptor, address, &size) == 0
  }
  guard isKnown else { return nil }
  var text = [CChar](repeating: 0, count: Int(INET_ADDRSTRLEN))
  guard unsafe inet_ntop(AF_INET, &address.sin_addr, &text, socklen_t(text.count)) != nil else { return nil }
  return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
}
