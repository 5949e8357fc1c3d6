import Crypto
import Testing

@Suite struct `The standards' own examples hold` {
  @Test(arguments: [
    // FIPS 180-4, as NIST's example values give them.
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `for SHA-256`(message: String, digest: String) {
    #expect(sha256(Array(message.utf8)).hex == digest)
  }

  /// RFC 2202 §3 and RFC 4231 §4 share most of their messages.
  static let codes: [(key: [UInt8], message: [UInt8], sha1: String?, sha256: String?)] = [
    (
      Array(repeating: 0x0b, count: 20), Array("Hi There".utf8), "b617318655057264e28bc0b6fb378c8ef146be00",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      Array(repeating: 0xaa, count: 20), Array(repeating: 0xdd, count: 50),
      "125d7342b9ac11cd91a39af48aa17b4f63f175d3",
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      Array(1...25), Array(repeating: 0xcd, count: 50), "4c9007f4026250c6bc8414f9bf50c86c2d7235da",
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    ),
    (
      Array(repeating: 0xaa, count: 80),
      Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "aa4ae5e15272d00e95705637ce8a3b55ed402112", nil
    ),
    (
      Array(repeating: 0xaa, count: 131),
      Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8), nil,
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ]

  @Test(arguments: codes)
  func `for HMAC`(key: [UInt8], message: [UInt8], sha1: String?, sha256: String?) throws {
    let key = try #require(MACKey(key))
    if let sha1 { #expect(key.code(for: message, .hmacSHA1).bytes.hex == sha1) }
    if let sha256 { #expect(key.code(for: message, .hmacSHA256).bytes.hex == sha256) }
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func `for base64`(text: String, encoded: String) {
    let bytes = Array(text.utf8)
    #expect(bytes.base64 == encoded)
    #expect([UInt8](base64: encoded) == bytes)
    let bare = String(encoded.prefix { $0 != "=" })
    #expect(bytes.base64URL == bare)
    #expect([UInt8](base64URL: bare) == bytes)
  }

  /// The hash is that of libargon2, the reference implementation.
  @Test func `for a password that another program hashed`() {
    let hash = PasswordHash(encoded: Self.reference)
    #expect(hash.matches("password"))
    #expect(!hash.matches("Password"))
  }

  static let reference =
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
}

@Suite struct `A signature` {
  static let key = MACKey("secreto")
  let body = Array(#"{"texto":"hola"}"#.utf8)

  @Test func `is known in hex of either case and in base64`() throws {
    let code = try #require(Self.key).code(for: body, .hmacSHA256)
    #expect(code.isEqual(to: try #require([UInt8](hex: code.bytes.hex))))
    #expect(code.isEqual(to: try #require([UInt8](hex: code.bytes.hex.uppercased()))))
    #expect(code.isEqual(to: try #require([UInt8](base64: code.bytes.base64))))
  }

  @Test(arguments: [
    "", "sha256=", "zz", "00", "é", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff",
    "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7\0",
    "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7 ",
  ])
  func `that is malformed is wrong, not an error`(text: String) throws {
    let code = try #require(Self.key).code(for: body, .hmacSHA256)
    #expect([UInt8](hex: text).map(code.isEqual) != true)
    #expect([UInt8](base64: text).map(code.isEqual) != true)
  }

  @Test func `changes with every bit of the message and of the key`() throws {
    let code = try #require(Self.key).code(for: body, .hmacSHA1)
    for index in body.indices {
      var changed = body
      changed[index] ^= 1
      #expect(try !#require(Self.key).code(for: changed, .hmacSHA1).isEqual(to: code.bytes))
    }
    #expect(try !#require(MACKey("secretO")).code(for: body, .hmacSHA1).isEqual(to: code.bytes))
  }

  @Test func `needs a key that is not empty`() {
    #expect(MACKey("") == nil)
    #expect(MACKey([UInt8]()) == nil)
  }
}

@Suite struct `Text forms` {
  @Test func `carry every byte there and back`() {
    let bytes = Array(UInt8.min...UInt8.max)
    #expect([UInt8](hex: bytes.hex) == bytes)
    #expect([UInt8](base64: bytes.base64) == bytes)
    #expect([UInt8](base64URL: bytes.base64URL) == bytes)
    #expect([UInt8](hex: "") == [])
  }

  @Test(arguments: ["a", "0g", "0x0", "00 11", "+/", "Zg", "Zh==", "Zg==\n"])
  func `refuse what they do not write`(text: String) {
    #expect([UInt8](hex: text) == nil)
    #expect([UInt8](base64: text) == nil)
  }

  @Test(arguments: ["Zg==", "a", "-_ ", "Zh", "+/8", "ñ"])
  func `refuse what no URL form is`(text: String) { #expect([UInt8](base64URL: text) == nil) }
}
