internal import Channels

/// Which chat services are configured, by the keys in the environment.
struct ChannelKeys {
  let channels: [any Channel]

  /// - Throws: `Failure.usage` where a service has some of its keys and lacks others.
  init(_ environment: [String: String]) throws(Failure) {
    channels = []
  }
}
