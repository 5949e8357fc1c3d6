import Testing

@testable import Wire

struct HTTPTargetTests {
  @Test(
    arguments: [
      ("/", [], []),
      ("/api/v1/productos/7", ["api", "v1", "productos", "7"], []),
      ("/a/", ["a"], []),
      (
        "/t%C3%A9?q=caf%C3%A9+negro&vacio&x=1%2B1", ["té"],
        [("q", "café negro"), ("vacio", ""), ("x", "1+1")]
      ),
      (
        "/w?hub.mode=subscribe&hub.challenge=a=b", ["w"],
        [("hub.mode", "subscribe"), ("hub.challenge", "a=b")]
      ),
    ] as [(String, [String], [(String, String)])])
  func `a well formed target is read by its parts`(
    raw: String, segments: [String], query: [(String, String)]
  ) throws {
    let target = try #require(HTTPTarget(raw))
    #expect(target.segments == segments)
    #expect(target.query == query.map { HTTPTarget.Parameter($0.0, $0.1) })
    #expect(target.raw == raw)
  }

  @Test(arguments: [
    "", "a", "http://x/", "//a", "/a//b", "/../etc/passwd", "/a/./b", "/a/%2e%2e/b", "/a%2fb", "/a%5Cb",
    "/a%00",
    "/a%", "/a%4", "/a%zz", "/a%ff", "/a b", "/a\r\nX: y", "/a?b=%00", "/a?b=%c3",
  ])
  func `a target that hides something is refused`(raw: String) {
    #expect(HTTPTarget(raw) == nil)
  }

  @Test func `the raw query is kept as it came`() throws {
    #expect(try #require(HTTPTarget("/t?b=2&a=%31")).rawQuery == "b=2&a=%31")
    #expect(try #require(HTTPTarget("/t")).rawQuery == "")
  }
}

struct HTTPFieldsTests {
  @Test func `names are compared without case and keep their order`() {
    var fields: HTTPFields = ["Content-Type": "text/plain", "X-A": "1"]
    fields.append("x-a", "2")
    #expect(fields["content-type"] == "text/plain")
    #expect(fields.values(of: "X-a") == ["1", "2"])
    fields["X-A"] = "3"
    #expect(fields.values(of: "x-a") == ["3"])
    fields["x-a"] = nil
    #expect(fields["X-A"] == nil)
  }

  @Test func `a line break in a value cannot begin another field`() {
    var fields = HTTPFields()
    fields["Location"] = "/a\r\nSet-Cookie: x=1"
    #expect(fields["Location"] == "/a  Set-Cookie: x=1")
  }
}
