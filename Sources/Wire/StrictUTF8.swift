extension String {
  /// The text that `bytes` encode; nil when they are not UTF-8.
  init?(strictUTF8 bytes: ArraySlice<UInt8>) {
    // ASCII, the common case, is always valid, and looking for it is much cheaper than validating.
    if bytes.allSatisfy({ $0 < 0x80 }) {
      self.init(decoding: bytes, as: UTF8.self)
    } else {
      self.init(validating: bytes, as: UTF8.self)
    }
  }
}
