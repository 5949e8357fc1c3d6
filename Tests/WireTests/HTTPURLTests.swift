import Testing
import Wire

@Suite struct `An absolute address` {
  @Test(arguments: [
    ("http://a.example", "http://a.example", "/"),
    ("HTTPS://A.Example:443/x", "https://a.example", "/x"),
    ("https://a.example:8443?q=1", "https://a.example:8443", "/?q=1"),
    ("http://[::1]:80/a//b/../c?x=%20#parte", "http://[::1]", "/a//b/../c?x=%20"),
    ("http://127.0.0.1:65535/#", "http://127.0.0.1:65535", "/"),
    ("https://a.example/?u=http://b.example/", "https://a.example", "/?u=http://b.example/"),
    ("https://a.example/@b", "https://a.example", "/@b"),
  ])
  func `is an origin and a target`(text: String, origin: String, target: String) throws {
    let url = try #require(HTTPURL(text))
    #expect(url.origin == origin)
    #expect(url.target == target)
    #expect(HTTPURL(url.text) == url)
    #expect("\(url)" == origin)
  }

  @Test(arguments: [
    "", "http://", "http:///x", "http:a.example", "//a.example", "/x", "ftp://a.example",
    "file:///etc/passwd",
    "http://ana:clave@a.example/", "http://a.example@b.example/", "http://a.example:0",
    "http://a.example:65536",
    "http://a.example:", "http://a.example:8x", "http://a b.example", "http://a.example/ x",
    "http://ñ.example",
    "http://a.example/\r\nX: 1", "http://a.example/\u{7F}", "http://[::1", "http://[]/",
    "http://a\\b.example",
    " http://a.example", "http://a.example/" + String(repeating: "x", count: HTTPURL.maximumLength),
  ])
  func `is refused when it is none that we would ask`(text: String) {
    #expect(HTTPURL(text) == nil)
  }

  @Test(arguments: [
    ("https://b.example/x?y", "https://b.example/x?y"), ("//b.example/x", "https://b.example/x"),
    ("/x/../y?z", "https://a.example:8443/x/../y?z"), ("/", "https://a.example:8443/"), ("x", nil),
    ("?x", nil),
    ("", nil), ("file:///etc/passwd", nil), ("//", nil), ("/ x", nil),
  ])
  func `leads to what an answer refers to`(text: String, address: String?) throws {
    let url = try #require(HTTPURL("https://a.example:8443/camino?q=1"))
    #expect(url.reference(text)?.text == address)
  }

  @Test(arguments: ["https://a.example", "https://a.example/", "https://a.example//", "https://a.example///"])
  func `stands before a path without slashes at its end`(text: String) {
    #expect(text.withoutTrailingSlashes == "https://a.example")
  }
}
