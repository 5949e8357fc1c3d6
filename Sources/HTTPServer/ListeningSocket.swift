internal import Glibc

/// A socket that waits for connections.
struct ListeningSocket {
  let descriptor: Int32

  private static let backlog: Int32 = 1024

  init(_ address: String, port: UInt16) throws(HTTPServerError) {
    let place = address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
    var hints = unsafe addrinfo()
    unsafe hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(address, String(port), &hints, &found) == 0, let first = unsafe found else {
      throw .addressUnknown(place)
    }
    defer { unsafe freeaddrinfo(first) }
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    descriptor = unsafe socket(first.pointee.ai_family, kind, 0)
    guard descriptor >= 0 else { throw .system(place, errno) }
    var (yes, no) = (Int32(1), Int32(0))
    let size = socklen_t(MemoryLayout<Int32>.size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
    if unsafe first.pointee.ai_family == AF_INET6 {
      unsafe setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &no, size)
    }
    guard unsafe bind(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0,
      listen(descriptor, Self.backlog) == 0
    else {
      let code = errno
      close(descriptor)
      switch code {
      case EADDRINUSE: throw .addressTaken(place)
      case EACCES: throw .notPermitted(place)
      case EADDRNOTAVAIL: throw .addressUnknown(place)
      default: throw .system(place, code)
      }
    }
  }
}

/// Lets this process hold `count` descriptors more than it needs for itself, as far as it is allowed.
func makeRoomForDescriptors(_ count: Int) {
  let wanted = rlim_t(count + 256)
  var limit = rlimit()
  guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < wanted
  else {
    return
  }
  limit.rlim_cur = min(wanted, limit.rlim_max)
  unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}
