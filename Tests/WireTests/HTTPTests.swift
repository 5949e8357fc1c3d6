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

  @Test(
    arguments: [
      ("http://tienda.example/a?b=c", "/a?b=c"), ("HTTPS://x:8443/a", "/a"), ("http://x?b=c", "/?b=c"),
      ("http://x", "/"), ("http:///a", nil), ("http://x/../a", nil), ("ftp://x/a", nil), ("/a", "/a"),
    ] as [(String, String?)])
  func `a request line may name the server before the path`(raw: String, target: String?) {
    #expect(HTTPTarget(requestLine: raw)?.raw == target)
    #expect(raw.hasPrefix("/") || HTTPTarget(raw) == nil)
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

struct HTTPRouterTests {
  private func router() -> HTTPRouter {
    func says(_ text: String) -> HTTPRoute.Handler {
      { _, places in HTTPResponse(.ok, text + (places["id"].map { " " + $0 } ?? ""), type: "text/plain") }
    }
    return HTTPRouter([
      HTTPRoute(.get, "/p", says("list")), HTTPRoute(.post, "/p", says("new")),
      HTTPRoute(.get, "/p/buscar", says("search")), HTTPRoute(.get, "/p/:id", says("one")),
      HTTPRoute(.put, "/p/:id", says("change")), HTTPRoute(.get, "/p/:id/items", says("items")),
    ])
  }

  private func answer(_ method: HTTPMethod, _ target: String) async throws -> HTTPRouter.Outcome {
    await router().respond(to: HTTPRequest(method, try #require(HTTPTarget(target))))
  }

  @Test(arguments: [
    ("GET", "/p", "list"), ("POST", "/p", "new"), ("GET", "/p/buscar?q=1", "search"),
    ("GET", "/p/7", "one 7"),
    ("PUT", "/p/7/", "change 7"), ("GET", "/p/buscar/items", "items buscar"), ("HEAD", "/p/7", "one 7"),
  ])
  func `a request is answered where its method and path lead`(method: String, target: String, text: String)
    async throws
  {
    let outcome = try await answer(HTTPMethod(method), target)
    #expect(String(decoding: outcome.response.body.bytes, as: UTF8.self) == text)
  }

  @Test func `another method is told which there are`() async throws {
    let outcome = try await answer(.delete, "/p/7")
    #expect(outcome.response.status == .methodNotAllowed)
    #expect(outcome.response.fields["Allow"] == "GET, HEAD, OPTIONS, PUT")
    #expect(outcome.route == "/p/:id")
  }

  @Test func `OPTIONS lists the methods without a body`() async throws {
    let outcome = try await answer(.options, "/p")
    #expect(outcome.response.status == .noContent)
    #expect(outcome.response.fields["Allow"] == "GET, HEAD, OPTIONS, POST")
    #expect(outcome.response.body.bytes.isEmpty)
  }

  @Test(arguments: ["/", "/q", "/p/7/8", "/p/7/items/1"])
  func `a path that leads nowhere is not found`(target: String) async throws {
    let outcome = try await answer(.get, target)
    #expect(outcome.response.status == .notFound)
    #expect(outcome.response.fields["Content-Type"] == HTTPProblem.mediaType)
    #expect(outcome.route == nil)
  }
}

struct HTTPProblemTests {
  @Test func `a problem says what, where and when to try again`() throws {
    let problem = HTTPProblem(
      .unprocessable, "Revise los datos", faults: [.init(field: "items[0].cantidad", detail: "debe ser ≥ 1")],
      retryAfter: 3)
    let response = problem.response
    #expect(response.status.code == 422)
    #expect(response.fields["Retry-After"] == "3")
    let json = try JSON(parsing: response.body.bytes)
    #expect(json["success"] == false)
    #expect(json["detail"]?.string == "Revise los datos")
    #expect(json["errores"]?[0]?["campo"]?.string == "items[0].cantidad")
  }
}
