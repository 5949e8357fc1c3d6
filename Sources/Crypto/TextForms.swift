internal import CSodium

extension [UInt8] {
  /// Two lower-case digits a byte.
  package var hex: String {
    text(in: 2 * count + 1) { _ = unsafe sodium_bin2hex(&$0, $0.count, self, count) }
  }

  /// RFC 4648 §4, padded.
  package var base64: String { base64(sodium_base64_VARIANT_ORIGINAL) }

  /// RFC 4648 §5, without padding: fit for a URL.
  package var base64URL: String { base64(sodium_base64_VARIANT_URLSAFE_NO_PADDING) }

  /// The bytes that hexadecimal digits of either case write; nil for anything else.
  package init?(hex text: String) {
    let size = text.utf8.count
    self.init(atMost: size / 2) { unsafe sodium_hex2bin(&$0, $0.count, text, size, nil, &$1, nil) }
  }

  /// The bytes of a padded text; nil for any other text, also for one that leaves bits over.
  package init?(base64 text: String) { self.init(text, sodium_base64_VARIANT_ORIGINAL) }

  /// The bytes of a text without padding; nil for any other text, also for one that leaves bits over.
  package init?(base64URL text: String) { self.init(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING) }

  private func base64(_ variant: Int32) -> String {
    text(in: sodium_base64_encoded_len(count, variant)) {
      _ = unsafe sodium_bin2base64(&$0, $0.count, self, count, variant)
    }
  }

  private init?(_ text: String, _ variant: Int32) {
    let size = text.utf8.count
    self.init(atMost: size / 4 * 3 + 2) {
      unsafe sodium_base642bin(&$0, $0.count, text, size, nil, &$1, nil, variant)
    }
  }

  /// What `encode` writes into `capacity` characters, its closing NUL left out.
  private func text(in capacity: Int, _ encode: (inout [CChar]) -> Void) -> String {
    Sodium.ready
    var text = [CChar](repeating: 0, count: capacity)
    encode(&text)
    return String(decoding: text.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// What `decode` writes and counts; nil when it returns anything but 0.
  private init?(atMost capacity: Int, _ decode: (inout [UInt8], inout Int) -> Int32) {
    Sodium.ready
    var bytes = [UInt8](repeating: 0, count: capacity)
    var count = 0
    guard decode(&bytes, &count) == 0 else { return nil }
    self = Array(bytes.prefix(count))
  }
}
